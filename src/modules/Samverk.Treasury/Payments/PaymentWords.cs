using Microsoft.Extensions.Localization;
using Samverk.Ui;

namespace Samverk.Treasury;

/// <summary>Kinds and states of payments in people's words.</summary>
internal static class PaymentWords
{
    public static string Of(DueKind kind, IStringLocalizer text) => kind switch
    {
        DueKind.Expense => text["expense"], DueKind.Supplier => text["supplier"], DueKind.Authority => text["authority"], DueKind.Refund => text["refund to a client"], DueKind.Share => text["share paid back"], _ => text["net wage"],
    };

    /// <summary>Whom an account owes, while nobody has said where that is; a body that only the cooperative's own values name keeps its code.</summary>
    public static string Authority(string account, IStringLocalizer text) => account.Split(':')[^1] switch
    {
        "accident-insurer" => text["accident insurer"], "health-plan" => text["health plan"], "holiday-fund" => text["holiday fund"], "housing-fund" => text["housing fund"],
        "minijob-office" => text["minijob office"], "municipality" => text["municipality"], "pension-insurer" => text["pension insurer"], "severance-pay" => text["severance fund"],
        "social-security" => text["social security"], "tax-account" => text["tax account of the tax agency"], "wage-tax" => text["wage tax of the tax office"], var code => code,
    };

    public static string Of(PaymentState state, IStringLocalizer text) => state switch
    {
        PaymentState.Ordered => text["ordered"], PaymentState.Released => text["released"], PaymentState.Paid => text["paid"], PaymentState.Returned => text["came back"], _ => text["cancelled"],
    };

    public static Meaning MeaningOf(PaymentState state) => state switch
    {
        PaymentState.Paid => Meaning.Good, PaymentState.Released => Meaning.Agreed, PaymentState.Ordered => Meaning.Soon, PaymentState.Returned => Meaning.Late, _ => Meaning.Neutral,
    };

    public static string Of(BatchState state, IStringLocalizer text) => state switch
    {
        BatchState.Made => text["waits for a second person"], BatchState.Released => text["released"], BatchState.Cancelled => text["given up"], _ => text["rejected by the bank"],
    };

    public static Meaning MeaningOf(BatchState state) => state switch
    {
        BatchState.Made => Meaning.Soon, BatchState.Released => Meaning.Agreed, BatchState.Rejected => Meaning.Late, _ => Meaning.Neutral,
    };

    public static string Happened(string happened, IStringLocalizer text) => happened switch
    {
        "made" => text["Made"], "released" => text["Released by a second person"], "cancelled" => text["Given up"], _ => text["Rejected by the bank"],
    };
}
