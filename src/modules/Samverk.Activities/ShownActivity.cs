using Microsoft.Extensions.Localization;
using Samverk.Ui;

namespace Samverk.Activities;

/// <summary>States, kinds and events in people's words.</summary>
internal static class ShownActivity
{
    public static string Words(this ActivityState state, IStringLocalizer text) => state switch
    {
        ActivityState.Draft => text["Draft"],
        ActivityState.Requested => text["Waits for an adviser"],
        ActivityState.Open => text["Open"],
        ActivityState.Frozen => text["Paused"],
        ActivityState.Closing => text["Closing"],
        ActivityState.Settled => text["Closed"],
        _ => text["Archived"],
    };

    public static Meaning Meaning(this ActivityState state) => state switch
    {
        ActivityState.Open => Ui.Meaning.Good,
        ActivityState.Requested or ActivityState.Closing => Ui.Meaning.Soon,
        ActivityState.Frozen => Ui.Meaning.Late,
        _ => Ui.Meaning.Neutral,
    };

    public static string Words(this ActivityKind kind, IStringLocalizer text) => kind switch
    {
        ActivityKind.Personal => text["Personal activity"],
        ActivityKind.Shared => text["Shared activity"],
        _ => text["Assignment"],
    };

    public static string Words(this TransferState state, IStringLocalizer text) => state switch
    {
        TransferState.Proposed => text["Offered"],
        TransferState.Accepted => text["Waits for a second person"],
        TransferState.Posted => text["Moved"],
        TransferState.Declined => text["Declined"],
        _ => text["Withdrawn"],
    };

    public static Meaning Meaning(this TransferState state) => state switch
    {
        TransferState.Posted => Ui.Meaning.Good,
        TransferState.Proposed or TransferState.Accepted => Ui.Meaning.Soon,
        _ => Ui.Meaning.Neutral,
    };

    public static string EventWords(string @event, IStringLocalizer text) => @event switch
    {
        "requested" => text["Requested"],
        "opened" => text["Opened"],
        "renamed" => text["Renamed"],
        "kept-running" => text["Goes on for further orders"],
        "frozen" => text["Paused"],
        "unfrozen" => text["Goes on"],
        "orders-stopped" => text["No new orders"],
        "settled" => text["Closed"],
        "archived" => text["Archived"],
        _ => @event,
    };

    /// <summary>The kind of a posting where no module tells more.</summary>
    public static string KindWords(string kind, IStringLocalizer text) => kind switch
    {
        "invoice" => text["Invoice"],
        "contribution" => text["Contribution to the cooperative"],
        "contribution-back" => text["Contribution given back"],
        "wage" => text["Wage"],
        "wage-correction" => text["True-up of a wage"],
        "expense" => text["Expense"],
        "direct-payment" => text["Paid directly"],
        "equipment-cost" => text["Equipment, this month's part"],
        "pay-return" => text["Bank charge"],
        "transfer" => text["Transfer"],
        "credit-note" => text["Credit note"],
        "write-off" => text["Loss"],
        "recovery" => text["Recovered"],
        "payment" => text["Payment"],
        "sister-invoice" => text["Invoice between cooperatives"],
        "insurer-refund" => text["Refund by an insurer"],
        "payment-return" => text["Payment taken back by the bank"],
        "reversal" => text["Correction"],
        _ => text["Posting"],
    };

    /// <summary>What a document that is not booked or not paid means for the balances.</summary>
    public static string PendingWords(PositionKind kind, bool sure, IStringLocalizer text) => (kind, sure) switch
    {
        (PositionKind.Planned, true) => text["agreed and guaranteed"],
        (PositionKind.Planned, false) => text["agreed, not guaranteed"],
        (PositionKind.Open, true) => text["invoiced, not paid yet"],
        (PositionKind.Open, false) => text["invoiced, not sure"],
        _ => text["spoken for"],
    };

    /// <summary>A part of a breakdown; a body without a text of its own is shown by its code.</summary>
    public static string PartWords(string key, IStringLocalizer text) => key switch
    {
        PartKeys.NetWages => text["Paid to you"],
        PartKeys.Contribution => text["Contribution to the cooperative"],
        PartKeys.Margin => text["The cooperative's margin in the wage"],
        PartKeys.Materials => text["Your expenses"],
        PartKeys.Transfer => text["Moved to another activity"],
        PartKeys.TakenBack => text["Credited to the client"],
        PartKeys.Loss => text["Never paid by the client"],
        PartKeys.Sister => text["Passed on to a sister cooperative"],
        PartKeys.BankCharge => text["Bank charge"],
        PartKeys.Wage => text["Wage"],
        PartKeys.Authority + "social-security" => text["Social security"],
        PartKeys.Authority + "wage-tax" => text["Income tax"],
        PartKeys.Authority + "tax-account" => text["Tax and social security"],
        PartKeys.Authority + "social-security-and-wage-tax" => text["Tax and social security"],
        PartKeys.Authority + "holiday-fund" => text["Holiday pay, paid later"],
        PartKeys.Authority + "accident-insurer" => text["Accident insurance"],
        PartKeys.Authority + "minijob-office" => text["Flat contributions and tax of the minijob"],
        PartKeys.Authority + "municipality" => text["Municipal tax"],
        PartKeys.Authority + "housing-fund" => text["Housing fund"],
        PartKeys.Authority + "health-plan" => text["Health plan"],
        PartKeys.Authority + "severance-pay" => text["Severance pay, paid later"],
        PartKeys.Authority + "pension-insurer" => text["Occupational pension"],
        PartKeys.Authority + "insurance" => text["Insurance and other"],
        _ when key.StartsWith(PartKeys.Authority, StringComparison.Ordinal) => key[PartKeys.Authority.Length..],
        _ => text["Other"],
    };

    /// <summary>One of the eight colours of parts.</summary>
    public static int PartColour(string key) => key switch
    {
        PartKeys.NetWages or PartKeys.Wage => 1,
        PartKeys.Contribution or PartKeys.Margin => 4,
        PartKeys.Materials => 5,
        PartKeys.Authority + "holiday-fund" => 6,
        PartKeys.Authority + "wage-tax" => 2,
        PartKeys.Authority + "social-security" or PartKeys.Authority + "tax-account" or PartKeys.Authority + "social-security-and-wage-tax" => 3,
        _ => 7,
    };
}
