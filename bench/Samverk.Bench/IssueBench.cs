using System.Diagnostics;
using System.Globalization;
using Dapper;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Bench;

/// <summary>1,000 drafts become invoices by the use cases: numbers, postings and UBL in each one's transaction; then PDF/A-3, stored files and mail by jobs.</summary>
internal static class IssueBench
{
    private const int Invoices = 1_000, AtOnce = 2;

    public static async Task<int> Run()
    {
        await using var coop = await BenchCooperative.Open();
        List<(Id<Invoice> Draft, Actor Manager)> drafts = [];
        for (var number = 0; number < Invoices; number++)
        {
            var order = await coop.Order(number, new Money(10_000_00 + number, Currency.SEK));
            var manager = coop.Teams[number % coop.Teams.Count].Manager;
            drafts.AddRange((await coop.Do(new PlanInvoices.Command(Guid.CreateVersion7(), order.Id, [new(1)], SupplyKind.Services), manager)).Select(draft => (draft, manager)));
        }

        await coop.Node.Get<JobRunner>().RunDue();
        var began = Stopwatch.GetTimestamp();
        var (program, server) = (Effort.OfBench(), coop.Effort.OfServer());
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(one => Task.Run(async () =>
        {
            for (var at = one; at < drafts.Count; at += AtOnce) await coop.Do(new SendInvoice.Command(Guid.CreateVersion7(), drafts[at].Draft), drafts[at].Manager);
        })));
        var sent = Stopwatch.GetElapsedTime(began);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => coop.Node.Get<JobRunner>().RunDue())));
        var done = Stopwatch.GetElapsedTime(began);

        await using var connection = await coop.Db.Source.OpenConnectionAsync();
        var (papers, mails) = await connection.QuerySingleAsync<(long, long)>("select (select count(*) from invoicing.paper_print), (select count(*) from store.mail)");
        if (papers != Invoices || mails < Invoices) throw new InvalidOperationException($"{papers} printed and {mails} mails instead of {Invoices}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {Invoices:N0} invoices issued; issued, printed, stored and mail queued | {sent.TotalSeconds:0.0} s; {done.TotalSeconds:0.0} s ({(Effort.OfBench() - program).TotalSeconds:0.0} + {(coop.Effort.OfServer() - server).TotalSeconds:0.0} s of processor) | goal 30 s | |"));
        return 0;
    }
}
