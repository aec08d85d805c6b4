using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Who has to do with the cooperative's own values.</summary>
internal static class FactAccess
{
    /// <summary>The staff, and who checks them.</summary>
    public static readonly Access Readers = new(
        (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Adviser, Relation.None), (Role.Administrator, Relation.None), (Role.Auditor, Relation.None));

    /// <summary>Who answers for figures.</summary>
    public static readonly Access Writers = new((Role.Finance, Relation.None), (Role.Board, Relation.None));

    /// <summary>A named person, and never the one who has entered the value.</summary>
    public static readonly Access Releasers = Writers with { InPerson = true, Never = Relation.Own };
}

/// <summary>A pack whose values the cooperative may set itself.</summary>
/// <param name="Name">As in <see cref="OwnValue.Pack"/>.</param>
/// <param name="Page">Where its values are shown: "/facts".</param>
/// <param name="Refuse">Null, or why the pack cannot read the value or has no such id.</param>
internal sealed record OwnValuePack(string Name, string Page, Func<OwnValue, Refusal?> Refuse)
{
    public string PageOf(string id) => $"{Page}/{id}";
}
