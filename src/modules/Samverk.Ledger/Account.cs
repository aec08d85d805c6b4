namespace Samverk.Ledger;

/// <summary>The chart of accounts: codes without the entity's prefix. Parts in angle brackets of the specification are parameters.</summary>
public static class Account
{
    public const string Bank = "assets:bank";
    public const string VatDeductible = "assets:vat-deductible";
    public const string Equipment = "assets:equipment";
    public const string VatRelief = "assets:vat-relief";
    public const string VatDue = "liabilities:vat-due";
    public const string Contribution = "income:contribution";
    public const string BankFees = "expenses:bank-fees";
    public const string WorkBudgetMargin = "income:work-budget-margin";
    public const string ShareCapital = "equity:share-capital";
    public const string Reserves = "equity:reserves";
    public const string FundOpening = "equity:guarantee-fund:opening";
    public const string FundAllocations = "equity:guarantee-fund:allocations";
    public const string FundClaims = "equity:guarantee-fund:claims";
    public const string FundRecoveries = "equity:guarantee-fund:recoveries";

    /// <summary>Control account of all activities.</summary>
    public const string Activities = "liabilities:activity";

    /// <summary>Money that the member may still steer; a credit.</summary>
    public static string Activity(string code) => $"{Activities}:{code}";

    /// <summary>Invoiced in a foreign currency, not credited yet.</summary>
    public static string ActivityPending(string code) => $"liabilities:activity-pending:{code}";

    /// <summary>Receivable, in the invoice's currency.</summary>
    public static string Client(string code) => $"assets:client:{code}";

    /// <summary>Owed back to a client.</summary>
    public static string ClientCredit(string code) => $"liabilities:client-credit:{code}";

    public static string NetWages(string member) => $"liabilities:net-wages:{member}";

    /// <summary>Paid too much by a wage, and owed back by the person.</summary>
    public static string WageClaims(string member) => $"assets:wage-claim:{member}";

    /// <summary>Shares to pay back to who has left.</summary>
    public static string Shares(string member) => $"liabilities:shares:{member}";

    public static string Authority(string body) => $"liabilities:authority:{body}";

    public static string Expenses(string member) => $"liabilities:expenses:{member}";

    public static string Supplier(string supplier) => $"liabilities:supplier:{supplier}";

    public static string SisterReceivable(string entity) => $"assets:sister:{entity}";

    public static string SisterPayable(string entity) => $"liabilities:sister:{entity}";
}
