using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>Where an invoice stands, in people's words.</summary>
internal static class InvoiceWords
{
    public static string Of(InvoiceState state, IStringLocalizer text) => state switch
    {
        InvoiceState.Draft => text["Draft"],
        InvoiceState.Scheduled => text["Planned"],
        InvoiceState.Withdrawn => text["Withdrawn"],
        InvoiceState.Issued => text["Sent"],
        InvoiceState.PartPaid => text["Paid in part"],
        InvoiceState.Paid => text["Paid"],
        InvoiceState.Reminded => text["Reminder sent"],
        InvoiceState.Demanded => text["Formal demand sent"],
        InvoiceState.Collection => text["In collection"],
        InvoiceState.Court => text["In court"],
        InvoiceState.Disputed => text["Disputed"],
        InvoiceState.Credited => text["Credited"],
        InvoiceState.WrittenOff => text["Written off"],
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>What a list says of an invoice: figures and due day, without its timeline.</summary>
    public static string Of(InvoiceRow row, LocalDate today, IStringLocalizer text) =>
        row.Disputed ? text["Disputed"] : row.WrittenOff ? text["Written off"] : row.Open.IsZero ? text["Paid"] : row.Due.Due(today, text);

    public static Meaning MeaningOf(InvoiceRow row, LocalDate today) =>
        row.Disputed ? Meaning.Info : IsLate(row, today) || row.WrittenOff ? Meaning.Late : row.Open.IsZero ? Meaning.Good : Meaning.Agreed;

    public static bool IsLate(InvoiceRow row, LocalDate today) => row.Open.IsPositive && !row.Disputed && row.Due < today;

    public static string OfDunning(string step, IStringLocalizer text) => step switch
    {
        DunningRules.Talk => text["Adviser asked to talk with the member"],
        DunningRules.Heard => text["Member heard"],
        DunningRules.Demand => text["Formal demand sent"],
        DunningRules.Collection => text["In collection"],
        DunningRules.Court => text["In court"],
        _ => text["Reminder sent"],
    };

    public static string OfDispute(string happened, IStringLocalizer text) => happened switch
    {
        "opened" => text["Disputed"],
        "member-heard" => text["Member heard"],
        "decided" => text["Decided"],
        _ => text["Noted"],
    };

    /// <summary>A reason that a rule wrote is shown in words; what a person wrote stays as it is.</summary>
    public static string Spoken(this IStringLocalizer text, string why) => why switch
    {
        nameof(DisputeDecision.Stand) => text["the invoice stands"],
        nameof(DisputeDecision.Credit) => text["part or all is credited"],
        nameof(DisputeDecision.Settle) => text["both agreed on something else"],
        CompletePaidOrders.AllPaid => text["everything is invoiced and paid"],
        _ => why,
    };

    public static Meaning MeaningOf(InvoiceState state) => state switch
    {
        InvoiceState.Paid => Meaning.Good,
        InvoiceState.Issued or InvoiceState.PartPaid or InvoiceState.Scheduled => Meaning.Agreed,
        InvoiceState.Reminded => Meaning.Soon,
        InvoiceState.Demanded or InvoiceState.Collection or InvoiceState.Court or InvoiceState.WrittenOff => Meaning.Late,
        InvoiceState.Disputed => Meaning.Info,
        _ => Meaning.Neutral,
    };

    /// <summary>A settlement; one with the other sign takes an earlier one back.</summary>
    public static string Of(SettlementKind kind, Money amount, IStringLocalizer text) => kind switch
    {
        SettlementKind.Payment => amount.IsNegative ? text["Payment taken back"] : text["Payment"],
        SettlementKind.CreditNote => text["Credit note"],
        SettlementKind.WriteOff => text["Written off"],
        _ => amount.IsNegative ? text["Recovery taken back"] : text["Recovered"],
    };
}
