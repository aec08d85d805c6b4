using NodaTime;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>What a bank file reports about one account.</summary>
/// <param name="MessageId">The file's id at the bank (MsgId); the same for every statement of a file.</param>
/// <param name="Id">The statement's id at the bank.</param>
/// <param name="Account">The IBAN in electronic form, or the account's other id where the bank gives no IBAN.</param>
/// <param name="Currency">ISO 4217, of the account, else of its first entry. A bank may use currencies that Samverk does not keep.</param>
/// <param name="Opening">Signed, in units of the currency.</param>
/// <param name="Closing">Signed, in units of the currency.</param>
public sealed record BankStatement(
    string? MessageId, string? Id, string? Account, string? Currency, decimal? Opening, decimal? Closing, IReadOnlyList<BankRow> Entries);

/// <summary>One line of a statement; of a collective entry one line per payment where the bank gives its amount.</summary>
public sealed record BankRow
{
    /// <summary>Never negative, in units of the currency; up to five decimals, as the bank wrote it.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217; null when the bank left it out.</summary>
    public required string? Currency { get; init; }

    /// <summary>True: money came in.</summary>
    public required bool Credit { get; init; }

    /// <summary>True when the bank says BOOK; pending and information lines are shown and never posted.</summary>
    public bool Booked { get; init; } = true;

    /// <summary>True when the line takes an earlier one back: a credit is then a returned payment of ours, a debit one of a payer.</summary>
    public bool Reversal { get; init; }

    public LocalDate? BookingDate { get; init; }

    public LocalDate? ValueDate { get; init; }

    /// <summary>What the payer's program called the payment; null also for the bank's word NOTPROVIDED.</summary>
    public string? EndToEndId { get; init; }

    /// <summary>Of a line that is the sum of a file: the file's own id (MsgId, else PmtInfId). Not part of what the line is compared by.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Batch { get; init; }

    /// <summary>Every structured creditor reference, in the order of the file.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The unstructured lines, joined by one space.</summary>
    public string? Remittance { get; init; }

    /// <summary>Who paid, or was paid.</summary>
    public string? Counterparty { get; init; }

    public string? CounterpartyIban { get; init; }

    /// <summary>The bank's own words about the line ("account fee March").</summary>
    public string? Information { get; init; }

    /// <summary>NtryRef: the entry's number within the statement.</summary>
    public string? EntryReference { get; init; }

    /// <summary>AcctSvcrRef: the bank's own id of the payment, where it gives one the same in every file.</summary>
    public string? BankReference { get; init; }

    public IReadOnlyList<BankCharge> Charges { get; init; } = [];

    /// <summary>What the payer instructed, where the bank states it; in another currency the rate belongs to it.</summary>
    public OriginalAmount? Original { get; init; }

    /// <summary>
    /// 64 hexadecimal digits over account, statement id, content, and how many equal lines stand before it in the file: the same line
    /// of the same statement has it however often it is imported, and no two lines of a file share one. Empty for a line not read from a file.
    /// </summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The first structured creditor reference.</summary>
    public string? Reference => References.Count > 0 ? References[0] : null;

    /// <summary>The amount as money that can be posted, without sign.</summary>
    /// <returns>The amount, <c>currency-unknown</c>, <c>money-too-many-decimals</c> or <c>amount-too-large</c>.</returns>
    public Outcome<Money> ToMoney() => BankAmounts.ToMoney(Amount, Currency);
}

/// <summary>What a bank kept for its work.</summary>
/// <param name="Amount">Never negative, in units of <paramref name="Currency"/>.</param>
/// <param name="Credit">True: given back instead of taken.</param>
public sealed record BankCharge(decimal Amount, string? Currency, bool Credit);

/// <param name="Amount">Never negative, in units of <paramref name="Currency"/>.</param>
/// <param name="Rate">The bank's rate of exchange; which currency it multiplies differs by bank.</param>
public sealed record OriginalAmount(decimal Amount, string? Currency, decimal? Rate)
{
    /// <returns>The amount, <c>currency-unknown</c>, <c>money-too-many-decimals</c> or <c>amount-too-large</c>.</returns>
    public Outcome<Money> ToMoney() => BankAmounts.ToMoney(Amount, Currency);
}

internal static class BankAmounts
{
    /// <summary>A bank amount that is no whole minor unit is refused, never rounded.</summary>
    public static Outcome<Money> ToMoney(decimal amount, string? currency) => Currency.Of(currency ?? "").Then<Money>(known =>
        decimal.Round(amount, known.Decimals) != amount ? new Refusal("money-too-many-decimals", ("text", Text(amount)), ("currency", known.Code))
        : amount / known.MinorUnit > long.MaxValue ? new Refusal("amount-too-large", ("text", Text(amount)), ("currency", known.Code))
        : Money.Of(amount, known, Rounding.HalfAwayFromZero));

    /// <summary>At least two decimals, more where the bank gave more, never trailing zeros beyond the second.</summary>
    public static string Text(decimal amount) => amount.ToString("0.00##########################", System.Globalization.CultureInfo.InvariantCulture);
}
