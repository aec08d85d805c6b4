using NodaTime;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Host;

/// <summary>How far this node has come: what is still to be done before members can work, and who does it.</summary>
internal sealed class ReadNode : IUseCase<ReadNode.Query, ReadNode.Result>
{
    public static Access Access => new((Role.Administrator, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var staff = new Dictionary<Role, int>();
        foreach (var role in (Role[])[Role.Adviser, Role.Finance, Role.Board]) staff[role] = (await tx.Holders(role)).Count;
        var entities = new List<Entity>();
        foreach (var entity in await tx.Entities())
            entities.Add(new(
                entity.Id, entity.Name, entity.Country, [.. (await tx.FindSeller(entity.Id))?.Missing(entity.Country, entity.Currency) ?? ["name"]], await tx.FindBankAccount(entity.Id) is not null,
                (await tx.Statute(entity.Id, tx.Today)).Refusal is null));
        return new Result(
            await tx.CooperativeName(), (await tx.Address())?.AbsoluteUri, await tx.SetUpOn(), staff, entities, (await tx.OwnValues(OwnValue.Facts)).Count(value => value.State is OwnValueState.Entered),
            await tx.AnyImport(), (await tx.Holders(Role.Member)).Count > 0 || await tx.AnyMember());
    }

    internal sealed record Query : IQuery<Query, ReadNode, Result>;

    /// <param name="Address">Null while nobody has said it.</param>
    /// <param name="Staff">How many hold each role that daily work needs.</param>
    /// <param name="Waiting">Own values that nobody has released.</param>
    internal sealed record Result(
        string Name, string? Address, LocalDate? Since, IReadOnlyDictionary<Role, int> Staff, IReadOnlyList<Entity> Entities, int Waiting, bool Imported, bool HasMembers);

    /// <param name="Lacks">Fields without which no invoice can be issued.</param>
    internal sealed record Entity(Id<LegalEntity> Id, string Name, string Country, IReadOnlyList<string> Lacks, bool HasBank, bool HasStatute);
}
