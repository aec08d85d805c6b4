using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Account = Samverk.Ledger.Account;

namespace Samverk.Treasury;

/// <summary>Money of the next 13 weeks: what clients are expected to pay by how they have paid, against wages and dues; and what the fund bears under stress.</summary>
internal sealed class ReadLiquidity : IUseCase<ReadLiquidity.Query, ReadLiquidity.Result>
{
    private const int MonthsOfHistory = 24, MostPeaks = 20;

    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = await tx.Entities();
        if ((query.Entity is { } wanted ? entities.SingleOrDefault(one => one.Id == wanted) : entities.FirstOrDefault()) is not { } entity) return Refusal.Unknown;
        var stress = (query is { LateShare: { } late, LateDays: { } days, DefaultShare: { } share } ? new Stress(late, days, share, query.BiggestFails ?? false) : Stress.Usual).Clamped();

        var start = await tx.Balance(entity.Id, Account.Bank, entity.Currency, tx.Today);
        Expected[] expected = [.. (await tx.ToCollect(entity, tx.Today.PlusMonths(-MonthsOfHistory))).Select(invoice => Forecasting.Expect(invoice, tx.Today))];
        var dues = (await tx.UnpaidDues(entity.Id)).ToArray();
        var wages = await tx.ApprovedWages(entity);
        Flow[] flows =
        [
            .. expected.Where(one => !one.Invoice.Disputed).Select(one => new Flow(one.On, one.Invoice.Open, one.Invoice.Client)),
            .. dues.Select(due => new Flow(due.On, -due.Amount)), .. wages.Select(wage => new Flow(wage.On, -wage.Cost)),
        ];
        var peaks = await tx.PeakAdvances(entity, tx.Today.PlusMonths(-12), MostPeaks);
        var names = await tx.Names(peaks.Select(peak => peak.Member));
        return new Result(
            entity.Id, entity.Name, tx.Today, [.. entities.Select(one => new Choosable(one.Id.Value, one.Name))], start,
            Forecasting.ByWeek(start, flows, tx.Today), Points(Forecasting.Curve(start, flows, tx.Today)), Points(Forecasting.Curve(start, Forecasting.Under(stress, flows), tx.Today)), stress,
            Money.Sum(expected.Where(one => one.Invoice.Disputed).Select(one => one.Invoice.Open), entity.Currency), Money.Sum(dues.Select(due => due.Amount), entity.Currency),
            Money.Sum(wages.Select(wage => wage.Cost), entity.Currency), ByClient(expected), await Fund(tx, entity, stress, expected),
            [.. peaks.Select(peak => new Peak(peak.Member, names.GetValueOrDefault(peak.Member) ?? "", peak.On, peak.Amount))]);
    }

    private static Ui.StepPoint[] Points(IReadOnlyList<(LocalDate On, Money Left)> curve) => [.. curve.Select(one => new Ui.StepPoint(one.On, one.Left))];

    private static Payer[] ByClient(IEnumerable<Expected> expected) =>
        [.. expected.GroupBy(one => one.Invoice.Client).Select(of => new Payer(
            of.Key, of.First().Invoice.ClientName, Money.Sum(of.Select(one => one.Invoice.Open), of.First().Invoice.Open.Currency), of.First().Invoice.Paid, of.First().Late, of.First().Habit,
            of.Count(one => one.Overdue && !one.Invoice.Disputed), of.Count(one => one.Invoice.Disputed))).OrderByDescending(one => one.Open.Minor).ThenBy(one => one.Name, StringComparer.CurrentCulture)];

    /// <summary>The fund bears the open net of guaranteed invoices that are never paid.</summary>
    private static async Task<FundStress> Fund(Tx tx, LegalEntity entity, Stress stress, IReadOnlyList<Expected> expected)
    {
        var size = -Money.Sum((await tx.HoldingsUnder(entity.Id, "equity:guarantee-fund", entity.Currency, tx.Today)).Values, entity.Currency);
        var positions = await tx.PositionsOf(await tx.ActivitiesWithPositions(entity.Id, tx.Today), tx.Today);
        var covered = positions.SelectMany(of => of).Where(position => position is { Kind: PositionKind.Open, Sure: true, Client: not null } && position.Amount.Currency == entity.Currency)
            .Select(position => (Client: new Id<Client>(position.Client!.Value), position.Amount)).ToArray();
        var all = Money.Sum(covered.Select(one => one.Amount), entity.Currency);
        var biggest = Forecasting.Biggest(covered);
        var most = Money.Sum(covered.Where(one => one.Client == biggest).Select(one => one.Amount), entity.Currency);
        var (byShare, byBiggest) = (Forecasting.Share(all, stress.DefaultShare), stress.BiggestFails ? most : Money.Zero(entity.Currency));
        // Of the client who fails whole, no share is lost a second time.
        var both = byBiggest + Forecasting.Share(all - byBiggest, stress.DefaultShare);
        return new(size, all, byShare, most, expected.FirstOrDefault(one => one.Invoice.Client == biggest)?.Invoice.ClientName, stress.BiggestFails ? both : byShare);
    }

    /// <param name="Entity">Null = the first.</param>
    /// <param name="LateShare">Per cent; with <paramref name="LateDays"/> and <paramref name="DefaultShare"/>, else the usual assumptions.</param>
    public sealed record Query(Id<LegalEntity>? Entity, int? LateShare = null, int? LateDays = null, int? DefaultShare = null, bool? BiggestFails = null) : IQuery<Query, ReadLiquidity, Result>;

    internal sealed record Choosable(Guid Id, string Name);

    /// <param name="Paid">Invoices of this client that were paid whole in two years.</param>
    /// <param name="Late">Days after the due day that are expected.</param>
    internal sealed record Payer(Id<Client> Id, string Name, Money Open, int Paid, int Late, Habit Habit, int Overdue, int Disputed);

    /// <param name="Covered">Open net that the fund stands behind.</param>
    /// <param name="Loss">What the fund pays under all assumptions together.</param>
    internal sealed record FundStress(Money Size, Money Covered, Money ByShare, Money OfBiggest, string? Biggest, Money Loss)
    {
        public Money Left => Size - Loss;
    }

    internal sealed record Peak(Id<Person> Member, string Name, LocalDate On, Money Amount);

    /// <param name="Usual">The curve by habit.</param>
    /// <param name="Stressed">The curve under <paramref name="Stress"/>.</param>
    /// <param name="Disputed">Not counted in either.</param>
    internal sealed record Result(
        Id<LegalEntity> Entity, string Name, LocalDate Today, IReadOnlyList<Choosable> Entities, Money Start, IReadOnlyList<Week> Weeks, IReadOnlyList<Ui.StepPoint> Usual,
        IReadOnlyList<Ui.StepPoint> Stressed, Stress Stress, Money Disputed, Money Dues, Money Wages, IReadOnlyList<Payer> Payers, FundStress Fund, IReadOnlyList<Peak> Peaks)
    {
        /// <summary>The first week that ends below zero; null where none does.</summary>
        public Week? Short => Weeks.FirstOrDefault(week => week.Left.IsNegative);
    }
}
