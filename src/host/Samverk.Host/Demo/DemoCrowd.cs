using Dapper;
using NodaTime;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using static Samverk.Host.DemoCast;

namespace Samverk.Host;

/// <summary>
/// Daily business of the busy members: a few orders a day; clients answer after some days; what is delivered is invoiced, by hand, by plan or
/// in instalments. What the last day has not reached stays open: drafts for the coming weeks, orders that wait.
/// </summary>
internal sealed class DemoCrowd(DemoStage stage, DemoCalendar days, DemoTrade trade)
{
#pragma warning disable CA5394 // A demo wants the same chances every time, not unguessable ones.
    private readonly Random chance = new(20260302);

    private int orders;

    /// <summary>The clients that everybody knows, entered by members in the first days and checked.</summary>
    public void EnterClients()
    {
        foreach (var (place, client) in Clients.Index())
            days.On(DemoCalendar.Begins.PlusDays(place / 15), () => trade.EnterAndCheck(client, BusyMembers[place % BusyMembers.Count]));
    }

    public async Task Work()
    {
        // Not before there are clients, and to nobody whom the cooperative does not trust at the moment.
        var free = await stage.Read(Free);
        if (free.Count is 0) return;
        var jobs = Enumerable.Range(0, chance.Next(5)).Select(_ => Draw(free)).ToArray();
        await DemoStage.Each(jobs, job => trade.Save(job.Key, job.Author, job.Content));
        foreach (var job in jobs) await HandIn(job);
    }

    private Job Draw(IReadOnlyList<DemoClient> free)
    {
        // Frida and Jonas have stories of their own.
        var author = BusyMembers[2 + chance.Next(Busy)];
        var client = free[chance.Next(free.Count)];
        var titles = WorkOf(author).Jobs;
        var net = chance.Next(10) switch
        {
            < 6 => chance.Next(8, 40) * 500,
            < 9 => chance.Next(40, 80) * 500,
            _ => chance.Next(80, 120) * 500,
        };
        var from = stage.Today.PlusDays(chance.Next(6, 20));
        var content = trade.Order(author, client, titles[chance.Next(titles.Length)], net, from, from.PlusDays(chance.Next(0, 25)));
        return new Job($"job-{++orders:0000}", author, content, (Ending)chance.Next(25), chance.Next(10), Waits: 1 + chance.Next(5), Checked: 1 + chance.Next(2), chance.Next(3) is 0 ? Alva : Anna);
    }

    private async Task HandIn(Job job)
    {
        var day = stage.Today;
        if (await trade.Submit(job.Key, job.Author) is OrderState.Checking)
        {
            day = DemoCalendar.After(day, job.Checked);
            days.Together(day, () => trade.Decide(job.Key, OrderDecision.Approve, "Price and terms are fine.", job.Adviser));
        }

        days.Together(DemoCalendar.After(day, job.Waits), () => Answer(job), () => Deliver(job));
    }

    private async Task Answer(Job job)
    {
        var signer = job.Content.Signers[0];
        if (job.Ending is Ending.Refused) await trade.Answer(job.Key, signer, AnswerKind.Refuse, "We have to save this year, so we cannot order it.");
        else if (job.Ending is Ending.ChangesAsked) await trade.Answer(job.Key, signer, AnswerKind.AskChanges, "Could it be a week later?");
        else
        {
            await trade.Answer(job.Key, signer);
            if (PlanOf(job) is { Length: > 0 } parts) await trade.Plan(job.Key, job.Author, parts);
        }
    }

    /// <summary>Four in ten leave it to the plan, two in ten ask for a part at the beginning; the others write the invoice when all is done.</summary>
    private PlanInvoices.Part[] PlanOf(Job job) => job.Way switch
    {
        < 4 => [new(1, DemoCalendar.After(EndOf(job), 1))],
        < 6 => [new(40, NotBefore(stage.Today, job.Content.From!.Value)), new(60, DemoCalendar.After(EndOf(job), 2))],
        _ => [],
    };

    private void Deliver(Job job)
    {
        if (job.Ending is Ending.Refused or Ending.ChangesAsked) return;
        // One in ten sends it later than it could.
        var late = job.Way is 9 ? 6 : 1;
        if (job.Way >= 6) days.On(DemoCalendar.After(EndOf(job), late), () => trade.Invoice(job.Key, job.Author));
    }

    /// <summary>A client that took its time: the work may have begun without its answer, but nothing is planned in the past.</summary>
    private LocalDate EndOf(Job job) => NotBefore(stage.Today, job.Content.To!.Value);

    private static LocalDate NotBefore(LocalDate today, LocalDate day) => DemoCalendar.WorkingDayFrom(LocalDate.Max(today, day));

    private static async Task<IReadOnlyList<DemoClient>> Free(Tx tx)
    {
        var trusted = (await tx.Connection.QueryAsync<Guid>("select id from invoicing.client where state in ('Approved', 'Watch')")).ToHashSet();
        return [.. Clients.Where(client => client.Country is "SE" && !InStories.Contains(client) && trusted.Contains(client.Id))];
    }

    private static readonly HashSet<DemoClient> InStories = [EventHouse, Club, Festival, Gallery];

    /// <summary>One draw in 25 each; every other one is accepted.</summary>
    private enum Ending { Refused, ChangesAsked, Accepted }

    /// <param name="Way">How it is invoiced.</param>
    /// <param name="Waits">Working days until the client answers.</param>
    /// <param name="Checked">Working days until the adviser decides, where one has to.</param>
    private sealed record Job(string Key, DemoPerson Author, OrderContent Content, Ending Ending, int Way, int Waits, int Checked, DemoPerson Adviser);
}
