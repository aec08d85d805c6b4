using Samverk.Kernel;

namespace Samverk.Activities;

/// <summary>
/// What an activity has, at the end of one day (domain/money-path.md, section 3). All in the activity's currency.
/// </summary>
/// <param name="Booked">What the ledger owes the activity; negative when it is overdrawn.</param>
/// <param name="Planned">Agreed, not invoiced, after the fee.</param>
/// <param name="GuaranteedPlanned">The part of it whose orders are covered by the guarantee.</param>
/// <param name="Uncollected">Invoiced, not paid by clients, without VAT.</param>
/// <param name="Unsure">The part of it that is disputed or not covered.</param>
/// <param name="Reserved">Approved wages and expenses that are not posted yet.</param>
public sealed record Balances(Money Booked, Money Planned, Money GuaranteedPlanned, Money Uncollected, Money Unsure, Money Reserved)
{
    public Currency Currency => Booked.Currency;

    /// <summary>"You can be paid from this now"; may be negative.</summary>
    public Money SalaryAvailable => Booked + GuaranteedPlanned - Unsure - Reserved;

    /// <summary>"Clients have paid this; you can spend it on costs"; never negative.</summary>
    public Money ExpenseAvailable => NotBelowZero(Booked - Uncollected - Reserved);

    /// <summary>Money that the cooperative has laid out for this activity, its contribution included. For staff.</summary>
    public Money Exposure => NotBelowZero(Uncollected - Booked);

    /// <summary>Nothing more will happen: it may be closed.</summary>
    public bool Settled => Booked.IsZero && Planned.IsZero && Uncollected.IsZero && Reserved.IsZero;

    private Money NotBelowZero(Money amount) => Money.Max(amount, Money.Zero(Currency));
}
