using Microsoft.Extensions.Localization;

namespace Samverk.Ledger;

/// <summary>
/// What an entry says, in the reader's language. The books keep the wording of the day in English, which the seal covers; pages say it as their
/// reader does. What people have written stays as they wrote it.
/// </summary>
public static class EntryWords
{
    private const string Back = "Back: ";

    /// <summary>The wordings of the posting verbs, without the number of a document behind them.</summary>
    private static readonly (string Said, Func<IStringLocalizer, string> Words)[] Known =
    [
        ("Invoice", text => text["Invoice"]),
        ("Contribution", text => text["Contribution to the cooperative"]),
        ("Contribution back", text => text["Contribution given back"]),
        ("Payment", text => text["Payment of a client"]),
        ("Overpayment", text => text["Overpaid by a client"]),
        ("Refund", text => text["Refund to a client"]),
        ("Credit note", text => text["Credit note"]),
        ("Write-off", text => text["Write-off"]),
        ("Recovery", text => text["Recovery of a lost invoice"]),
        ("Sister invoice", text => text["Invoice between cooperatives"]),
        ("Settlement", text => text["Settlement between cooperatives"]),
        ("Open invoice", text => text["Open invoice from the earlier books"]),
        ("Wage", text => text["Wage"]),
        ("Kept from a pay, as agreed", text => text["Kept from a pay, as agreed"]),
        ("Paid back by a person", text => text["Paid back by a person"]),
        ("Refund by an insurer", text => text["Refund by an insurer"]),
        ("Expense", text => text["Expense"]),
        ("Mileage", text => text["Kilometres driven"]),
        ("Per diem", text => text["Days away"]),
        ("Direct payment", text => text["Paid directly"]),
        ("Equipment", text => text["Equipment"]),
        ("Payment out", text => text["Payment out"]),
        ("Payment out that came back", text => text["Payment out that came back"]),
        ("Transfer", text => text["Transfer between activities"]),
        ("Allocation to the guarantee fund", text => text["Addition to the guarantee fund"]),
        ("Share of a member", text => text["Share paid in"]),
        ("Share of somebody who has left", text => text["Share of somebody who has left"]),
        ("Bank line to a named account", text => text["Bank line to an account"]),
        ("Opening", text => text["Opening of the books"]),
        ("Opening balances", text => text["Opening of the books"]),
    ];

    public static string Of(string said, IStringLocalizer text)
    {
        if (said.StartsWith(Back, StringComparison.Ordinal)) return text["Back: {0}", Of(said[Back.Length..], text)];
        var (words, number) = said.LastIndexOf(' ') is > 0 and var space && said.AsSpan(space).ContainsAnyInRange('0', '9') ? (said[..space], said[space..]) : (said, "");
        return Known.FirstOrDefault(one => one.Said == words).Words is { } own ? own(text) + number : said;
    }

    /// <summary>How the books say what somebody searches in their own words: "faktura 2026-0001" is "Invoice 2026-0001" there.</summary>
    public static string[] Meant(string? search, IStringLocalizer text) => string.IsNullOrWhiteSpace(search)
        ? []
        : [.. Known.Select(one => Meant(search.Trim(), one.Said, one.Words(text))).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? Meant(string search, string said, string words) =>
        search.StartsWith(words, StringComparison.CurrentCultureIgnoreCase) ? said + search[words.Length..]
        : words.Contains(search, StringComparison.CurrentCultureIgnoreCase) ? said
        : null;
}
