using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using Samverk.Tests.Invoicing;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>How the stories of Belgium begin: the company, Frida's activity Design, a client that confirms, work and the wage for it.</summary>
public sealed partial class WalkedStories
{
    private static readonly Id<LegalEntity> Company = new(new Guid("00000000-0000-8000-8000-0000000000be"));

    /// <summary>Belgium as the terms of the specification have it: 6.5 per cent, guaranteed when confirmed, booked money may be spent.</summary>
    private static async Task<(Actor Second, Id<Activity> Design)> InBelgium(Walk walk)
    {
        var (trade, second) = (walk.Trade, Tests.Cooperative.Somebody(Role.Finance));
        await Belgium(walk, second);
        Assert.Null((await trade.Coop.Write<Done>(async tx =>
        {
            if ((await tx.SavePerson(PersonFacts.New(trade.Member.Person, PersonKind.Member, "Frida Ek") with { Email = "frida@home.example", Language = "en" })).Refusal is { } unsaved) return unsaved;
            await tx.OpenBankAccount(Id<BankAccount>.New(), (await tx.FindEntity(Company))!, IbanOf(Company));
            var terms = new Terms(new FeeRule(FeeKind.PercentOfNet, Rate.OfPerCent(6.5m)), [GuaranteeConditions.Confirmed], GuaranteeCover.Net, ExpenseRule.Booked, BadDebtFee.Reverse, SharedMayEmploy: false);
            return (await tx.SetTerms(Company, new LocalDate(2026, 1, 1), terms, new { story = true })).Then<Done>(_ => default(Done));
        })).Refusal);
        await Stand(trade, "be.request.cutOff", """{"kind":"beforeStart"}""");
        await Stand(trade, "eu.holidays", """[{"name":"Good Friday","easter":-2},{"name":"Easter Monday","easter":1},{"name":"Labour Day","on":"05-01"}]""");
        Must(await walk.Door.Run(new SetSeller.Command(Guid.CreateVersion7(), Company, InvoiceBuilder.Seller with
        {
            Name = "Coöperatie Noord BE", Address = new PostalAddress("BE", "Gent", "9000", "Koophandelsplein", "1"), VatNumber = "BE0765432146", OrganisationNumber = "0765432146", TaxRegistration = null, LegalText = null,
            Iban = IbanOf(Company), Bankgiro = null, Language = "en", PaymentDays = 10,
        }), walk.Finance));
        walk.Tell("Frida works in Design, an activity of the cooperative's company in Belgium: 6.5 per cent of the net, guaranteed when the client confirms, and the rule of Belgium lets booked money be spent.");
        var design = await walk.Does("2026-03-02", "The books open.", async () =>
        {
            var opened = await Open(walk, Company, "design", Euro(0));
            return (await OpenBooks(walk, Company)).Then<Id<Activity>>(_ => opened.Value);
        });
        Must(await walk.Door.Run(new ChangePayAccount.Command(Guid.CreateVersion7(), FridasIban, null, "Frida Ek"), trade.Member));
        var facts = Must(await walk.Door.Run(new EnterTaxFacts.Command(Guid.CreateVersion7(), Company, trade.Member.Person, new(2026, 1, 1),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["family"] = "single", ["children"] = "0", ["disabled"] = "no", ["blue_collar"] = "no", ["regime"] = "none" }), trade.Member));
        Must(await walk.Door.Run(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, true, null), trade.Adviser));
        return (second, design);
    }

    private static async Task<Guid> Agreed(Walk walk, Id<Activity> activity, long net, string date)
    {
        var client = await Known(walk, date, Celsius);
        return await Active(walk, OfDesign(walk, client, activity, net, new(2026, 3, 3), new(2026, 3, 12)), date);
    }

    private static ClientDetails Celsius => new()
    {
        Name = "Celsius NV", Kind = BuyerKind.Business, Country = "BE", Street = "Korenmarkt", Building = "3", PostalCode = "9000", Town = "Gent", VatNumber = "BE0202239951", Email = "invoices@celsius.example", Language = "en",
    };

    private static Task<Guid> Known(Walk walk, string date, ClientDetails details) =>
        walk.Does(date, $"Frida enters {details.Name.Split(' ')[0]} as a client, and an adviser finds it in order.", async () => Outcome.Of(await walk.Trade.Client(details)));

    private static OrderContent OfDesign(Walk walk, Guid client, Id<Activity> activity, long net, LocalDate from, LocalDate to) => walk.Trade.Content(client) with
    {
        Activity = activity.Value, Title = "A season's posters", Description = "Ten posters.", Net = Euro(net), From = from, To = to, Place = "Gent", PlaceCountry = "BE", TermDays = 10, Signers = [new("An Peeters", "an@celsius.example")],
    };

    /// <summary>Work of some days in March, announced, approved, and its wage within a budget.</summary>
    private static async Task<Id<AskedWage>> AskedFor(Walk walk, Id<Activity> activity, long cost, LocalDate first, int days)
    {
        var (door, frida, adviser) = (walk.Door, walk.Trade.Member, walk.Trade.Adviser);
        var work = await walk.Does("2026-03-02", $"She announces {days} days of work from 3 March on …", () => door.Run(Days(walk, activity, first, days), frida));
        await walk.Does("2026-03-02", "… which an adviser approves …", () => door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), adviser));
        var wage = await walk.Does("2026-03-02", $"… and asks for a wage that costs {Euro(cost).Shown()}: the planned and guaranteed money bears it.", () => door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Euro(cost)), frida));
        await walk.Does("2026-03-02", "An adviser approves: the cost is reserved.", () => door.Run(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), adviser));
        return wage;
    }

    private static DeclareWork.Command Days(Walk walk, Id<Activity> activity, LocalDate first, int days, string contract = "byDuration", string country = "BE", string place = "Gent", string role = "designer") => new(
        Guid.CreateVersion7(), activity, walk.Trade.Member.Person, contract, country, place, role, "nothing special",
        [.. Enumerable.Range(0, 10).Select(first.PlusDays).Where(day => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)).Take(days).Select(day => new WorkDay(day, new LocalTime(9, 0), 450))], null);
}
