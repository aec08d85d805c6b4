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

/// <summary>How the stories of Germany begin: the company, its activities, a client that confirms, work and the wage for it.</summary>
public sealed partial class WalkedStories
{
    /// <summary>Germany as the terms of the specification have it: 9 per cent, guaranteed when confirmed, only collected money may be spent.</summary>
    private static async Task<Actor> InGermany(Walk walk)
    {
        var (trade, second) = (walk.Trade, Tests.Cooperative.Somebody(Role.Finance));
        Assert.Null((await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Save(Berlin);
            if ((await tx.SavePerson(PersonFacts.New(trade.Member.Person, PersonKind.Member, "Frida Ek") with { Email = "frida@home.example", Language = "en" })).Refusal is { } unsaved) return unsaved;
            await tx.OpenBankAccount(Id<BankAccount>.New(), Berlin, IbanOf(Berlin.Id));
            var terms = new Terms(new FeeRule(FeeKind.PercentOfNet, Rate.OfPerCent(9)), [GuaranteeConditions.Confirmed], GuaranteeCover.Net, ExpenseRule.Collected, BadDebtFee.Reverse, SharedMayEmploy: false);
            return (await tx.SetTerms(Berlin.Id, new LocalDate(2020, 1, 1), terms, new { story = true })).Then<Done>(_ => default(Done));
        })).Refusal);
        await Stand(trade, "de.request.cutOff", """{"kind":"beforeStart"}""");
        await Stand(trade, "de.employmentKinds", """["category","midijob","minijob"]""");
        await Stand(trade, "eu.holidays", """[{"name":"Good Friday","easter":-2},{"name":"Easter Monday","easter":1},{"name":"Labour Day","on":"05-01"}]""");
        Must(await walk.Door.Run(new SetSeller.Command(Guid.CreateVersion7(), Berlin.Id, InvoiceBuilder.Seller with
        {
            Name = Berlin.Name, Address = new PostalAddress("DE", "Berlin", "10117", "Auguststraße", "8"), VatNumber = "DE136695976", OrganisationNumber = "", TaxRegistration = null, LegalText = null,
            Iban = IbanOf(Berlin.Id), Bankgiro = null, Language = "en", PaymentDays = 30,
        }), walk.Finance));
        Must(await walk.Door.Run(new ChangePayAccount.Command(Guid.CreateVersion7(), FridasIban, null, "Frida Ek"), trade.Member));
        await GermanFacts(walk, second);
        await walk.Does("2026-03-02", "The books open.", () => OpenBooks(walk, Berlin.Id));
        return second;
    }

    /// <summary>Of the employer, seen by two of finance, and of Frida: tax class 1 without children, in a statutory health fund.</summary>
    private static async Task GermanFacts(Walk walk, Actor second)
    {
        var employer = Must(await walk.Door.Run(new EnterEmployerFacts.Command(
            Guid.CreateVersion7(), Berlin.Id, new(2026, 1, 1), new Dictionary<string, string>(StringComparer.Ordinal) { ["accident_rate"] = "1" }, "notice of the accident insurer, January"), walk.Finance));
        Must(await walk.Door.Run(new CheckEmployerFacts.Command(Guid.CreateVersion7(), employer, true, null), second));
        var own = Must(await walk.Door.Run(new EnterTaxFacts.Command(Guid.CreateVersion7(), Berlin.Id, walk.Trade.Member.Person, new(2026, 1, 1), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["tax_class"] = "1", ["state"] = "BE", ["church_member"] = "no", ["health_additional_rate"] = "2.9", ["care_childless"] = "yes", ["levy_u1_rate"] = "1.6", ["levy_u2_rate"] = "0.4", ["regime"] = "none",
        }), walk.Trade.Member));
        Must(await walk.Door.Run(new CheckTaxFacts.Command(Guid.CreateVersion7(), own, true, null), walk.Trade.Adviser));
    }

    /// <summary>An activity with a code that stays the same each time, and whoever steers it.</summary>
    private static async Task<Id<Activity>> Opened(Walk walk, string code, string name, ActivityKind kind, params IReadOnlyList<Actor> team)
    {
        var id = Id<Activity>.Named(Berlin.Id.Value, code);
        Assert.Null((await walk.Trade.Coop.Write<Done>(async tx =>
        {
            await tx.Save(new Activity(id, Berlin.Id, code, name, Currency.EUR, kind, null, ActivityState.Open, tx.Today), null, "opened", "");
            foreach (var person in team) await tx.Join(id, person.Person, manager: true);
            return default(Done);
        })).Refusal);
        return id;
    }

    private static ClientDetails Hall => new()
    {
        Name = "Halle GmbH", Kind = BuyerKind.Business, Country = "DE", Street = "Linienstraße", Building = "40", PostalCode = "10119", Town = "Berlin", VatNumber = "DE123456788", Email = "invoices@halle.example", Language = "en",
    };

    private static OrderContent OfHall(Walk walk, Guid client, Id<Activity> activity, string title, long net, LocalDate day) => walk.Trade.Content(client) with
    {
        Activity = activity.Value, Title = title, Description = title, Net = Euro(net), From = day, To = day, Place = "Berlin", PlaceCountry = "DE", Signers = [new("Ida Kern", "ida@halle.example")],
    };

    /// <summary>Work of some days, announced and approved, and its wage within a budget, by German law.</summary>
    private static async Task<Id<AskedWage>> Earned(Walk walk, Id<Activity> activity, string date, LocalDate first, int days, string contract, long cost)
    {
        var (door, frida, adviser) = (walk.Door, walk.Trade.Member, walk.Trade.Adviser);
        var work = await walk.Does(date, $"Frida announces {days} days of work from {first.Day} {first.ToString("MMMM", null)} on …", () => door.Run(Days(walk, activity, first, days, contract, "DE", "Berlin", "artist"), frida));
        await walk.Does(date, "… which an adviser approves …", () => door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), adviser));
        var wage = await walk.Does(date, $"… and asks for a wage that costs at most {Euro(cost).Shown()}.", () => door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Euro(cost)), frida));
        await walk.Does(date, "An adviser approves: the cost is reserved.", () => door.Run(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), adviser));
        return wage;
    }
}
