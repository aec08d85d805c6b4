using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What the statutes of a company have said about membership, for who enters the next version.</summary>
internal sealed class ReadStatutes : IUseCase<ReadStatutes.Query, ReadStatutes.Result>
{
    /// <summary>Reading decides nothing: unlike entering, it need not be in person.</summary>
    public static Access Access => SetStatute.Access with { InPerson = false };

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) =>
        await tx.FindEntity(query.Entity) is { } entity ? new Result(entity, tx.Today, await tx.Statutes(entity.Id)) : Refusal.Unknown;

    public sealed record Query(Id<LegalEntity> Entity) : IQuery<Query, ReadStatutes, Result>;

    /// <param name="Statutes">Latest first.</param>
    public sealed record Result(LegalEntity Entity, LocalDate Today, IReadOnlyList<DatedStatute> Statutes);
}
