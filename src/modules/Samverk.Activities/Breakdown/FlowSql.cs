using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>An activity's ledger lines as flows: what each debit was spent on is read from the other lines of its own entry.</summary>
internal static class FlowSql
{
    public static async Task<IReadOnlyList<(LineOn Line, Flow Flow)>> Flows(this Tx tx, Activity activity, LocalDate to, IEnumerable<ActivityDocuments> documents)
    {
        var lines = await tx.LinesOn(activity.Entity, activity.Account, to);
        var wages = await tx.WholeEntries([.. lines.Where(line => line.Kind is "wage" or "wage-correction").Select(line => line.Entry)]);
        var told = await documents.Find(tx, lines.Select(line => line.Document));
        return [.. lines.Select(line => (line, new Flow(line.Document, -line.Amount, line.Amount.IsPositive ? PartsOf(line, wages[line.Entry]) : [])
        {
            TakesBack = line.Kind switch
            {
                _ when !line.Amount.IsPositive => null,
                "credit-note" => told.GetValueOrDefault(line.Document)?.About ?? line.Document,
                // In a foreign currency the payment itself was the credit.
                "reversal" or "payment-return" => line.Document,
                _ => null,
            },
        }))];
    }

    private static IReadOnlyList<CostPart> PartsOf(LineOn line, IEnumerable<(string Account, Money Amount)> entry) => line.Kind switch
    {
        "wage" or "wage-correction" => WageParts(line, [.. entry.Where(other => other.Account != line.Account)]),
        "contribution" or "contribution-back" => [new(PartKeys.Contribution, line.Amount)],
        "expense" or "direct-payment" or "equipment-cost" => [new(PartKeys.Materials, line.Amount)],
        "transfer" => [new(PartKeys.Transfer, line.Amount)],
        "credit-note" or "reversal" or "payment-return" => [new(PartKeys.TakenBack, line.Amount)],
        "write-off" => [new(PartKeys.Loss, line.Amount)],
        "sister-invoice" => [new(PartKeys.Sister, line.Amount)],
        "payment" or "pay-return" => [new(PartKeys.BankCharge, line.Amount)],
        _ => [new(PartKeys.Other, line.Amount)],
    };

    /// <summary>A wage's parts are the accounts that its cost went to; where they are not just that, the wage is one part.</summary>
    private static IReadOnlyList<CostPart> WageParts(LineOn line, IReadOnlyList<(string Account, Money Amount)> others)
    {
        var adds = others.Count > 0 && others.All(other => other.Amount.IsNegative && other.Amount.Currency == line.Amount.Currency)
            && Money.Sum(others.Select(other => other.Amount), line.Amount.Currency) == -line.Amount;
        return adds ? [.. others.Select(other => new CostPart(PartKeys.OfWage(other.Account), -other.Amount))] : [new(PartKeys.Wage, line.Amount)];
    }
}

/// <summary>The parts of a breakdown.</summary>
internal static class PartKeys
{
    public const string Contribution = "contribution", Margin = "margin", NetWages = "net-wages", Materials = "materials", Transfer = "transfer",
        TakenBack = "taken-back", Loss = "loss", Sister = "sister", BankCharge = "bank-charge", Wage = "wage", Other = "other";

    /// <summary>Before the code of the body that gets it.</summary>
    public const string Authority = "authority:";

    private const string AuthorityAccount = "liabilities:authority:";

    public static string OfWage(string account) =>
        account.StartsWith("liabilities:net-wages:", StringComparison.Ordinal) ? NetWages
        : account.StartsWith(AuthorityAccount, StringComparison.Ordinal) ? Authority + account[AuthorityAccount.Length..]
        : account is Account.WorkBudgetMargin ? Margin
        : Other;
}
