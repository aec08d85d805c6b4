using Samverk.Desk;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What policies ask of the staff.</summary>
internal static class PolicyItems
{
    public const string Check = "employment.policy", Ends = "employment.policy-ends";

    public static Task AskSecond(this Tx tx, Policy policy) => tx.OpenItem(
        new Item(Check, Check, policy.Id.Value, "Insurance policy {number} to be compared", $"/insurance/policies/{policy.Id}")
        {
            Under = "{insurer}: it insures nobody before a second person has compared it", Facts = [("number", policy.Number), ("insurer", policy.Insurer)], FourEyes = true,
        });

    public static Task TellEnd(this Tx tx, Policy policy, int days) => tx.OpenItem(
        new Item(Ends, Check, policy.Id.Value, days is 0 ? "Insurance policy {number} is over" : "Insurance policy {number} ends on {date}", $"/insurance/policies/{policy.Id}")
        {
            Under = days is 0 ? "{insurer}: nobody is insured by it since {date}; enter the next one, or end it" : "{insurer}: enter the policy that follows",
            Facts = [("number", policy.Number), ("insurer", policy.Insurer), ("date", policy.To)], Due = LegalDate.On(policy.To, tx.Zone, policy.Number),
        });
}
