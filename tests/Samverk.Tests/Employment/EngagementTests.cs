using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

public sealed class EngagementTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task Somebody_who_is_no_member_goes_from_the_link_to_the_payslip()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg", 9_000_00);
        var engagement = await shop.Invited(kim);
        Assert.Equal((Kronor(9_000_00), Kronor(31_000_00)), ((await shop.Has(shop.Tour)).Reserved, (await shop.Has(shop.Tour)).SalaryAvailable));

        var link = await shop.Link(engagement);
        Assert.Equal(EngagementState.Identified, await shop.SaysWho(link, "Kim Berg", kim.Email));
        Assert.Equal(EngagementState.Ready, await shop.Do(Engaging.Facts(link), Actor.Visitor));
        Assert.Equal(1, await shop.Waiting("employment.engagement"));
        Assert.Null((await shop.Sees(link)).Contract);

        await shop.Do(new DecideEngagement.Command(Guid.CreateVersion7(), engagement, true, null), shop.Adam);
        Assert.Equal(0, await shop.Waiting("employment.engagement"));
        var paper = (await shop.Sees(link)).Contract!;
        Assert.Contains("6,848.27 SEK", paper.Text, StringComparison.Ordinal);
        Assert.Equal(paper.Contract.Hash.Value, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(paper.Text))));
        Assert.Equal(Kronor(9_000_00), (await shop.Has(shop.Tour)).Reserved);

        Assert.Equal(EngagementState.Engaged, await shop.Signs(link));
        var signatures = (await shop.Sees(link)).Contract!.Contract.Signatures;
        Assert.Equal([(SignerSide.Company, SignedHow.SignIn, shop.Adam.Person), (SignerSide.Worker, SignedHow.Link, Kim(engagement))], signatures.Select(one => (one.Side, one.How, one.Person)));
        Assert.All(signatures, one => Assert.Equal(paper.Contract.Hash, one.Hash));
        Assert.Equal((null, link.Key), (signatures[0].Key, signatures[1].Key));

        await shop.Coop.Pass(9);
        var run = await shop.Frozen(shop.Today.PlusDays(2));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        await shop.Coop.Pass(0);
        var seen = await shop.Sees(link);
        Assert.Equal((EngagementState.Paid, Kronor(6_848_27), Kronor(4_794_27)), (seen.State, seen.Slip!.Gross, seen.Slip.Net));
        Assert.Equal(Kronor(31_000_00), (await shop.Has(shop.Tour)).Booked);
        // Nothing else has come of it: no share, no membership, no activity, no account to sign in with.
        Assert.Equal((0, 0, 2, "Engaged"), await shop.Coop.Ask<(int, int, int, string)>(
            "select (select count(*)::int from members.share), (select count(*)::int from members.membership), (select count(*)::int from activities.activity), (select kind from members.person where id = @id)",
            new { id = Kim(engagement).Value }));
    }

    [Fact]
    public async Task Nobody_decides_what_they_have_asked_for_and_a_stranger_reads_nothing()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg");
        var engagement = (await shop.Do(shop.Crew(kim), shop.Adam)).Lines[0].Engagement!.Value;
        var link = await shop.Link(engagement);
        await shop.SaysWho(link, "Kim Berg", kim.Email);
        await shop.Do(Engaging.Facts(link), Actor.Visitor);
        Assert.Equal("second-person-needed", (await shop.No(new DecideEngagement.Command(Guid.CreateVersion7(), engagement, true, null), shop.Adam)).Code);
        Assert.Equal("reason-needed", (await shop.No(new DecideEngagement.Command(Guid.CreateVersion7(), engagement, false, " "), shop.Alma)).Code);
        Assert.Equal(Refusal.Unknown, await shop.No(shop.Crew(kim), shop.Frank));
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadEngagement.Query(engagement), shop.Frank)).Refusal);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadEngaged.Query(EngagementToken.New()), Actor.Visitor)).Refusal);

        // Whoever manages the activity sees how far it is, and nothing that the person has said; an adviser sees it.
        Assert.Null((await shop.Coop.Door.Read(new ReadEngagement.Query(engagement), shop.Frida)).Value.Said);
        Assert.Equal("1985", (await shop.Coop.Door.Read(new ReadEngagement.Query(engagement), shop.Alma)).Value.Said!.Facts!.Facts["birth_year"]);
        Assert.Empty((await shop.Coop.Door.Read(new ListEngagements.Query(null), shop.Frank)).Value.Rows);
        Assert.Equal("Kim Berg", Assert.Single((await shop.Coop.Door.Read(new ListEngagements.Query(null), shop.Frida)).Value.Rows).Name);
        Assert.Equal(0, await shop.Coop.Ask<int>("select count(*) from store.audit where subject::text like '%' || @token || '%' or result::text like '%' || @token || '%'", new { token = link.Value }));
    }

    [Fact]
    public async Task What_nobody_has_signed_when_the_work_begins_is_over_to_the_minute()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg", 4_200_00, Engaging.Day(shop.Today.PlusDays(2)));
        var engagement = await shop.Invited(kim);
        var link = await shop.Approved(engagement, kim);
        shop.Coop.Clock.Advance(Duration.FromHours(46) + Duration.FromMinutes(59));
        await shop.Coop.Pass(0);
        Assert.Equal(EngagementState.Ready, (await shop.Sees(link)).State);
        Assert.Equal(Kronor(35_800_00), (await shop.Has(shop.Tour)).SalaryAvailable);

        shop.Coop.Clock.Advance(Duration.FromMinutes(1));
        var hash = (await shop.Sees(link)).Contract!.Contract.Hash;
        Assert.Equal("past-dated", (await shop.No(new SignContract.Command(Guid.CreateVersion7(), link, hash, "Kim", true), Actor.Visitor)).Code);
        await shop.Coop.Pass(0);
        Assert.Equal((EngagementState.Withdrawn, "engagement-withdrawn"), ((await shop.Sees(link)).State, (await shop.Sees(link)).Over!.Code));
        Assert.Equal(Kronor(40_000_00), (await shop.Has(shop.Tour)).SalaryAvailable);
        Assert.Equal(("Cancelled", "Cancelled", "Expired"), await shop.Coop.Ask<(string, string, string)>(
            "select (select state from employment.work), (select state from employment.wage), (select state from employment.contract)"));
    }

    [Fact]
    public async Task An_invitation_is_taken_up_within_fourteen_days()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg", 4_200_00, Engaging.Day(shop.Today.PlusDays(40)));
        var link = await shop.Link(await shop.Invited(kim));
        await shop.Coop.Pass(14);
        Assert.Null((await shop.Sees(link)).Over);
        await shop.Coop.Pass(1);
        Assert.Equal((EngagementState.Expired, "engagement-expired"), ((await shop.Sees(link)).State, (await shop.Sees(link)).Over!.Code));
        Assert.Equal("engagement-expired", (await shop.No(new Identify.Command(Guid.CreateVersion7(), link, "Kim", new(1985, 1, 1), null, null), Actor.Visitor)).Code);
        Assert.Equal(Kronor(40_000_00), (await shop.Has(shop.Tour)).SalaryAvailable);
    }

    [Fact]
    public async Task Exactly_what_was_read_is_signed_once_by_a_name_that_agrees()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg");
        var link = await shop.Approved(await shop.Invited(kim), kim);
        var hash = (await shop.Sees(link)).Contract!.Contract.Hash;
        SignContract.Command Sign(FileHash document, string name, bool agrees) => new(Guid.CreateVersion7(), link, document, name, agrees);
        Assert.Equal("document-changed", (await shop.No(Sign(FileHash.Of("another"u8), "Kim", true), Actor.Visitor)).Code);
        Assert.Equal("name", (await shop.No(Sign(hash, " ", true), Actor.Visitor)).Field);
        Assert.Equal("agrees", (await shop.No(Sign(hash, "Kim", false), Actor.Visitor)).Field);
        Assert.Equal(Refusal.Unknown, await shop.No(Sign(hash, "Kim", true), shop.Frida));

        var sign = Sign(hash, "Kim Berg", true);
        await shop.Do(sign, Actor.Visitor);
        Assert.Equal(EngagementState.Engaged, await shop.Do(sign, Actor.Visitor));
        Assert.Equal("already-answered", (await shop.No(Sign(hash, "Kim Berg", true), Actor.Visitor)).Code);
        await Assert.ThrowsAnyAsync<Exception>(() => shop.Coop.Ask<int>("update employment.signature set hash = sha256('x') returning 1"));
        await Assert.ThrowsAnyAsync<Exception>(() => shop.Coop.Ask<int>("delete from employment.signature returning 1"));
        await Assert.ThrowsAnyAsync<Exception>(() => shop.Coop.Ask<int>("update employment.contract set hash = sha256('x') returning 1"));
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*) from employment.receipt where by = 'own'"));
    }

    [Fact]
    public async Task What_both_have_signed_ends_only_by_an_adviser_with_a_reason_before_it_begins()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg");
        var engagement = await shop.Invited(kim);
        var link = await shop.Approved(engagement, kim);
        await shop.Signs(link);
        WithdrawEngagement.Command Withdraw(string? why) => new(Guid.CreateVersion7(), engagement, why);
        var (work, wage) = ((await shop.Sees(link)).Engagement.Work!.Value, (await shop.Sees(link)).Engagement.Wage!.Value);
        Assert.Equal("engagement-steers", (await shop.No(new CancelWork.Command(Guid.CreateVersion7(), work, null), shop.Frida)).Code);
        Assert.Equal("engagement-steers", (await shop.No(new CancelWage.Command(Guid.CreateVersion7(), wage, null), shop.Frida)).Code);
        Assert.Equal("contract-signed", (await shop.No(Withdraw("rain"), shop.Frida)).Code);
        Assert.Equal("reason-needed", (await shop.No(Withdraw(null), shop.Adam)).Code);
        Assert.Equal(EngagementState.Withdrawn, await shop.Do(Withdraw("rain"), shop.Adam));
        Assert.Equal(Kronor(40_000_00), (await shop.Has(shop.Tour)).SalaryAvailable);
        Assert.Equal("engagement-withdrawn", (await shop.Sees(link)).Over!.Code);
    }

    [Fact]
    public async Task A_person_declines_and_what_was_reserved_is_free()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg");
        var link = await shop.Approved(await shop.Invited(kim), kim);
        Assert.Equal(EngagementState.Withdrawn, await shop.Do(new DeclineEngagement.Command(Guid.CreateVersion7(), link), Actor.Visitor));
        Assert.Equal((Kronor(40_000_00), "Declined"), ((await shop.Has(shop.Tour)).SalaryAvailable, await shop.Coop.Ask<string>("select state from employment.contract")));
    }

    [Fact]
    public async Task Somebody_whom_the_register_knows_is_engaged_as_themselves_and_a_double_is_looked_at()
    {
        await using var shop = await Engaging.Fresh();
        var (kim, later) = (shop.Line("Kim Berg"), shop.Line("Kim Berg", 4_200_00, Engaging.Day(shop.Today.PlusDays(10))));
        var first = await shop.Invited(kim);
        await shop.Signs(await shop.Approved(first, kim));

        // The same name, day and address that the link went to: nothing is asked twice, and the account is not changed by a link.
        var second = await shop.Invited(later);
        var link = await shop.Link(second);
        await shop.SaysWho(link, "kim berg", kim.Email);
        var known = (await shop.Sees(link)).Known!;
        Assert.Equal((true, true, false), (known.HasAccount, known.HasFacts, known.IsNew));
        Assert.Equal("pay-account-by-link", (await shop.No(Engaging.Facts(link), Actor.Visitor)).Code);
        await shop.Do(Engaging.Facts(link) with { Iban = null, Facts = null }, Actor.Visitor);
        Assert.Equal(Kim(first).Value, await shop.Coop.Ask<Guid>("select person from employment.engagement where id = @id", new { id = second.Value }));

        // Another address with that name and day: somebody new, whom an adviser compares.
        var twin = shop.Line("Kim Berg", 4_200_00, Engaging.Day(shop.Today.PlusDays(12))) with { Email = "kim@elsewhere.example" };
        var third = await shop.Invited(twin);
        var other = await shop.Link(third);
        await shop.SaysWho(other, "Kim Berg", "kim@elsewhere.example");
        await shop.Do(Engaging.Facts(other), Actor.Visitor);
        Assert.NotNull((await shop.Coop.Door.Read(new ReadEngagement.Query(third), shop.Adam)).Value.Said!.Twin);
        Assert.Equal("reason-needed", (await shop.No(new DecideEngagement.Command(Guid.CreateVersion7(), third, true, null), shop.Adam)).Code);
        await shop.Do(new DecideEngagement.Command(Guid.CreateVersion7(), third, true, "a cousin, passport seen"), shop.Adam);
    }

    [Fact]
    public async Task A_permit_is_a_dated_fact_that_ends_work_after_it()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg");
        var engagement = await shop.Invited(kim);
        var link = await shop.Link(engagement);
        await shop.SaysWho(link, "Kim Berg", kim.Email);
        var last = kim.Days.Max(day => day.Day);
        var early = await shop.No(Engaging.Facts(link, last.PlusDays(-1)), Actor.Visitor);
        Assert.Equal(("permit-missing", "permitUntil"), (early.Code, early.Field));
        await shop.Do(Engaging.Facts(link, last), Actor.Visitor);
        await shop.Do(new DecideEngagement.Command(Guid.CreateVersion7(), engagement, true, null), shop.Adam);
        await shop.Signs(link);

        var person = new Actor(Kim(engagement), new HashSet<Role>());
        Assert.Equal("permit-missing", (await shop.No(shop.Declares(last.PlusDays(1), person: person), shop.Frida)).Code);
        await shop.Do(shop.Declares(last.PlusDays(-2), person: person), shop.Frida);
    }

    [Fact]
    public async Task Own_data_has_engagement_and_contract_and_erasing_leaves_hashes_and_sums()
    {
        await using var shop = await Engaging.Fresh();
        var kim = shop.Line("Kim Berg");
        var engagement = await shop.Invited(kim);
        var link = await shop.Approved(engagement, kim);
        await shop.Signs(link);
        var person = Kim(engagement);
        await shop.Write(async tx =>
        {
            Assert.Equal(["engagements", "contracts", "permits"], (await new EngagementOwnData().Of(person, tx)).Select(part => part.File));
            Assert.Equal("employment", Assert.Single(await new EngagementErase().Kept(person, tx)).What);
            await new EngagementErase().Erase((await tx.FindPerson(person))!, tx);
            Assert.Null(await tx.TextOf(Assert.Single(await tx.ContractsOf(person))));
        });
        Assert.Equal(0, await shop.Coop.Ask<int>("select count(*) from employment.engagement where name <> '' or email is not null"));
        Assert.Equal(2, await shop.Coop.Ask<int>("select count(*) from employment.signature where name = '' or side = 'Company'"));
    }

    private static Id<Samverk.Store.Person> Kim(Id<Engagement> engagement) => Id<Samverk.Store.Person>.Named(engagement.Value, "person");
}
