using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Ways in that use cases of this module share.</summary>
internal static class Everybody
{
    /// <summary>Signed in or not: whoever has no way in yet asks for one.</summary>
    public static Access AtTheDoor => new([.. Ways(Relation.None)]);

    /// <summary>Whoever holds a link that cannot be guessed.</summary>
    public static Access WithLink => new([.. Ways(Relation.Link)]);

    /// <summary>For oneself, whatever one's role; nobody who acts for the person.</summary>
    public static Access Oneself => new([.. RoleSql.Given.Select(role => (role, Relation.Own))]) { InPerson = true };

    /// <summary>Accounts of others: the administrator, and the program's own set-up and command line. Never one's own.</summary>
    public static Access Administration => new((Role.Administrator, Relation.None), (Role.System, Relation.None)) { InPerson = true, Never = Relation.Own };

    private static IEnumerable<(Role, Relation)> Ways(Relation needs) => RoleSql.Given.Prepend(Role.Visitor).Select(role => (role, needs));
}
