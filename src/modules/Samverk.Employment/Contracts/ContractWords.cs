using Microsoft.Extensions.Localization;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>How far a contract is, in people's words.</summary>
internal static class ContractWords
{
    public static string Of(ContractState state, IStringLocalizer text) => state switch
    {
        ContractState.Signed => text["signed by both"], ContractState.PartSigned => text["waits for a signature"], ContractState.Declined => text["declined"],
        ContractState.Expired => text["expired"], ContractState.Replaced => text["replaced by another one"], _ => text["drafted"],
    };

    public static Meaning MeaningOf(ContractState state) => state switch { ContractState.Signed => Meaning.Good, ContractState.PartSigned or ContractState.Sent => Meaning.Soon, _ => Meaning.Neutral };
}
