using Microsoft.Extensions.Localization;
using Samverk.Ui;

namespace Samverk.Host;

internal static class ImportWords
{
    public static string ImportOf(this IStringLocalizer text, string kind) => kind switch
    {
        "members" => text["Members"],
        "clients" => text["Clients"],
        "balances" => text["Opening balances"],
        "invoices" => text["Open invoices"],
        _ => kind,
    };

    public static string State(this IStringLocalizer text, BatchState state) => state switch
    {
        BatchState.Uploaded => text["uploaded"],
        BatchState.DryRun => text["waits for a second person"],
        BatchState.Approved => text["released"],
        BatchState.Imported => text["taken over"],
        BatchState.Compared => text["compared"],
        BatchState.Accepted => text["accepted"],
        _ => text["undone"],
    };

    public static Meaning Meaning(this BatchState state) => state switch
    {
        BatchState.DryRun => Ui.Meaning.Soon,
        BatchState.Imported or BatchState.Compared or BatchState.Accepted => Ui.Meaning.Good,
        _ => Ui.Meaning.Neutral,
    };
}
