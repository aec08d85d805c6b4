using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Employment;

/// <summary>What somebody was paid too much: owed back on an account of its own, and kept from no wage unless they agree.</summary>
public sealed class WageClaimTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    /// <summary>A table's tax was kept of 10,000.00; it should have been 30 per cent, which is more. The correction's payslip.</summary>
    private static async Task<(Guid Slip, Guid Correction, Money TooMuch)> PaidTooMuch(Workshop shop)
    {
        await shop.Decided("33");
        var slip = await shop.Paid(new(2026, 3, 4), new(2026, 3, 6), 10_000_00);
        await shop.SideIncome();
        var run = await shop.Corrected(shop.One(slip));
        var row = Assert.Single((await shop.Differs(run)).Rows);
        Assert.True(row.Net.IsNegative && row.Cost.IsZero, $"{row}");
        await shop.ReleaseCorrection(run);
        return (slip, row.Payslip, -row.Net);
    }

    [Fact]
    public async Task It_is_a_claim_with_an_item_for_finance_and_the_next_wage_is_paid_whole()
    {
        await using var shop = await Workshop.Fresh();
        var (slip, correction, tooMuch) = await PaidTooMuch(shop);
        var code = await shop.CodeOf(shop.Frida);
        var owed = await shop.Owed(Account.NetWages(code));
        Assert.Equal(((await shop.Slip(slip)).Net, -tooMuch, 1), (owed, await shop.Owed(Account.WageClaims(code)), await shop.Waiting("employment.wage-claim")));
        Assert.Equal((tooMuch, true), ((await shop.Slip(correction)).Corrections.Claim!.Open, (await shop.Slip(correction)).Corrections.MayAgree));
        Assert.Equal(0, await shop.Coop.Ask<int>("select count(*)::int from treasury.due where id = @correction", new { correction }));

        var next = await shop.Paid(shop.Today.PlusDays(1), shop.Today.PlusDays(3), 5_000_00);
        Assert.Equal((owed + Kronor(3_500_00), -tooMuch), (await shop.Owed(Account.NetWages(code)), await shop.Owed(Account.WageClaims(code))));
        Assert.Equal((3_500_00L, Kronor(0)), (await shop.Coop.Ask<long>("select minor from treasury.due where id = @next", new { next }), (await shop.Slip(next)).Corrections.Kept));
        await shop.Sound();
    }

    [Fact]
    public async Task Only_the_person_agrees_in_person_and_no_öre_more_is_kept_from_the_next_pay()
    {
        await using var shop = await Workshop.Fresh();
        var (_, correction, tooMuch) = await PaidTooMuch(shop);
        AgreeToKeep.Command Agree(Money? amount) => new(Guid.CreateVersion7(), correction, amount);
        Assert.Equal(Refusal.Unknown, await shop.No(Agree(tooMuch), shop.Frank));
        Assert.Equal(Refusal.Unknown, await shop.No(Agree(tooMuch), shop.Fia));
        Assert.Equal("in-person-only", (await shop.No(Agree(tooMuch), shop.Frida with { ActedBy = shop.Adam.Person })).Code);
        Assert.Equal(("more-than-owed", "amount"), await shop.No(Agree(tooMuch + Kronor(1)), shop.Frida) is var more ? (more.Code, more.Field) : default);
        Assert.Equal("amount-not-positive", (await shop.No(Agree(Kronor(0)), shop.Frida)).Code);

        await shop.Do(Agree(tooMuch), shop.Frida);
        await shop.Do(Agree(null), shop.Frida);
        await shop.Do(Agree(Kronor(100_00)), shop.Frida);
        var next = await shop.Paid(shop.Today.PlusDays(1), shop.Today.PlusDays(3), 5_000_00);
        Assert.Equal((3_400_00L, Kronor(100_00), Kronor(3_500_00)), (await shop.Coop.Ask<long>("select minor from treasury.due where id = @next", new { next }), (await shop.Slip(next)).Corrections.Kept, (await shop.Slip(next)).Net));
        Assert.Equal((tooMuch - Kronor(100_00), (Money?)null), (await shop.Slip(correction)).Corrections.Claim is { } claim ? (claim.Open, claim.Agreed) : default);

        // What was agreed is used up: the wage after it is whole again.
        var whole = await shop.Paid(shop.Today.PlusDays(5), shop.Today.PlusDays(7), 5_000_00);
        Assert.Equal(3_500_00L, await shop.Coop.Ask<long>("select minor from treasury.due where id = @whole", new { whole }));
        await shop.Sound();
    }

    [Fact]
    public async Task A_pay_that_is_wholly_kept_leaves_nothing_for_the_bank_and_its_run_does_not_wait()
    {
        await using var shop = await Workshop.Fresh();
        var (_, correction, tooMuch) = await PaidTooMuch(shop);
        await shop.Do(new AgreeToKeep.Command(Guid.CreateVersion7(), correction, tooMuch), shop.Frida);
        var next = await shop.Paid(shop.Today.PlusDays(1), shop.Today.PlusDays(3), 100_00);
        Assert.Equal((0, "Final"), (await shop.Coop.Ask<int>("select count(*)::int from treasury.due where id = @next", new { next }), await shop.Coop.Ask<string>("select state from employment.wage_payment where payslip = @next", new { next })));
        Assert.Equal(tooMuch - Kronor(70_00), (await shop.Slip(correction)).Corrections.Claim!.Agreed);
        await shop.Sound();
    }

    [Fact]
    public async Task Money_that_comes_back_closes_the_claim_and_nobody_books_their_own()
    {
        await using var shop = await Workshop.Fresh();
        var (_, correction, tooMuch) = await PaidTooMuch(shop);
        ReceiveRepayment.Command Repaid(Money amount) => new(Guid.CreateVersion7(), correction, amount);
        Assert.Equal(Refusal.Unknown, await shop.No(Repaid(tooMuch), shop.Adam));
        Assert.Equal("own-case", (await shop.No(Repaid(tooMuch), shop.Frida with { Roles = new HashSet<Role> { Role.Finance } })).Code);
        Assert.Equal("more-than-owed", (await shop.No(Repaid(tooMuch + Kronor(1)), shop.Fia)).Code);
        var repaid = Repaid(tooMuch);
        await shop.Do(repaid, shop.Fia);
        await shop.Do(repaid, shop.Fia);
        Assert.Equal((Kronor(0), 0, 1), (await shop.Owed(Account.WageClaims(await shop.CodeOf(shop.Frida))), await shop.Waiting("employment.wage-claim"), await shop.Coop.Ask<int>("select count(*)::int from ledger.entry where kind = 'wage-claim-repaid'")));
        Assert.Equal("more-than-owed", (await shop.No(Repaid(Kronor(1)), shop.Fia)).Code);
        await shop.Sound();
    }

    [Fact]
    public async Task A_correction_that_gives_back_lets_the_claim_fall_away_before_anything_is_paid()
    {
        await using var shop = await Workshop.Fresh();
        var (slip, correction, tooMuch) = await PaidTooMuch(shop);
        var code = await shop.CodeOf(shop.Frida);
        var owed = await shop.Owed(Account.NetWages(code));
        // The table was right after all.
        await shop.Decided("33");
        var run = await shop.Corrected(shop.One(slip));
        Assert.Equal(tooMuch, Assert.Single((await shop.Differs(run)).Rows).Net);
        await shop.ReleaseCorrection(run);
        Assert.Equal((Kronor(0), owed, 0), (await shop.Owed(Account.WageClaims(code)), await shop.Owed(Account.NetWages(code)), await shop.Waiting("employment.wage-claim")));
        Assert.Equal(Kronor(0), (await shop.Slip(correction)).Corrections.Claim!.Open);
        Assert.Equal(0, await shop.Coop.Ask<int>("select count(*)::int from treasury.due where run = @run", new { run = run.Value }));
        await shop.Sound();
    }

    [Fact]
    public async Task Own_data_tells_of_corrections_and_claims()
    {
        await using var shop = await Workshop.Fresh();
        await PaidTooMuch(shop);
        await shop.Write(async tx =>
        {
            var told = await new CorrectionOwnData().Of(shop.Frida.Person, tx);
            Assert.Equal(["payslip-corrections", "wage-claims"], told.Select(part => part.File));
            Assert.All(told, part => Assert.Single((System.Collections.IEnumerable)part.Content));
        });
    }
}
