using Microsoft.Extensions.Localization;
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

    public static string OfDunning(string step, IStringLocalizer text) => step switch
    {
        DunningRules.Talk => text["Adviser asked to talk with the member"],
        DunningRules.Heard => text["Member heard"],
        DunningRules.Demand => text["Formal demand sent"],
        DunningRules.Collection => text["In collection"],
        DunningRules.Court => text["In court"],
        _ => text["Reminder sent"],
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
