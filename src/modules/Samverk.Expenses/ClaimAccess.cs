using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

internal static class ClaimAccess
{
    /// <summary>Who handed it in, and nobody else, writes it.</summary>
    public static readonly Access Write = new((Role.Member, Relation.Own));

    public static readonly Access Read = new(
        (Role.Member, Relation.Own), (Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None), (Role.Auditor, Relation.None));

    /// <summary>Nobody decides about money for themselves (I40).</summary>
    public static readonly Access Decide = new((Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static async Task<Relation> To(Guid id, Tx tx, Actor actor) =>
        await tx.FindClaim(id) is { } claim ? await tx.RelationTo(claim.Content.Activity, actor) | (claim.Member == actor.Person ? Relation.Own : Relation.None) : Relation.None;
}
