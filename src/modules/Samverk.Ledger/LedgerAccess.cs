using Samverk.Store;

namespace Samverk.Ledger;

public static class LedgerAccess
{
    /// <summary>Who may read all books.</summary>
    public static readonly Access Books = new((Role.Finance, Relation.None), (Role.Auditor, Relation.None), (Role.Board, Relation.None));

    /// <summary>Whether figures open to whole entries for this reader: pages of other modules ask before they link there.</summary>
    public static bool ReadsBooks(this Actor actor) => Books.Refuse(actor, Relation.None) is null;

    /// <summary>The page of an account's statement until a day, for readers of the books.</summary>
    /// <param name="account">Without the entity's code.</param>
    public static string StatementHref(Guid entity, string account, NodaTime.LocalDate? to = null) =>
        $"/ledger/accounts/{entity}/{account}{(to is { } day ? $"?to={NodaTime.Text.LocalDatePattern.Iso.Format(day)}" : "")}";
}
