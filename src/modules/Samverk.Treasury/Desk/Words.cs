using Microsoft.Extensions.Localization;
using Samverk.Ui;

namespace Samverk.Treasury;

/// <summary>Certainty, reasons and states in people's words.</summary>
internal static class Words
{
    public static string Certainty(this IStringLocalizer text, string certainty) => certainty switch
    {
        "Sure" => text["sure"],
        "Likely" => text["likely"],
        _ => text["several fit"],
    };

    public static string Reason(this IStringLocalizer text, string reason) => reason switch
    {
        "Reference" => text["names our payment reference"],
        "EndToEndId" => text["carries our payment id"],
        "NumberInText" => text["names the invoice number"],
        "AmountAndIban" => text["same amount, from an account the client has used"],
        _ => text["same amount, from the client's name"],
    };

    public static string Note(this IStringLocalizer text, string note) => note switch
    {
        "not-postable" => text["The amount is no whole minor unit of the account's currency, so it is never posted."],
        "looks-imported" => text["Looks like a payment that another statement has brought. Compare them before you match."],
        "reversal" => text["The bank takes an earlier payment back."],
        "other-payment" => text["It names a payment of ours, and its amount or its state is another one. Look at the payment before you match."],
        "more-than-owed" => text["It names a payment of ours, and the books owe less by now: somebody has paid it by hand."],
        _ => text["The rule could not post it: somebody else has paid meanwhile, or more was paid than is open."],
    };

    public static Meaning Meaning(this LineState state) => state switch
    {
        LineState.Matched or LineState.Reconciled => Ui.Meaning.Good,
        LineState.Suggested => Ui.Meaning.Info,
        LineState.Unknown => Ui.Meaning.Soon,
        _ => Ui.Meaning.Neutral,
    };
}
