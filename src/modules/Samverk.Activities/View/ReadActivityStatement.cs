using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Every posting of an activity with the balance after it, newest first; each opens to its whole entry for those who keep the books.</summary>
internal sealed class ReadActivityStatement(IEnumerable<ActivityDocuments> documents) : IUseCase<ReadActivityStatement.Query, ReadActivityStatement.Result>
{
    public const int PageSize = 50;

    public static Access Access => ActivityAccess.Reading;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Activity, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(query.Activity) is not { } activity) return Refusal.Unknown;

        var to = query.To is { } day ? LocalDate.FromDateOnly(day) : tx.Today;
        var lines = await tx.LinesOn(activity.Entity, activity.Account, to);
        var balance = Money.Zero(activity.Currency);
        var rows = lines.Select(line => (Line: line, Balance: balance -= line.Amount)).Reverse()
            .Where(row => query.Before is not { } before || row.Line.Number < before).ToArray();
        var shown = query.Whole is true ? rows : rows.Take(PageSize).ToArray();
        // Both lines of one entry stay on one page.
        if (shown.Length > 0 && query.Whole is not true) shown = rows.TakeWhile(row => row.Line.Number >= shown[^1].Line.Number).ToArray();
        var positions = await tx.Positions(activity, to);
        var told = await documents.Find(tx, shown.Select(row => row.Line.Document).Concat(positions.Select(position => position.Document)));
        return new Result(
            activity.Name, activity.Code, activity.Currency, tx.Today, to, await tx.Balances(activity, to),
            [.. shown.Select(row => new Row(Lately.Of(row.Line, told.GetValueOrDefault(row.Line.Document)), row.Balance))],
            shown.Length < rows.Length ? shown[^1].Line.Number : null,
            actor.ReadsBooks(), activity.Entity,
            [.. positions.Select(position => new Pending(position.Kind, position.Amount, position.Sure, told.GetValueOrDefault(position.Document)))]);
    }

    /// <param name="To">The last day; null = today.</param>
    /// <param name="Before">The number of the last posting of the page before.</param>
    /// <param name="Whole">Not by pages: for export.</param>
    public sealed record Query(Id<Activity> Activity, DateOnly? To, long? Before, bool? Whole) : IQuery<Query, ReadActivityStatement, Result>;

    /// <param name="Books">The reader may open whole entries.</param>
    public sealed record Result(
        string Activity, string Code, Currency Currency, LocalDate Today, LocalDate To, Balances Balances, IReadOnlyList<Row> Lines, long? Older, bool Books,
        Id<LegalEntity> Entity, IReadOnlyList<Pending> Pending);

    /// <summary>A document that counts in the balances and is not booked, or not paid.</summary>
    public sealed record Pending(PositionKind Kind, Money Amount, bool Sure, ActivityDocument? Document);

    /// <param name="Balance">What was booked after it.</param>
    public sealed record Row(Lately Line, Money Balance);
}
