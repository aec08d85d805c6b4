using Samverk.Store;

namespace Samverk.Treasury;

internal static class TreasuryAccess
{
    /// <summary>Whoever moves money between bank and books; in person, because a match posts.</summary>
    public static readonly Access Desk = new((Role.Finance, Relation.None)) { InPerson = true };

    /// <summary>Whoever may see the bank.</summary>
    public static readonly Access Look = new((Role.Finance, Relation.None), (Role.Auditor, Relation.None));
}
