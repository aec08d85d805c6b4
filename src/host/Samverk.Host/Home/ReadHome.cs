using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>A person's start page: what to do, which dates come, what happened, and for the staff how things stand. Modules bring the lines.</summary>
internal sealed class ReadHome(IEnumerable<HomeSource> sources, Texts texts) : IUseCase<ReadHome.Query, ReadHome.Result>
{
    /// <summary>More would not be read.</summary>
    private const int MostDates = 8, MostHappenings = 10;

    /// <summary>Everybody who has signed in; each source narrows to what is the reader's.</summary>
    public static Access Access => new([.. Enum.GetValues<Role>().Where(role => role is not (Role.Visitor or Role.System)).Select(role => (role, Relation.None))]);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var lines = new List<HomeLine>();
        foreach (var source in sources.Where(source => source.Access.HasRole(actor)))
            lines.AddRange(await source.Lines(new(tx, actor, texts.Of(source.Module))));
        return new Result(
            tx.Today, tx.Now.InZone(tx.Zone).Hour, await tx.PersonName(actor.Person),
            [.. Of(HomePart.Figure)],
            [.. Of(HomePart.Todo).OrderBy(line => line.Date ?? LocalDate.MaxIsoValue)],
            [.. Of(HomePart.Next).OrderBy(line => line.Date ?? LocalDate.MaxIsoValue).Take(MostDates)],
            [.. Of(HomePart.Lately).OrderByDescending(line => line.Date ?? LocalDate.MinIsoValue).Take(MostHappenings)]);

        IEnumerable<HomeLine> Of(HomePart part) => lines.Where(line => line.Part == part);
    }

    public sealed record Query : IQuery<Query, ReadHome, Result>;

    /// <param name="Hour">Of the cooperative's day, for the greeting.</param>
    public sealed record Result(
        LocalDate Today, int Hour, string? Name, IReadOnlyList<HomeLine> Figures, IReadOnlyList<HomeLine> Todo, IReadOnlyList<HomeLine> Next, IReadOnlyList<HomeLine> Lately);
}
