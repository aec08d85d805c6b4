using Samverk.Store;

namespace Samverk.Desk;

internal static class Who
{
    /// <summary>Whoever keeps the program running.</summary>
    public static readonly Access Operators = new((Role.Administrator, Relation.None), (Role.Finance, Relation.None));

    /// <summary>Advisers stand in for each other; finance and board decide what needs them.</summary>
    public static readonly (Role, Relation)[] Staff =
        [(Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Administrator, Relation.None)];
}
