using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Who writes and who reads the invoices of an activity.</summary>
internal static class DraftAccess
{
    public static readonly Access Write = new((Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static readonly Access Read = new(
        (Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None), (Role.Auditor, Relation.None), (Role.Board, Relation.None));

    /// <summary>Those who decide about money that a client owes.</summary>
    public static readonly Access Decide = new((Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static async Task<Relation> To(Id<Invoice> draft, Tx tx, Actor actor) =>
        await tx.FindDraft(draft) is { } found ? await tx.RelationTo(found.Activity, actor) : Relation.None;

    public static async Task<Relation> ToInvoice(Id<Invoice> id, Tx tx, Actor actor) =>
        await tx.FindInvoice(id) is { } invoice ? await tx.RelationTo(invoice.Activity, actor) : Relation.None;
}
