using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>A cost of an activity: a member's receipt or journey, or a supplier's invoice that the cooperative pays directly.</summary>
/// <param name="Id">The claim; posted once.</param>
/// <param name="Creditor">Generated code of the member, or the supplier's.</param>
/// <param name="DeductibleVat">The part of the VAT that the entity gets back; never more than <paramref name="Vat"/>.</param>
public sealed record Cost(Guid Id, Id<Activity> Activity, Id<Person> Member, CostKind Kind, string Creditor, Money Net, Money Vat, Money DeductibleVat)
{
    /// <summary>What is owed to who paid or delivered.</summary>
    public Money Gross => Net + Vat;

    /// <summary>What the activity bears.</summary>
    public Money Charge => Gross - DeductibleVat;

    /// <summary>The account of equipment that the cooperative owns by it; null for a cost that the activity bears at once.</summary>
    public string? Asset { get; init; }
}

/// <summary>Mileage and per diem are paid by a rate of the country, without receipt and VAT.</summary>
public enum CostKind { Expense, DirectPayment, Mileage, PerDiem }

public static class ExpenseVerb
{
    /// <summary>The activity bears the cost without deductible VAT; the member or supplier is owed the whole.</summary>
    /// <returns>Done; <c>member-left</c>, <c>field-invalid</c>, <c>expense-available-exceeded</c> by the entity's expense rule.</returns>
    public static async Task<Outcome<Done>> PostCost(this Tx tx, Cost cost)
    {
        if (await tx.LockActivity(cost.Activity) is not { } activity) return Refusal.Unknown;
        if (await tx.HasLeft(activity.Id, cost.Member)) return new Refusal("member-left", ("activity", activity.Name));
        if (cost.Net.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "net" };
        if (!cost.Charge.IsPositive || cost.Net.IsNegative) return new Refusal("amount-not-positive", ("amount", cost.Charge)) { Field = "net" };
        if (cost.Vat.IsNegative || cost.DeductibleVat.IsNegative || cost.DeductibleVat > cost.Vat)
            return new Refusal("field-invalid", ("field", "deductibleVat")) { Field = "deductibleVat" };

        var available = await tx.SpendableOn(activity);
        if (available.Refusal is { } noTerms) return noTerms;
        if (cost.Charge > available.Value) return new Refusal("expense-available-exceeded", ("charge", cost.Charge), ("available", available.Value)) { Field = "net" };

        var (kind, account, text) = cost.Kind switch
        {
            CostKind.DirectPayment when cost.Asset is not null => ("equipment", Account.Supplier(cost.Creditor), "Equipment"),
            _ when cost.Asset is not null => ("equipment", Account.Expenses(cost.Creditor), "Equipment"),
            CostKind.DirectPayment => ("direct-payment", Account.Supplier(cost.Creditor), "Direct payment"),
            CostKind.Mileage => ("expense", Account.Expenses(cost.Creditor), "Mileage"),
            CostKind.PerDiem => ("expense", Account.Expenses(cost.Creditor), "Per diem"),
            _ => ("expense", Account.Expenses(cost.Creditor), "Expense"),
        };
        return await tx.Post(new Entry(Id<Entry>.Named(cost.Id, kind), activity.Entity, tx.Today, cost.Id, kind, text,
            new Line(cost.Asset ?? activity.Account, cost.Charge) { Activity = activity.Id.Value, Member = cost.Member.Value },
            new Line(Account.VatDeductible, cost.DeductibleVat),
            new Line(account, -cost.Gross) { Activity = activity.Id.Value, Member = cost.Member.Value }));
    }

    /// <summary>What the entity's expense rule lets an activity spend today. The caller holds its lock where it decides by it.</summary>
    internal static async Task<Outcome<Money>> SpendableOn(this Tx tx, Activity activity)
    {
        var terms = await tx.Terms(activity.Entity, tx.Today);
        if (terms.Refusal is { } noTerms) return noTerms;
        var balances = await tx.Balances(activity, tx.Today);
        return terms.Value.Expenses is ExpenseRule.Collected ? balances.ExpenseAvailable : balances.Booked - balances.Reserved;
    }
}
