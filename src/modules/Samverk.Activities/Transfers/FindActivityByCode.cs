using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The activity of a code that somebody was told: its name and nothing more, so that money is not sent to a stranger by a slip.</summary>
internal sealed class FindActivityByCode : IUseCase<FindActivityByCode.Query, FindActivityByCode.Result>
{
    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) =>
        (await tx.Connection.QueryAsync<(Guid Id, string Name)>(
            """
            select other.id, other.name from activities.activity other
            join activities.activity asking on asking.id = @asking and asking.entity = other.entity
            where other.code = @code and other.state <> 'Archived'
            """,
            new { asking = query.From.Value, code = query.Code.Trim().ToLowerInvariant() })).AsList() is [var (id, name)]
            ? new Result(new(id), name)
            : Refusal.Unknown with { Field = "to" };

    /// <param name="From">Whose entity counts: codes are unique in one.</param>
    public sealed record Query(Id<Activity> From, string Code) : IQuery<Query, FindActivityByCode, Result>;

    public sealed record Result(Id<Activity> Id, string Name);
}
