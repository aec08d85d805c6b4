using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What people type into a search box, as a pattern: it is searched for as it is, their per cent signs are not ours.</summary>
internal static class LikeText
{
    /// <returns>A pattern in lower case, for lowered columns; null for nothing typed.</returns>
    public static string? Containing(string? search) => string.IsNullOrWhiteSpace(search) ? null : $"%{Escaped(search.Trim().ToLowerInvariant())}%";

    public static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

internal static class InvoiceSight
{
    /// <summary>Staff and those who watch over the cooperative see every invoice; members those of their activities.</summary>
    public static bool SeesAllInvoices(this Actor actor) => actor.Roles.Any(role => role is Role.Adviser or Role.Finance or Role.Auditor or Role.Board);
}
