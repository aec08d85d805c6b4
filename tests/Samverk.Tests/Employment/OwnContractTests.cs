using NodaTime;
using Samverk.Employment;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;
using static Samverk.Tests.Employment.Workshop;

namespace Samverk.Tests.Employment;

/// <summary>Contracts of work that signed-in people announce themselves.</summary>
public sealed class OwnContractTests
{
    [Fact]
    public async Task Where_a_kind_is_signed_both_sign_before_the_work_and_the_evidence_says_who_when_how_and_what()
    {
        await using var shop = await Signing();
        var (work, _) = await Approved(shop, 2);
        var read = await Read(shop, work, shop.Frida);
        Assert.Equal((ContractState.PartSigned, true, true, false), (read.Contract!.State, read.Needed, read.MaySign, read.MayOffer));
        Assert.Contains("5,000.00 SEK", read.Text, StringComparison.Ordinal);
        Assert.Equal("Your contract with Kulturkooperativet Norr is ready", await shop.Coop.Ask<string>("select subject from store.mail where recipient = 'frida@home.example' order by queued_at desc limit 1"));

        var hash = read.Contract.Hash;
        Assert.Equal("document-changed", (await shop.No(new SignOwnContract.Command(Guid.CreateVersion7(), work, FileHash.Of("another"u8), true), shop.Frida)).Code);
        Assert.Equal("agrees", (await shop.No(new SignOwnContract.Command(Guid.CreateVersion7(), work, hash, false), shop.Frida)).Field);
        Assert.Equal(Refusal.Unknown, await shop.No(new SignOwnContract.Command(Guid.CreateVersion7(), work, hash, true), shop.Frank));
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new PrintContract.Query(read.Contract.Id), shop.Frank)).Refusal);
        Assert.Equal(ContractState.Signed, await shop.Do(new SignOwnContract.Command(Guid.CreateVersion7(), work, hash, true), shop.Frida));
        Assert.Equal("already-answered", (await shop.No(new SignOwnContract.Command(Guid.CreateVersion7(), work, hash, true), shop.Frida)).Code);

        var signed = (await Read(shop, work, shop.Adam)).Contract!.Signatures;
        Assert.Equal([(SignerSide.Company, shop.Adam.Person, SignedHow.SignIn, hash), (SignerSide.Worker, shop.Frida.Person, SignedHow.SignIn, hash)], signed.Select(one => (one.Side, one.Person, one.How, one.Hash)));
        await shop.Coop.Pass(3);
        Assert.Equal(WorkState.Checked, (await Read(shop, work, shop.Frida)).Work.State);
        var run = await shop.Frozen(shop.Today.PlusDays(2));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        Assert.Equal(Kronor(40_000_00 - 6_571_00), (await shop.Has(shop.Tour)).Booked);
    }

    [Fact]
    public async Task What_is_not_signed_when_the_work_begins_is_cancelled_to_the_minute_and_its_money_is_free()
    {
        await using var shop = await Signing();
        var (work, wage) = await Approved(shop, 2);
        shop.Coop.Clock.Advance(Duration.FromHours(47) + Duration.FromMinutes(59));
        await shop.Coop.Pass(0);
        Assert.Equal(Kronor(6_571_00), (await shop.Has(shop.Tour)).Reserved);
        shop.Coop.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal("past-dated", (await shop.No(new SignOwnContract.Command(Guid.CreateVersion7(), work, (await Read(shop, work, shop.Frida)).Contract!.Hash, true), shop.Frida)).Code);
        await shop.Coop.Pass(0);
        Assert.Equal(("Cancelled", "Cancelled", "Expired"), await shop.Coop.Ask<(string, string, string)>(
            "select (select state from employment.work where id = @work), (select state from employment.wage where id = @wage), (select state from employment.contract)", new { work = work.Value, wage = wage.Value }));
        Assert.Equal(Kronor(40_000_00), (await shop.Has(shop.Tour)).SalaryAvailable);
    }

    [Fact]
    public async Task Where_nothing_has_to_be_signed_the_walk_is_as_before_and_a_contract_can_be_offered_all_the_same()
    {
        await using var shop = await Engaging.Fresh();
        await shop.SideIncome();
        var work = await shop.Worked(shop.Today.PlusDays(2));
        Assert.Equal("contract-needs-wage", (await shop.No(new OfferContract.Command(Guid.CreateVersion7(), work, null, null), shop.Adam)).Code);
        await shop.Wage(work, 5_000_00);
        Assert.Null((await Read(shop, work, shop.Frida)).Contract);
        await shop.Do(new OfferContract.Command(Guid.CreateVersion7(), work, null, "sv"), shop.Adam);
        Assert.StartsWith("# Anställningsavtal", (await Read(shop, work, shop.Frida)).Text, StringComparison.Ordinal);

        await shop.Coop.Pass(3);
        Assert.Equal((ContractState.Expired, WorkState.Checked), ((await Read(shop, work, shop.Frida)).Earlier[0].State, (await Read(shop, work, shop.Frida)).Work.State));
        Assert.Equal(Kronor(6_571_00), (await shop.Has(shop.Tour)).Reserved);
    }

    [Fact]
    public async Task An_addendum_is_a_new_contract_that_names_the_one_it_replaces_and_is_signed_again()
    {
        await using var shop = await Signing();
        var (work, _) = await Approved(shop, 5);
        var first = (await Read(shop, work, shop.Frida)).Contract!;
        await shop.Do(new SignOwnContract.Command(Guid.CreateVersion7(), work, first.Hash, true), shop.Frida);
        Assert.Equal("besides", (await shop.No(new OfferContract.Command(Guid.CreateVersion7(), work, " ", null), shop.Alma)).Field);
        Assert.Equal("language", (await shop.No(new OfferContract.Command(Guid.CreateVersion7(), work, "A lamp is lent.", "fr"), shop.Alma)).Field);
        await shop.Do(new OfferContract.Command(Guid.CreateVersion7(), work, "A lamp\nis lent.", null), shop.Alma);

        var read = await Read(shop, work, shop.Frida);
        Assert.Contains("Agreed besides: A lamp is lent.\n", read.Text, StringComparison.Ordinal);
        Assert.Contains(first.Hash.Value, read.Text, StringComparison.Ordinal);
        Assert.Equal((ContractState.PartSigned, ContractState.Replaced, first.Id), (read.Contract!.State, Assert.Single(read.Earlier).State, read.Contract.Replaces));
        Assert.Equal("document-changed", (await shop.No(new SignOwnContract.Command(Guid.CreateVersion7(), work, first.Hash, true), shop.Frida)).Code);
        Assert.Equal(ContractState.Signed, await shop.Do(new SignOwnContract.Command(Guid.CreateVersion7(), work, read.Contract.Hash, true), shop.Frida));
    }

    [Fact]
    public async Task A_wage_that_is_taken_back_takes_its_contract_along_and_late_work_is_signed_afterwards()
    {
        await using var shop = await Signing();
        var (work, wage) = await Approved(shop, 5);
        await shop.Do(new CancelWage.Command(Guid.CreateVersion7(), wage, null), shop.Frida);
        Assert.Null((await Read(shop, work, shop.Frida)).Contract);

        var late = await shop.Do(shop.Declares(shop.Today, hour: 7, minutes: 60, whyLate: "by mail"), shop.Adam);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), late, true, "mail seen"), shop.Alma);
        await shop.Wage(late, 1_000_00);
        await shop.Coop.Pass(1);
        var read = await Read(shop, late, shop.Frida);
        Assert.Equal((WorkState.Checked, true), (read.Work.State, read.MaySign));
        Assert.Equal(ContractState.Signed, await shop.Do(new SignOwnContract.Command(Guid.CreateVersion7(), late, read.Contract!.Hash, true), shop.Frida));
    }

    [Fact]
    public async Task A_persons_documents_are_theirs_alone_and_each_opens_its_file()
    {
        await using var shop = await Signing();
        var (work, _) = await Approved(shop, 2);
        await shop.Do(new SignOwnContract.Command(Guid.CreateVersion7(), work, (await Read(shop, work, shop.Frida)).Contract!.Hash, true), shop.Frida);
        await shop.Coop.Pass(3);
        var run = await shop.Frozen(shop.Today.PlusDays(2));
        await shop.Do(await shop.Release(run), shop.Fredrik);

        var all = (await shop.Coop.Door.Read(new ListDocuments.Query(), shop.Frida)).Value.Rows;
        Assert.Equal([DocumentKind.Payslip, DocumentKind.Contract], all.Select(one => one.Kind));
        Assert.All(all, one => Assert.StartsWith("/api/v1/", one.File!, StringComparison.Ordinal));
        Assert.Single((await shop.Coop.Door.Read(new ListDocuments.Query(DocumentKind.Contract), shop.Frida)).Value.Rows);
        Assert.Empty((await shop.Coop.Door.Read(new ListDocuments.Query(null, "no such words"), shop.Frida)).Value.Rows);
        Assert.Empty((await shop.Coop.Door.Read(new ListDocuments.Query(), shop.Frank)).Value.Rows);
        Assert.NotEmpty((await shop.Coop.Door.Read(new PrintContract.Query((await Read(shop, work, shop.Frida)).Contract!.Id), shop.Frida)).Value);
    }

    /// <summary>The cooperative stands for it that work by assignments is signed.</summary>
    private static async Task<Workshop> Signing()
    {
        var shop = await Engaging.Fresh();
        await shop.Released("se.contract.signed", """["perAssignment"]""");
        await shop.Write(async tx => Must(await tx.SavePerson((await tx.FindPerson(shop.Frida.Person))! with { Email = "frida@home.example", Language = "en" })));
        await shop.SideIncome();
        return shop;
    }

    private static async Task<(Id<Work> Work, Id<AskedWage> Wage)> Approved(Workshop shop, int days)
    {
        var work = await shop.Worked(shop.Today.PlusDays(days));
        return (work, await shop.Wage(work, 5_000_00));
    }

    private static async Task<ReadContract.Result> Read(Workshop shop, Id<Work> work, Samverk.Store.Actor actor) => (await shop.Coop.Door.Read(new ReadContract.Query(work), actor)).Value;
}
