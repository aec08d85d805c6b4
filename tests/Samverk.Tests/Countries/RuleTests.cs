using CsCheck;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Tests.Countries;

public class RuleTests
{
    private static readonly Gen<Rate> Rates = Gen.Int[0, 3000].Select(basis => Rate.OfPerCent(basis / 100m));
    private static readonly Gen<Money> Nets = Gen.Long[-100_000_000, 100_000_000].Select(minor => new Money(minor, Currency.EUR));

    private static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR, Rounding.HalfAwayFromZero);

    [Theory]
    [InlineData(FeeKind.PercentOfNet, 6.5, 0, 2000, 130, 0)]
    [InlineData(FeeKind.PercentOfNet, 9, 0, 3500, 315, 0)]
    [InlineData(FeeKind.OnTop, 6.95, 0, 2500, 162.46, 0)]
    [InlineData(FeeKind.PercentOfNet, 7.5, 2, 1000, 75, 20)]
    [InlineData(FeeKind.PercentOfNet, 10, 0, 0.05, 0.01, 0)]
    [InlineData(FeeKind.PercentOfNet, 10, 0, -0.05, -0.01, 0)]
    public void The_fee_of_an_invoice(FeeKind kind, decimal rate, decimal fundRate, decimal net, decimal total, decimal fundShare)
    {
        var fee = new FeeRule(kind, Rate.OfPerCent(rate), Rate.OfPerCent(fundRate)).Compute(Eur(net));

        Assert.Equal(new Fee(Eur(total), Eur(total - fundShare), Eur(fundShare)), fee);
    }

    [Fact]
    public void A_margin_rule_takes_turnover_and_costs_and_nothing_of_a_loss()
    {
        var rule = new FeeRule(FeeKind.PercentOfMargin, Rate.OfPerCent(13.5m), monthly: Eur(30));

        Assert.Equal(Eur(81), rule.Compute(Eur(1000), Eur(400)).Total);
        Assert.Equal(Eur(0), rule.Compute(Eur(400), Eur(1000)).Total);
        Assert.Throws<InvalidOperationException>(() => rule.Compute(Eur(1000)));
        Assert.Throws<InvalidOperationException>(() => new FeeRule(FeeKind.PercentOfNet, Rate.OfPerCent(9)).Compute(Eur(1), Eur(1)));
    }

    [Fact]
    public void A_fund_share_above_the_fee_cannot_be_built()
    {
        Assert.Throws<ArgumentException>(() => new FeeRule(FeeKind.PercentOfNet, Rate.OfPerCent(5), Rate.OfPerCent(6)));
        Assert.Throws<ArgumentException>(() => new FeeRule(FeeKind.OnTop, Rate.OfPerCent(6.95m), Rate.OfPerCent(6.5m)));
        Assert.Throws<ArgumentException>(() => new FeeRule(FeeKind.FixedMonthly));
    }

    [Fact]
    public void Contribution_and_fund_share_always_add_up_to_the_fee_and_a_credit_note_gives_it_all_back() =>
        Gen.Select(Nets, Rates, Rates, Gen.OneOf([FeeKind.PercentOfNet, FeeKind.OnTop])).Sample((net, rate, fund, kind) =>
        {
            var part = kind is FeeKind.OnTop ? rate.Fraction / (1 + rate.Fraction) : rate.Fraction;
            var rule = new FeeRule(kind, rate, fund.Fraction <= part ? fund : Rate.Zero);
            var fee = rule.Compute(net);
            var back = rule.Compute(-net);

            return fee.Contribution + fee.FundShare == fee.Total
                && fee.Total + back.Total == Money.Zero(Currency.EUR)
                && fee.FundShare + back.FundShare == Money.Zero(Currency.EUR)
                && (net.IsNegative ? fee.Total <= Money.Zero(Currency.EUR) : fee.Total >= Money.Zero(Currency.EUR));
        });

    [Fact]
    public void On_top_means_that_what_remains_times_one_plus_rate_is_the_net_to_the_cent() =>
        Gen.Select(Nets, Rates).Sample((net, rate) =>
        {
            var kept = net - new FeeRule(FeeKind.OnTop, rate).Compute(net).Total;
            return Math.Abs((kept.ToDecimal() * (1 + rate.Fraction)) - net.ToDecimal()) <= 0.005m * (1 + rate.Fraction);
        });

    [Fact]
    public void The_guarantee_names_every_condition_it_asked_for()
    {
        var date = new LocalDate(2026, 3, 2);
        var requires = FactBook.Embedded.Find<IReadOnlyList<string>>("DE", FactNames.GuaranteeRequires, date).Value.Value;

        var swiss = GuaranteeConditions.Judge(requires, GuaranteeConditions.Evidence(FactBook.Embedded, confirmed: true, "CH", date));
        Assert.False(swiss.Eligible);
        Assert.Equal([new("confirmed", true), new("euSeat", false)], swiss.Reasons);
        Assert.True(GuaranteeConditions.Judge(requires, GuaranteeConditions.Evidence(FactBook.Embedded, confirmed: true, "FR", date)).Eligible);
        Assert.False(GuaranteeConditions.Judge(["confirmed", "creditCheck"], new HashSet<string> { "confirmed" }).Eligible);
        Assert.True(GuaranteeConditions.Judge([], new HashSet<string>()).Eligible);
    }

    [Theory]
    [InlineData(2026, 6, 30, 2, 2026, 8, 30)]
    [InlineData(2026, 12, 31, 2, 2027, 2, 28)]
    [InlineData(2026, 3, 15, 2, 2026, 5, 15)]
    public void A_client_is_free_on_the_limit_and_blocked_on_the_day_after(int y, int m, int d, int months, int limitYear, int limitMonth, int limitDay)
    {
        var (due, limit) = (new LocalDate(y, m, d), new LocalDate(limitYear, limitMonth, limitDay));

        Assert.Equal(limit, Deadlines.OverdueLimit(due, months));
        Assert.False(Deadlines.IsOverdueBeyond(due, months, limit));
        Assert.True(Deadlines.IsOverdueBeyond(due, months, limit.PlusDays(1)));
    }
}
