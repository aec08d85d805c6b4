using Microsoft.Extensions.Localization;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

internal static class FactStateWords
{
    public static string State(this IStringLocalizer text, FactState state) => state switch
    {
        FactState.Verified => text["verified"],
        FactState.Unverified => text["not verified"],
        FactState.Own => text["our own value"],
        _ => text["missing"],
    };

    public static Meaning Meaning(this FactState state) => state switch
    {
        FactState.Verified => Ui.Meaning.Good,
        FactState.Own => Ui.Meaning.Price,
        FactState.Unverified => Ui.Meaning.Soon,
        _ => Ui.Meaning.Neutral,
    };

    public static string State(this IStringLocalizer text, OwnValueState state) => state switch
    {
        OwnValueState.Entered => text["waits for a second person"],
        OwnValueState.Released => text["released"],
        _ => text["withdrawn"],
    };

    public static Meaning Meaning(this OwnValueState state) => state switch
    {
        OwnValueState.Entered => Ui.Meaning.Info,
        OwnValueState.Released => Ui.Meaning.Good,
        _ => Ui.Meaning.Neutral,
    };
}
