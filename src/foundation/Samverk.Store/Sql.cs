namespace Samverk.Store;

/// <summary>Statements that are put together from what is asked.</summary>
public static class Sql
{
    /// <summary>
    /// A further condition, only where it is asked: "and (…)". PostgreSQL keeps one plan for a statement, and the one for "(@x is null or …)" has
    /// to be right for both: it reads the whole table and sorts it, where the other two walk an index and stop at the end of the page.
    /// </summary>
    /// <param name="condition">Written in the program, never typed by anybody; values are parameters.</param>
    public static string And(bool asked, string condition) => asked ? $"and ({condition})" : "";

    /// <summary>What people type into a search box, as a pattern for "like": anywhere in a text, and their per cent signs are not ours.</summary>
    /// <returns>Null for nothing typed.</returns>
    public static string? Containing(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : $"%{Escaped(typed.Trim())}%";

    // PostgreSQL knows no text with a NUL in it.
    private static string Escaped(string text) => text.Replace("\0", "", StringComparison.Ordinal)
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
