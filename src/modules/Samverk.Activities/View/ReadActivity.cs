using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>An activity on one page: what it has, what happened and what is planned.</summary>
internal sealed class ReadActivity(IEnumerable<PersonNames> people, IEnumerable<ActivityDocuments> documents, IEnumerable<IPlannedChange> plans)
    : IUseCase<ReadActivity.Query, ReadActivity.Result>
{
    private const int Latest = 12;

    /// <summary>How many months of what is planned are shown.</summary>
    public const int Ahead = 4;

    public static Access Access => ActivityAccess.Reading;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Activity, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(query.Activity) is not { } activity) return Refusal.Unknown;
        var on = query.On is { } asked ? LocalDate.FromDateOnly(asked) : tx.Today;
        if (on > tx.Today || on < activity.Opened) return new Refusal("field-invalid", ("text", on)) { Field = "on" };

        var from = LocalDate.Max(activity.Opened, on.PlusMonths(-3));
        var lines = await tx.LinesOn(activity.Entity, activity.Account, on);
        var lately = lines.Reverse().Take(Latest).ToArray();
        var told = await documents.Find(tx, lately.Select(line => line.Document));
        var steps = (await tx.Steps(activity.Id.Value)).Where(step => step.Date <= on).ToArray();
        var team = (await tx.Team(activity.Id)).Where(one => one.Until is null || one.Until >= tx.Today).ToArray();
        var names = await Names.Of(tx, people, [.. team.Select(one => one.Person), .. steps.Select(step => step.Person.Value)]);
        var relation = await tx.RelationTo(activity.Id, actor);
        var parent = activity.Parent is { } whole ? await tx.FindActivity(whole) : null;
        return new Result(
            activity.Id, activity.Entity, activity.Code, activity.Name, activity.Kind, activity.State, activity.Opened, tx.Today,
            parent is null ? null : new(parent.Id, parent.Name), await tx.Balances(activity, on),
            await tx.Outlook(activity, from, on, on.PlusMonths(Ahead), plans),
            [.. lately.Select(line => Lately.Of(line, told.GetValueOrDefault(line.Document)))],
            [.. team.Select(one => new Mate(names[one.Person], one.Manager))],
            [.. steps.Select(step => new Happened(step.Date, step.Event, names[step.Person.Value], step.Why))],
            relation.HasFlag(Relation.Manager), actor.Roles.Contains(Role.Adviser), actor.Roles.Any(role => role is Role.Adviser or Role.Finance),
            lines.Count > 0 ? lines[0].Date.Year : null, (await tx.FirstManager(activity.Id, tx.Today)) ?? team.Select(one => (Id<Person>?)new Id<Person>(one.Person)).FirstOrDefault(), relation.HasFlag(Relation.TeamMember));
    }

    /// <param name="On">The day as of which it is shown, with what was planned then; null = today.</param>
    public sealed record Query(Id<Activity> Activity, DateOnly? On = null) : IQuery<Query, ReadActivity, Result>;

    /// <param name="Staff">The reader may freeze, archive and see exposure.</param>
    /// <param name="FirstYear">The first year with postings.</param>
    /// <param name="Manager">With whom the staff talks about it.</param>
    public sealed record Result(
        Id<Activity> Id, Id<LegalEntity> Entity, string Code, string Name, ActivityKind Kind, ActivityState State, LocalDate Opened, LocalDate Today, Whole? Parent,
        Balances Balances, Outlook Outlook, IReadOnlyList<Lately> Lately, IReadOnlyList<Mate> Team, IReadOnlyList<Happened> Steps, bool Manages, bool Advises, bool Staff,
        int? FirstYear, Id<Person>? Manager, bool InTeam);

    /// <summary>The activity of which it is a part.</summary>
    public sealed record Whole(Id<Activity> Id, string Name);

    public sealed record Mate(string Name, bool Manager);

    public sealed record Happened(LocalDate Date, string Event, string By, string Why);
}

/// <summary>One line of what happened in an activity.</summary>
/// <param name="Words">What its module calls it, else the entry's own text.</param>
/// <param name="Amount">Positive came in.</param>
internal sealed record Lately(Id<Entry> Entry, LocalDate Date, string Kind, Guid Document, string Words, string? Detail, string? Href, Money Amount)
{
    public static Lately Of(LineOn line, ActivityDocument? told) =>
        new(line.Entry, line.Date, line.Kind, line.Document, told?.Words ?? line.Text, told?.Detail, told?.Href, -line.Amount);
}
