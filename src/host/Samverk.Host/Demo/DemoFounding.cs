using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Guarantee;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using static Samverk.Host.DemoCast;
using Account = Samverk.Ledger.Account;

namespace Samverk.Host;

/// <summary>
/// The cooperative as it moves in on its first day: entity, terms, staff, members with what their activities have, clients of the earlier tool.
/// Set-up by the verbs that an import uses; from then on everything comes by the door.
/// </summary>
internal sealed class DemoFounding(DemoStage stage, string address)
{
    public const string BankNumber = "SE4550000000058398257466";

    /// <summary>What lay in the bank on the first day.</summary>
    public static readonly Money Bank = Sek(1_640_000);

    public static readonly LegalEntity Entity = new(new(DemoStage.Name("entity")), "se", "Kulturkooperativet Norr", "SE", Currency.SEK);

    public static Money Sek(decimal amount) => Money.Of(amount, Currency.SEK, Rounding.HalfAwayFromZero);

    /// <summary>Everybody's own activity.</summary>
    public static Activity Own(DemoPerson person, LocalDate opened) => new(
        OwnId(person), Entity.Id, $"a-{Array.IndexOf(Everybody, person):0000}", person == Frida ? "Lindqvist Light" : $"{person.Name.Split(' ')[^1]} {WorkOf(person).Work}",
        Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, opened);

    public static Id<Activity> OwnId(DemoPerson person) => new(DemoStage.Name($"activity:{person.Email}"));

    private static DemoPerson[] Everybody { get; } = [Frida, Jonas, .. Others];

    public async Task Play()
    {
        // Before the first account is made: accounts take their people's names by an event.
        await stage.BeginRecurringWork();
        await stage.Write(Found);
        await stage.Write(TakeStaff);
        await DemoStage.Each(Everybody.Chunk(60), members => stage.Write(tx => TakeMembers(tx, members)));
        await stage.Write(Open);
        await stage.Write(TakeClients);
        await Decide();
    }

    private async Task Found(Tx tx)
    {
        await tx.Save(Entity);
        DemoStage.Must(await tx.SetTerms(Entity.Id, new LocalDate(2025, 1, 1),
            new Terms(new FeeRule(FeeKind.OnTop, Rate.OfPerCent(6.95m)), [GuaranteeConditions.Confirmed], GuaranteeCover.Net, ExpenseRule.Collected, BadDebtFee.Reverse, SharedMayEmploy: false),
            new { demo = "invented for the demo; no cooperative has released these values" }));
        await tx.SetAddress(new Uri(address));
        await tx.NameCooperative(Entity.Name);
        await tx.MarkSetUp();
        await tx.MarkDemo();
        await tx.Set($"invoicing.blocked-after-months.{Entity.Id.Value}", 2);
        await tx.Set(TransferSql.ThresholdKey(Currency.SEK), Sek(40_000));
    }

    private static async Task TakeStaff(Tx tx)
    {
        foreach (var person in (DemoPerson[])[Anna, Alva, Fia, Filip, Bo, Adam])
        {
            DemoStage.Must(await tx.SavePerson(PersonFacts.New(person.Id, PersonKind.Staff, person.Name, "sv") with { Email = person.Email }));
            await SignIn(tx, person);
        }
    }

    private static async Task TakeMembers(Tx tx, IEnumerable<DemoPerson> members)
    {
        foreach (var person in members)
        {
            var place = Array.IndexOf(Everybody, person);
            var adviser = place % 3 is 2 ? Alva : Anna;
            DemoStage.Must(await tx.SavePerson(PersonFacts.New(person.Id, PersonKind.Member, person.Name, "sv") with
            {
                Email = person.Email, Adviser = adviser.Id, Phone = $"+46 70 174 {place / 100:00} {place % 100:00}",
                Address = new PostalAddress("SE", "Umeå", "903 27", "Nygatan", $"{place + 1}"), BornOn = new LocalDate(1962 + (place * 7 % 40), 1 + (place % 12), 1 + (place * 11 % 28)),
            }));
            await SignIn(tx, person);

            var since = new LocalDate(2019 + (place % 6), 1 + (place * 5 % 12), 15);
            await tx.Save(new Membership(person.Id, Entity.Id, MembershipState.Member, Anna.Id, since), null, "taken-over", "");
            await tx.Save(new Share(new(DemoStage.Name($"share:{person.Email}")), person.Id, Entity.Id, Sek(1_000), since, since) { State = ShareState.Active }, null, "taken-over");
            var activity = Own(person, tx.Today);
            await tx.Save(activity, null, "opened", "");
            await tx.Join(activity.Id, person.Id, manager: true);
        }
    }

    private static async Task SignIn(Tx tx, DemoPerson person)
    {
        if (DemoCooperative.SignIns.Any(one => one.Email == person.Email))
            DemoStage.Must(await tx.CreateAccount(person.Id, person.Email, DemoCooperative.Password, [person.Role], person == Frida || person == Anna || person == Bo ? "en" : "sv"));
    }

    /// <summary>What the books begin with: the busy members' activities have something from the summer.</summary>
    private static async Task Open(Tx tx)
    {
        var had = BusyMembers.Select((person, place) => (Activity: Own(person, tx.Today), Amount: Sek(6_000 + (place * 1_730 % 23_000)))).ToArray();
        var fund = Sek(350_000);
        var shares = Sek(1_000 * Everybody.Length);
        var reserves = Bank - Money.Sum(had.Select(one => one.Amount), Currency.SEK) - fund - shares;
        DemoStage.Must(await tx.Post(new Entry(new(DemoStage.Name("opening")), Entity.Id, tx.Today, Entity.Id.Value, "opening", "Opening",
        [
            new Line(Account.Bank, Bank), new Line(Account.FundOpening, -fund), new Line(Account.ShareCapital, -shares), new Line(Account.Reserves, -reserves),
            .. had.Select(one => new Line(one.Activity.Account, -one.Amount) { Activity = one.Activity.Id.Value }),
        ])));
    }

    private static async Task TakeClients(Tx tx)
    {
        foreach (var client in Earlier)
            await tx.ImportClient(DemoStage.Must(client.Details.Read(new(client.Id), tx.Today), client) with { State = ClientState.Approved }, "demo");
    }

    /// <summary>What the new cooperative's organs decide and enter first.</summary>
    private async Task Decide()
    {
        await stage.Do(new SetStatute.Command(DemoStage.Name("statute"), Entity.Id, new(2025, 1, 1), new Statute(Sek(1_000), 6, 7, "Stadgar § 5")), Bo);
        await stage.Do(new SetSeller.Command(DemoStage.Name("seller"), Entity.Id, new Seller("Kulturkooperativet Norr ek. för.", new PostalAddress("SE", "Umeå", "903 26", "Storgatan", "12"),
            SellerVat.Registered, "SE769612345901", "769612-3459", Seller.FTax, "Säte: Umeå", BankNumber, "ESSESESS", "99123432", "Fia Finance", "faktura@samverk.example",
            "+46 90 123 45 67", "", "sv", 30, DunningPlan.Usual)), Fia);
        await stage.Do(new OpenBankAccount.Command(DemoStage.Name("bank"), Entity.Id, BankNumber), Fia);
        await stage.Do(new SetExposureLimit.Command(DemoStage.Name("limit:client"), Entity.Id, LimitKind.Client, null, stage.Today, Sek(400_000), "Board, 1 October 2025, § 6"), Bo);
        await stage.Do(new SetExposureLimit.Command(DemoStage.Name("limit:member"), Entity.Id, LimitKind.Member, null, stage.Today, Sek(150_000), "Board, 1 October 2025, § 6"), Bo);
        foreach (var (place, person) in BusyMembers.Index().Where(one => one.Index % 5 is not 4))
            await stage.Do(new GiveTrust.Command(DemoStage.Name($"trust:{person.Email}"), person.Id.Value, Sek(place % 2 is 0 ? 60_000 : 35_000), "Known for years"), Anna);
    }
}
