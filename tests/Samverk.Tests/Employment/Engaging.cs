using System.Text.RegularExpressions;
using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>The steps of engaging somebody by a link, as the people take them.</summary>
internal static class Engaging
{
    public const string Iban = "SE4550000000058398257466";

    public static async Task<Workshop> Fresh()
    {
        var shop = await Workshop.Fresh();
        await shop.Write(tx => tx.SetAddress(new Uri("https://norr.example/")));
        return shop;
    }

    public static WorkDay Day(LocalDate day, int hour = 8, int minutes = 480) => new(day, new LocalTime(hour, 0), minutes);

    public static CrewLine Line(this Workshop shop, string name, long cost = 4_200_00, params WorkDay[] days) => new(
        name, $"{name.ToLowerInvariant().Replace(' ', '.')}@crew.example", null, days.Length > 0 ? days : [Day(shop.Today.PlusDays(7)), Day(shop.Today.PlusDays(8))], Workshop.Kronor(cost));

    public static SubmitCrew.Command Crew(this Workshop shop, params CrewLine[] lines) =>
        new(Guid.CreateVersion7(), shop.Tour, "perAssignment", "SE", "Umeå", "stage hand", "heavy loads", "en", lines, false);

    public static async Task<Id<Engagement>> Invited(this Workshop shop, CrewLine line) =>
        Assert.NotNull(Assert.Single((await shop.Do(shop.Crew(line), shop.Frida)).Lines).Engagement);

    /// <summary>A link that went out for an engagement; each of them opens the same.</summary>
    public static async Task<EngagementToken> Link(this Workshop shop, Id<Engagement> engagement)
    {
        var body = await shop.Coop.Ask<string>("select body from store.mail where document = @id order by id limit 1", new { id = engagement.Value });
        return new(Regex.Match(body, "/engaged/([A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);
    }

    public static Task<EngagementState> SaysWho(this Workshop shop, EngagementToken link, string name, string? mail, int day = 1) =>
        shop.Do(new Identify.Command(Guid.CreateVersion7(), link, name, new LocalDate(1985, 5, day), mail, null), Actor.Visitor);

    public static GiveFacts.Command Facts(EngagementToken link, LocalDate? permit = null) =>
        new(Guid.CreateVersion7(), link, Iban, null, "Holder", Workshop.Side, permit is not null, permit);

    public static async Task<ReadEngaged.View> Sees(this Workshop shop, EngagementToken link) => (await shop.Coop.Door.Read(new ReadEngaged.Query(link), Actor.Visitor)).Value;

    public static async Task<EngagementState> Signs(this Workshop shop, EngagementToken link, string name = "Kim Berg") =>
        await shop.Do(new SignContract.Command(Guid.CreateVersion7(), link, (await shop.Sees(link)).Contract!.Contract.Hash, name, true), Actor.Visitor);

    /// <summary>From the link to the cooperative's signature.</summary>
    public static async Task<EngagementToken> Approved(this Workshop shop, Id<Engagement> engagement, CrewLine line, int born = 1)
    {
        var link = await shop.Link(engagement);
        await shop.SaysWho(link, line.Name, line.Email, born);
        await shop.Do(Facts(link), Actor.Visitor);
        await shop.Do(new DecideEngagement.Command(Guid.CreateVersion7(), engagement, true, null), shop.Adam);
        return link;
    }
}
