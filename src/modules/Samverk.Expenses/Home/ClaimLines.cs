using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>What a member's claims ask of them: on the start page.</summary>
internal static class ClaimLines
{
    public static readonly Access Access = ClaimAccess.Write with { Ways = [(Role.Member, Relation.None)] };

    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked) =>
        (await asked.Tx.SelectClaims("member = @me and state in ('Draft', 'Rejected')", new { me = asked.Actor.Person.Value }, "order by created, id limit 10")).Select(claim =>
            new HomeLine(HomePart.Todo, asked.Text[claim.State is ClaimState.Draft ? "Hand in the expense: {0}" : "Rejected: {0}", claim.Content.What], $"/expenses/{claim.Id}")
            {
                Under = claim.Content.Supplier, Meaning = claim.State is ClaimState.Rejected ? Meaning.Late : Meaning.Info,
            });
}
