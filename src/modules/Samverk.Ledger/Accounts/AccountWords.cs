using Microsoft.Extensions.Localization;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Ledger;

/// <summary>Accounts and what their figures mean, in words that need no chart of accounts beside them.</summary>
internal static class AccountWords
{
    /// <param name="code">Without the entity's code: "assets:client:c-92xd".</param>
    /// <param name="name">Whose it is, where somebody knows; its own code stands there else.</param>
    public static string Of(string code, string? name, IStringLocalizer text)
    {
        var parts = code.Split(':');
        var whose = name ?? parts[^1];
        return (parts[0], parts[1], parts.Length) switch
        {
            ("assets", "bank", 2) => text["Bank account"],
            ("assets", "vat-deductible", 2) => text["VAT to get back on costs"],
            ("assets", "vat-relief", 2) => text["VAT to get back on lost invoices"],
            ("assets", "equipment", 3) => text["Equipment {0}", whose],
            ("assets", "client", 3) => text["{0} owes us", whose],
            ("assets", "wage-claim", 3) => text["Paid too much to {0}, owed back", whose],
            ("assets", "sister", 3) => text["Sister cooperative {0} owes us", whose],
            ("liabilities", "vat-due", 2) => text["VAT to pay"],
            ("liabilities", "activity", 3) => text["Activity {0}", whose],
            ("liabilities", "activity-pending", 3) => text["Activity {0}, waiting for foreign money", whose],
            ("liabilities", "client-credit", 3) => text["Owed back to {0}", whose],
            ("liabilities", "net-wages", 3) => text["Net wages of {0}", whose],
            ("liabilities", "expenses", 3) => text["Expenses owed to {0}", whose],
            ("liabilities", "shares", 3) => text["Shares to pay back to {0}", whose],
            ("liabilities", "authority", 3) => text["Owed to authorities: {0}", Plain(parts[2])],
            ("liabilities", "supplier", 3) => text["Owed to supplier {0}", whose],
            ("liabilities", "sister", 3) => text["Owed to sister cooperative {0}", whose],
            ("income", "contribution", 2) => text["Members' contributions"],
            ("income", "work-budget-margin", 2) => text["Margin in wages"],
            ("equity", "share-capital", 2) => text["Members' shares"],
            ("equity", "reserves", 2) => text["Reserves"],
            ("equity", "opening", 2) => text["Handed over from the earlier books"],
            ("equity", "guarantee-fund", 3) => parts[2] switch
            {
                "opening" => text["Guarantee fund: opening"],
                "allocations" => text["Guarantee fund: added"],
                "claims" => text["Guarantee fund: losses borne"],
                _ => text["Guarantee fund: recovered"],
            },
            ("income", _, _) => text["Income: {0}", Plain(string.Join(", ", parts[1..]))],
            ("expenses", _, _) => text["Cost: {0}", Plain(string.Join(", ", parts[1..]))],
            _ => code,
        };
    }

    /// <summary>What kind of figure it is: the first part of every code.</summary>
    public static string Class(string code, IStringLocalizer text) => code.Split(':')[0] switch
    {
        "assets" => text["What we have or are owed"],
        "liabilities" => text["What we owe"],
        "equity" => text["What is our own"],
        "income" => text["Income"],
        _ => text["Costs"],
    };

    /// <summary>In the order of a balance sheet, then of the result.</summary>
    public static int Order(string code) => Array.IndexOf(["assets", "liabilities", "equity", "income", "expenses"], code.Split(':')[0]);

    /// <summary>Amounts carry the sign of the books: debit is positive. This says it in words where somebody may wonder.</summary>
    public static string Side(Money amount, IStringLocalizer text) => amount.IsNegative ? text["credit"] : text["debit"];

    private static string Plain(string code) => code.Replace('-', ' ');
}
