using Microsoft.Extensions.Localization;

namespace Samverk.Ledger;

/// <summary>What each check proves, for people who do not read code. A check without words here is shown as it says it itself.</summary>
internal static class CheckWords
{
    public static string Of(string check, IStringLocalizer text) => check switch
    {
        "entries balance and stay in one entity" => text["Every entry sums to zero and stays inside one company."],
        "entries are what was sealed" => text["No entry was changed, removed or slipped in since it was sealed."],
        "two ways to every balance agree, the activities' among them" => text["Every balance is the sum of its entries, counted in two ways."],
        "the guarantee fund is its four parts and never below zero" => text["The guarantee fund is what was put in less what it paid, and never below zero."],
        "entries name document, actor and reason" => text["Every entry names its document, who posted it and why."],
        "no entry waits for its seal" => text["Every entry is sealed."],
        "open invoices are what the clients owe" => text["What invoices have open is what the books say the clients owe."],
        "the fee of an invoice follows from its legal date" => text["The contribution of every invoice follows the rule of its date."],
        "net and VAT are gross, and lines and VAT pairs sum to the document" => text["Lines, net and VAT of every invoice add up."],
        "no more is recovered than was written off" => text["No more was recovered than was written off."],
        "numbers have no gap and no double" => text["Invoice numbers have no gap and no double."],
        "every line has the ground of its VAT" => text["Every invoice line says on which ground its VAT stands."],
        "stored documents are what their hashes say" => text["Stored invoices are the files that were sent."],
        "exposure of past days is what was stored then" => text["What was laid out on past days, computed now, is what was stored then."],
        "exposure is the same by client, member and activity" => text["What is laid out is the same by client, member and activity."],
        "verdicts change only by decision" => text["Guarantees were changed by recorded decisions only."],
        "transfers move their own amount inside one entity" => text["Transfers moved their own amount, inside one company."],
        "matched bank lines are the bank account in the books" => text["What was matched at the bank is what the books have on the bank account."],
        "breakdowns add up to the cent" => text["Where did the money go: every breakdown adds up to the cent."],
        "every state was reached by listed steps" => text["Everything came to its state by steps that are allowed."],
        _ => check,
    };
}
