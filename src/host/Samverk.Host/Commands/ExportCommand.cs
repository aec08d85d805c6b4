using System.CommandLine;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk export</c>: the journal as text that other programs read, or the sealed heads.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "hledger, beancount, or checkpoint (the sealed heads, for samverk verify).", Required = true };
        format.AcceptOnlyFromAmong("hledger", "beancount", "checkpoint");
        var entity = new Option<string?>("--entity") { Description = "Code of one legal entity; all of them without it." };
        var from = new Option<string?>("--from") { Description = "First booking date, as 2026-03-02." };
        var to = new Option<string?>("--to") { Description = "Last booking date." };
        var command = new Command("export", "Prints the journal of this installation.") { format, entity, from, to };
        command.SetAction(parsed => Run(parsed.GetValue(format)!, parsed.GetValue(entity), parsed.GetValue(from), parsed.GetValue(to)));
        return command;
    }

    private static async Task<int> Run(string format, string? code, string? from, string? to)
    {
        if (!Read(from, "--from", out var first) || !Read(to, "--to", out var last)) return 2;

        await using var node = await OpenNode.Open();
        var written = await node.Get<Db>().Read(Actor.System, async tx =>
        {
            var entity = code is null ? null : (await tx.Entities()).SingleOrDefault(one => one.Code == code);
            if (code is not null && entity is null) return Refusal.Unknown;
            switch (format)
            {
                case "hledger":
                    await HledgerText.Write(Console.Out, tx.Journal(entity?.Id, first, last));
                    break;
                case "beancount":
                    await BeancountText.Write(Console.Out, await tx.FirstDates(entity?.Id), tx.Journal(entity?.Id, first, last), CancellationToken.None);
                    break;
                default:
                    Console.WriteLine(JsonSerializer.Serialize(await tx.Checkpoint(), StoreJson.Options));
                    break;
            }

            return Outcome.Of(default(Done));
        });
        if (written.Refusal is null) return 0;
        await Console.Error.WriteLineAsync($"there is no legal entity with the code {code}");
        return 1;
    }

    private static bool Read(string? text, string option, out LocalDate? date)
    {
        date = null;
        if (text is null) return true;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } read)
        {
            date = read.Value;
            return true;
        }

        Console.Error.WriteLine($"{option}: write a date as 2026-03-02");
        return false;
    }
}
