using System.Text.RegularExpressions;
using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>What somebody who is engaged by a link was paid too much, and their word about it.</summary>
public sealed class LinkedClaimTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task The_mail_has_a_link_by_which_the_person_agrees_and_no_öre_more_is_kept_from_their_next_pay()
    {
        await using var shop = await Engaging.Fresh();
        var (engagement, first, correction) = await PaidTooMuch(shop);
        var link = await Told(shop, correction);
        Assert.NotEqual(first, link);
        var claim = Assert.Single((await shop.Coop.Door.Read(new ReadLinkedClaims.Query(link), Actor.Visitor)).Value);
        Assert.Equal((correction, Kronor(700_00), Kronor(700_00), (Money?)null, "put right"), (claim.Claim, claim.Amount, claim.Open, claim.Agreed, claim.Why));
        Assert.Equal(("se.pay", -1_000m), claim.Lines[0] is var line ? (line.Code, line.Difference) : default);

        AgreeByLink.Command Agree(Money? amount) => new(Guid.CreateVersion7(), link, correction, amount);
        Assert.Equal("more-than-owed", (await shop.No(Agree(Kronor(700_01)), Actor.Visitor)).Code);
        await shop.Do(Agree(Kronor(700_00)), Actor.Visitor);
        await shop.Do(Agree(null), Actor.Visitor);
        await shop.Do(Agree(Kronor(200_00)), Actor.Visitor);
        // The evidence: which link, and when. Nobody who reads the database can act by it.
        Assert.Equal((200_00L, link.Key, shop.Today), await shop.Coop.Ask<(long, string, LocalDate)>("select agreed, agreed_link, agreed_on from employment.wage_claim"));
        Assert.Equal((3, 0), await shop.Coop.Ask<(int, int)>("select count(*) filter (where subject ->> 'link' = @key)::int, count(*) filter (where subject::text like '%' || @token || '%')::int from store.audit where use_case like '%AgreeByLink%' and refusal is null", new { key = link.Key, token = link.Value }));
        Assert.Equal(link.Key, (await shop.Slip(correction, shop.Fia)).Corrections.Claim!.AgreedLink);

        var next = await PaidAgain(shop);
        var net = (await shop.Slip(next, shop.Fia)).Net;
        Assert.Equal((net - Kronor(200_00), Kronor(-500_00)), (Kronor(await shop.Coop.Ask<long>("select minor from treasury.due where id = @next", new { next })), await shop.Owed(Account.WageClaims(await Code(shop, engagement)))));
        Assert.Null(Assert.Single((await shop.Coop.Door.Read(new ReadLinkedClaims.Query(link), Actor.Visitor)).Value).Agreed);
        await shop.Sound();
    }

    [Fact]
    public async Task A_link_to_other_work_opens_no_claim_and_a_claim_keeps_its_own_link_open_until_it_is_settled()
    {
        await using var shop = await Engaging.Fresh();
        var (_, first, correction) = await PaidTooMuch(shop);
        var other = shop.Line("Bo Ek");
        var stranger = await shop.Approved(await shop.Invited(other), other, born: 2);
        Assert.Empty((await shop.Coop.Door.Read(new ReadLinkedClaims.Query(stranger), Actor.Visitor)).Value);
        Assert.Equal(Refusal.Unknown, await shop.No(new AgreeByLink.Command(Guid.CreateVersion7(), stranger, correction, Kronor(1)), Actor.Visitor));
        Assert.Equal(Refusal.Unknown, await shop.No(new AgreeByLink.Command(Guid.CreateVersion7(), EngagementToken.New(), correction, Kronor(1)), Actor.Visitor));

        // The papers of the work are over after a year; what is owed is not.
        shop.Coop.Clock.Advance(Duration.FromDays(400));
        Assert.Equal(correction, Assert.Single((await shop.Coop.Door.Read(new ReadLinkedClaims.Query(first), Actor.Visitor)).Value).Claim);
        await shop.Do(new ReceiveRepayment.Command(Guid.CreateVersion7(), correction, Kronor(700_00)), shop.Fia);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadLinkedClaims.Query(first), Actor.Visitor)).Refusal);
    }

    [Fact]
    public async Task Whom_no_mail_reaches_is_on_the_desk_of_finance()
    {
        await using var shop = await Engaging.Fresh();
        var (_, link, correction) = await PaidTooMuch(shop, email: null);
        Assert.Contains("no mail could be sent", await shop.Coop.Ask<string>("select under from desk.item where kind = 'employment.wage-claim' and state <> 'Resolved'"), StringComparison.Ordinal);
        await shop.Do(new AgreeByLink.Command(Guid.CreateVersion7(), link, correction, Kronor(1_00)), Actor.Visitor);
        var told = await shop.Coop.Door.Read(new TakeData.Query(link), Actor.Visitor);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(told.Value));
        Assert.Contains(archive.Entries, entry => entry.Name is "wage-claims.json");
    }

    private static Task<string> Code(Workshop shop, Id<Engagement> engagement) => shop.Coop.Ask<string>("select code from members.person where id = (select person from employment.engagement where id = @id)", new { id = engagement.Value });

    /// <summary>The link of the mail that tells of the claim.</summary>
    private static async Task<EngagementToken> Told(Workshop shop, Guid correction)
    {
        var (to, body) = await shop.Coop.Ask<(string, string)>("select recipient, body from store.mail where id = @id", new { id = Id<Mail>.Named(correction, "engagement").Value });
        Assert.Equal("kim.berg@crew.example", to);
        Assert.DoesNotContain("700", body, StringComparison.Ordinal);
        return new(Regex.Match(body, "/engaged/([A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);
    }

    /// <summary>Kim is paid 6,848.27, of which 1,000.00 were too much: 700.00 of the net.</summary>
    private static async Task<(Id<Engagement> Engagement, EngagementToken Link, Guid Correction)> PaidTooMuch(Workshop shop, string? email = "kim.berg@crew.example")
    {
        var kim = shop.Line("Kim Berg", 9_000_00) with { Email = email, Phone = email is null ? "+46701740605" : null };
        var engagement = await shop.Invited(kim);
        var link = EngagementToken.New();
        if (email is null) await shop.Do(new FreshLink.Command(Guid.CreateVersion7(), engagement, link), shop.Frida);
        else link = await shop.Link(engagement);
        await shop.SaysWho(link, kim.Name, email);
        await shop.Do(Engaging.Facts(link), Actor.Visitor);
        await shop.Do(new DecideEngagement.Command(Guid.CreateVersion7(), engagement, true, null), shop.Adam);
        await shop.Signs(link);
        await shop.Coop.Pass(9);
        var run = await shop.Frozen(shop.Today.PlusDays(2));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        await shop.Coop.Pass(0);
        var (slip, wage) = await shop.Coop.Ask<(Guid, Guid)>("select payslip.id, wage from employment.payslip join employment.payslip_part on payslip = payslip.id");
        await shop.ReleaseCorrection(await shop.Corrected(shop.One(slip, CorrectionReason.Wage, new CorrectedGross(new(wage), Kronor(5_848_27)))));
        return (engagement, link, await shop.Coop.Ask<Guid>("select payslip from employment.wage_claim"));
    }

    /// <summary>Kim is engaged once more, and known by name, birth date and the address to which the link went.</summary>
    private static async Task<Guid> PaidAgain(Workshop shop)
    {
        var line = shop.Line("Kim Berg", 4_200_00);
        var engagement = await shop.Invited(line);
        var link = await shop.Link(engagement);
        await shop.SaysWho(link, line.Name, line.Email);
        var known = (await shop.Sees(link)).Known!;
        await shop.Do(Engaging.Facts(link) with { Iban = known.HasAccount ? null : Engaging.Iban, Facts = known.HasFacts ? null : Workshop.Side }, Actor.Visitor);
        await shop.Do(new DecideEngagement.Command(Guid.CreateVersion7(), engagement, true, null), shop.Adam);
        await shop.Signs(link);
        await shop.Coop.Pass(9);
        var run = await shop.Frozen(shop.Today.PlusDays(2));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        await shop.Coop.Pass(0);
        return await shop.Coop.Ask<Guid>("select id from employment.payslip where run = @run", new { run = run.Value });
    }
}
