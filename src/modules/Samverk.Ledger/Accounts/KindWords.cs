using Microsoft.Extensions.Localization;

namespace Samverk.Ledger;

/// <summary>What causes entries: the event kinds of the posting rules (domain/money-path.md, section 9), and what each rule does.</summary>
internal static class KindWords
{
    /// <summary>Those that the journal can be filtered by, in the order of an invoice's life.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "invoice", "contribution", "payment", "overpayment", "credit-note", "contribution-back", "write-off", "recovery", "payment-return", "refund", "wage", "wage-correction", "wage-claim-set-off", "wage-claim-repaid", "expense",
        "direct-payment", "equipment", "equipment-cost", "pay", "pay-return", "transfer", "fund-allocation", "share-paid", "share-redeemed", "bank-line", "insurer-refund", "sister-invoice", "sister-payment", "opening",
        "opening-invoice", "reversal",
    ];

    public static string Of(string kind, IStringLocalizer text) => kind switch
    {
        "invoice" => text["Invoice"],
        "contribution" => text["Contribution to the cooperative"],
        "contribution-back" => text["Contribution given back"],
        "payment" => text["Payment of a client"],
        "overpayment" => text["Overpaid by a client"],
        "credit-note" => text["Credit note"],
        "write-off" => text["Write-off"],
        "recovery" => text["Recovery of a lost invoice"],
        "payment-return" => text["Payment that the bank took back"],
        "refund" => text["Refund to a client"],
        "wage" => text["Wage"],
        "wage-correction" => text["True-up of a wage"],
        "wage-claim-set-off" => text["Kept from a pay, as agreed"],
        "wage-claim-repaid" => text["Paid back by a person"],
        "expense" => text["Expense"],
        "direct-payment" => text["Paid directly"],
        "equipment" => text["Equipment bought"],
        "equipment-cost" => text["Part of the price of equipment"],
        "pay" => text["Payment out"],
        "pay-return" => text["Payment out that came back"],
        "transfer" => text["Transfer between activities"],
        "fund-allocation" => text["Addition to the guarantee fund"],
        "share-paid" => text["Share paid in"],
        "share-redeemed" => text["Share of somebody who has left"],
        "bank-line" => text["Bank line to an account"],
        "insurer-refund" => text["Refund by an insurer"],
        "sister-invoice" => text["Invoice between cooperatives"],
        "sister-payment" => text["Settlement between cooperatives"],
        "opening" => text["Opening of the books"],
        "opening-invoice" => text["Open invoice from the earlier books"],
        "reversal" => text["Correction"],
        _ => kind,
    };

    /// <summary>What the rule that made the entry says, in one or two sentences.</summary>
    public static string? Rule(string kind, IStringLocalizer text) => kind switch
    {
        "invoice" => text["The client owes the gross amount. The net goes to the activity, the VAT to the tax office."].Value,
        "contribution" => text["The cooperative's price is taken from the activity once per invoice; a part of it goes into the guarantee fund."],
        "contribution-back" => text["What was taken as the cooperative's price goes back to the activity, and its part leaves the guarantee fund."],
        "payment" => text["Money came to the bank, so the client owes less. What the bank kept is a cost of the activity."],
        "overpayment" => text["More came than was owed. It stays the client's money until it is used or paid back."],
        "credit-note" => text["Net and VAT of the invoice are taken back. What the client had already paid is owed back."],
        "write-off" => text["The client will not pay. The guarantee fund bears the net of a guaranteed invoice, else the activity does; the VAT is claimed back."],
        "recovery" => text["Money came for an invoice that was written off. It goes where the loss was booked, its VAT back to the tax office."],
        "payment-return" => text["The bank took an earlier payment back, so the client owes it again. The first entry stays; this one stands against it."],
        "refund" => text["What was owed back to a client has left the bank."],
        "wage" => text["Gross wage and employer's contributions leave the activity; they are owed to the member and the authorities until paid."],
        "wage-correction" => text["A closed payslip was computed again. Only the differences are posted, beside the first entry: to the activity, the person and the authorities. What was paid too much is owed back on an account of its own."],
        "wage-claim-set-off" => text["What a person had been paid too much was kept from a later pay, because the person has agreed to it."],
        "wage-claim-repaid" => text["A person has paid back what they had been paid too much."],
        "expense" => text["A cost of an activity, without its VAT, is owed to whoever laid it out."],
        "direct-payment" => text["A cost of an activity was paid from the bank at once."],
        "equipment" => text["The cooperative owns it and owes its price. The activity that uses it has the price reserved and bears it month by month."],
        "equipment-cost" => text["The activity bears a part of what equipment has cost; it is worth that much less in the books."],
        "pay" => text["A debt was paid from the bank."],
        "pay-return" => text["The bank sent a payment back, so it is owed again, whole: what the bank kept of it is a cost. The first entry stays; this one stands against it."],
        "transfer" => text["Collected money moved from one activity to another of the same company. No fee, no VAT."],
        "fund-allocation" => text["The board put a part of the reserves into the guarantee fund."],
        "share-paid" => text["A member has paid a share: it is part of the cooperative's capital."],
        "share-redeemed" => text["Approved accounts fix what the share is worth: that is owed to who has left. What is lost of it is written down."],
        "bank-line" => text["A line of the bank belongs to an account that two people agreed on."],
        "insurer-refund" => text["An insurer has paid what an activity had laid out for a person who could not work."],
        "sister-invoice" or "sister-payment" => text["Two companies of the cooperative settle work of one for a client of the other; both books hold the same amount."],
        "opening" or "opening-invoice" => text["What the earlier books handed over on the first day."],
        "reversal" => text["The same lines with the other sign. Nothing is ever deleted: a mistake and its correction both stay."],
        _ => null,
    };
}
