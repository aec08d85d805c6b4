using System.Text.RegularExpressions;
using Dapper;
using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using static Samverk.Host.DemoCalendar;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>Frida engages people who are no members for the light of two evenings: by links, as they come. Two more are asked for March.</summary>
internal sealed partial class DemoCrew(DemoStage stage, DemoCalendar days)
{
    private static readonly string[] February = ["Maj Renberg", "Tor Ahlm", "Siv Lodin"], March = ["Nea Frisk", "Alve Stam"];

    public void Put()
    {
        days.On(2, 11, () => Invite("february", February, Day(2, 19)));
        foreach (var name in February)
        {
            days.On(2, 12, () => Say("february", name, Array.IndexOf(February, name)));
            days.On(2, 13, () => stage.Do(new DecideEngagement.Command(DemoStage.Name($"crew:decide:{name}"), Engaged("february", Array.IndexOf(February, name)), true, null), Anna));
            days.On(2, 16, () => Sign(name, Engaged("february", Array.IndexOf(February, name))));
        }

        days.On(2, 27, () => Invite("march", March, Day(3, 12)));
        // One has given everything, and an adviser is to look; the other has not opened the link.
        days.On(3, 2, () => Say("march", March[0], 0));
    }

    private Task Invite(string key, string[] names, LocalDate first) => stage.Do(new SubmitCrew.Command(
        DemoStage.Name($"crew:{key}"), OwnId(Frida), "perAssignment", "SE", "Umeå", "stage hand", "work at height", "sv",
        [.. names.Select(name => new CrewLine(name, Mail(name), null, [new WorkDay(first, new LocalTime(14, 0), 360), new WorkDay(first.PlusDays(1), new LocalTime(14, 0), 360)], Sek(1_900)))], false), Frida);

    private async Task Say(string key, string name, int place)
    {
        var link = await Link(Engaged(key, place));
        await stage.Do(new Identify.Command(DemoStage.Name($"crew:who:{name}"), link, name, new LocalDate(1988 + place, 4, 3 + place), Mail(name), null), DemoPerson.Outside);
        await stage.Do(new GiveFacts.Command(DemoStage.Name($"crew:facts:{name}"), link, DemoWages.Account(name), null, name,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "side_income", ["birth_year"] = $"{1988 + place}" }, false, null), DemoPerson.Outside);
    }

    private async Task Sign(string name, Id<Engagement> engagement)
    {
        var link = await Link(engagement);
        var read = await stage.See(new ReadEngaged.Query(link), DemoPerson.Outside);
        await stage.Do(new SignContract.Command(DemoStage.Name($"crew:sign:{name}"), link, read.Contract!.Contract.Hash, name, true), DemoPerson.Outside);
    }

    private async Task<EngagementToken> Link(Id<Engagement> engagement) => new(Token().Match(await stage.Read(tx => tx.Connection.QuerySingleAsync<string>(
        "select body from store.mail where document = @id and body like '%/engaged/%' order by queued_at, id limit 1", new { id = engagement.Value }))).Groups[1].Value);

    private static Id<Engagement> Engaged(string key, int place) => Id<Engagement>.Named(DemoStage.Name($"crew:{key}"), $"line {place}");

    private static string Mail(string name) => $"{name.Split(' ')[0].ToLowerInvariant()}@hands.example";

    [GeneratedRegex("/engaged/([A-Za-z0-9_-]{43})", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Token();
}
