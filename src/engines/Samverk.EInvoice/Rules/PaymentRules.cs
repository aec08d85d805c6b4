using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>BG-16.</summary>
internal static class PaymentRules
{
    public static readonly Rule[] All =
    [
        Must("BR-49", "BT-81", "Payment instructions name the means.", it => it.Payment is not { } payment || payment.Means.Said()),
        Must("BR-50", "BT-84", "A credit transfer has an account.",
            it => it.Payment is not { Means: "30" or "58" } payment || payment.Transfers.All(one => one.Account.Said())),
        Must("BR-51", "BT-87", "Of a card number at most the first six and the last four digits are shown.", it =>
            it.Payment?.Card?.Number is not { } number || number.Trim().Length <= 10).AsWarning(),
        Must("BR-61", "BT-84", "Means 30 and 58 need an account.",
            it => it.Payment is not { Means: "30" or "58" } payment || payment.Transfers.Any(one => one.Account.Said())),
    ];
}
