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
        for (var left = chance.Next(5); left > 0; left--) await Begin(free);
    }

    private async Task Begin(IReadOnlyList<DemoClient> free)
    {
        var key = $"job-{++orders:0000}";
        // Frida and Jonas have stories of their own.
        var author = BusyMembers[2 + chance.Next(Busy)];
        var client = free[chance.Next(free.Count)];
        var jobs = WorkOf(author).Jobs;
        var net = chance.Next(10) is var size && size < 6 ? chance.Next(8, 40) * 500 : size < 9 ? chance.Next(40, 80) * 500 : chance.Next(80, 120) * 500;
        var from = stage.Today.PlusDays(chance.Next(6, 20));
        var to = from.PlusDays(chance.Next(0, 25));
        var content = trade.Order(author, client, jobs[chance.Next(jobs.Length)], net, from, to);
        var answers = chance.Next(25);
        var waits = chance.Next(1, 6);
        var job = new Job(key, author, content, chance.Next(10));

        if (await trade.Submit(key, author, content) is OrderState.Checking)
        {
            var check = DemoCalendar.After(stage.Today, 1 + chance.Next(2));
            days.On(check, () => trade.Decide(key, OrderDecision.Approve, "Price and terms are fine.", chance.Next(3) is 0 ? Alva : Anna));
            days.On(DemoCalendar.After(check, waits), () => Answer(job, answers));
        }
        else days.On(DemoCalendar.After(stage.Today, waits), () => Answer(job, answers));
    }

    private async Task Answer(Job job, int answers)
    {
        var signer = job.Content.Signers[0];
        if (answers is 0) await trade.Answer(job.Key, signer, AnswerKind.Refuse, "We have to save this year, so we cannot order it.");
        else if (answers is 1) await trade.Answer(job.Key, signer, AnswerKind.AskChanges, "Could it be a week later?");
        else
        {
            await trade.Answer(job.Key, signer);
            await Deliver(job);
        }
    }

    private async Task Deliver(Job job)
    {
        // A client that took its time: the work may have begun without its answer, but nothing is planned in the past.
        var (begin, end) = (NotBefore(stage.Today, job.Content.From!.Value), NotBefore(stage.Today, job.Content.To!.Value));
        switch (job.Way)
        {
            case < 4:
                await trade.Plan(job.Key, job.Author, new PlanInvoices.Part(1, DemoCalendar.After(end, 1)));
                days.On(DemoCalendar.After(end, 4), () => trade.Complete(job.Key));
                break;
            case < 6 when job.Content.Net!.Value > DemoFounding.Sek(15_000):
                await trade.Plan(job.Key, job.Author, new(40, begin), new(60, DemoCalendar.After(end, 2)));
                days.On(DemoCalendar.After(end, 5), () => trade.Complete(job.Key));
                break;
            case 9:
                // Sends it later than it could.
                await trade.Plan(job.Key, job.Author, new PlanInvoices.Part(1));
                days.On(DemoCalendar.After(end, 6), () => trade.Send(job.Key, job.Author));
                days.On(DemoCalendar.After(end, 12), () => trade.Complete(job.Key));
                break;
            default:
                days.On(DemoCalendar.After(end, 1), () => trade.Invoice(job.Key, job.Author));
                days.On(DemoCalendar.After(end, 8), () => trade.Complete(job.Key));
                break;
        }
    }

    private static LocalDate NotBefore(LocalDate today, LocalDate day) => DemoCalendar.WorkingDayFrom(LocalDate.Max(today, day));

    private static async Task<IReadOnlyList<DemoClient>> Free(Tx tx)
    {
        var free = new List<DemoClient>();
        foreach (var client in Clients.Where(client => client.Country is "SE" && client != EventHouse && client != Club && client != Festival && client != Gallery))
            if (await tx.FindClient(new(client.Id)) is { State: ClientState.Approved or ClientState.Watch }) free.Add(client);
        return free;
    }

    /// <param name="Way">How it is invoiced.</param>
    private sealed record Job(string Key, DemoPerson Author, OrderContent Content, int Way);
}
