using Samverk.Store;

namespace Samverk.Ledger;

internal static class LedgerAccess
{
    /// <summary>Who may read all books.</summary>
    public static readonly Access Books = new((Role.Finance, Relation.None), (Role.Auditor, Relation.None), (Role.Board, Relation.None));
}
