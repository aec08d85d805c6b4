using System.Diagnostics;
using System.Globalization;
using Dapper;
using NodaTime;
using Samverk.Banking;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Treasury;

namespace Samverk.Bench;

/// <summary>A camt.053 of 10,000 entries: read and matched in memory, and imported by the use case with all that is posted.</summary>
internal static class BankBench
{
    private const int Rows = 10_000;

    public static async Task<int> Run()
    {
        InMemory();
        await Imported();
        return 0;
    }

    // Orders and invoices are copies of one real invoice with all that belongs to it: what is measured is the import.
    private static async Task Imported()
    {
        await using var coop = await BenchCooperative.Open();
        var order = await coop.Order(0, new Money(1_000_00, Currency.SEK));
        Invoice invoice = null!;
        await coop.Write(async tx => invoice = BenchCooperative.Must(await tx.IssueInvoice(new Invoice(
            Id<Invoice>.New(), "2026-000000", order.Id, order.Activity, order.Entity, order.Client, new(1_000_00, Currency.SEK), Money.Zero(Currency.SEK), Rate.Zero,
            new(1_000_00, Currency.SEK), tx.Today, tx.Today.PlusDays(30)))));
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        await using (var connection = await coop.Db.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(Copies, new
            {
                Rows, order = order.Id.Value, invoice = invoice.Id.Value, activities = coop.Teams.Select(team => team.Activity.Id.Value).ToArray(),
                clients = coop.Payers.Select(client => client.Id.Value).ToArray(),
            });
            await connection.ExecuteAsync("vacuum analyze");
        }

        var statement = new BankStatement("M-1", "S-1", BenchCooperative.BankNumber, "SEK", 0m, Rows * 1000m, [.. Enumerable.Range(1, Rows).Select(number => new BankRow
        {
            Amount = 1000m, Currency = "SEK", Credit = true, Booked = true, BookingDate = today, ValueDate = today, Remittance = $"Faktura 2026-{number:000000}",
            Counterparty = "Client", BankReference = $"B{number}", Fingerprint = "",
        })]);
        var file = BenchCooperative.Must(CamtWriter.Write([statement], SystemClock.Instance.GetCurrentInstant()));
        var began = Stopwatch.GetTimestamp();
        var (program, server) = (Effort.OfBench(), coop.Effort.OfServer());
        var read = await coop.Do(new ImportBankFile.Command(Guid.CreateVersion7(), "camt053.xml", file), BenchCooperative.Finance);
        var took = Stopwatch.GetElapsedTime(began);
        if (read.Matched != Rows) throw new InvalidOperationException($"{read.Matched} of {Rows} were matched");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| camt.053 of {Rows:N0} entries imported, matched and posted by the use case | {took.TotalSeconds:0.00} s ({(Effort.OfBench() - program).TotalSeconds:0.0} + {(coop.Effort.OfServer() - server).TotalSeconds:0.0} s of processor) | goal 5 s | |"));
    }

    private const string Copies =
        """
        insert into invoicing.client_order (id, number, activity, entity, client, title, currency, net, pass_through, planning_rate, state, created)
        select md5('order' || n)::uuid, 'O' || n, (@activities)[1 + n % cardinality(@activities)], entity, (@clients)[1 + n % cardinality(@clients)], title, currency, net, pass_through, planning_rate, state, created
        from invoicing.client_order cross join generate_series(1, @Rows) n where id = @order;
        insert into invoicing.invoice (id, number, order_id, activity, entity, client, currency, net, vat, gross, vat_rate, fee_base, date, due, issued_at)
        select md5('invoice' || n)::uuid, '2026-' || lpad(n::text, 6, '0'), md5('order' || n)::uuid, (@activities)[1 + n % cardinality(@activities)], entity, (@clients)[1 + n % cardinality(@clients)],
            currency, net, vat, gross, vat_rate, fee_base, date, due, issued_at
        from invoicing.invoice cross join generate_series(1, @Rows) n where id = @invoice;
        insert into store.step (noun, object, was, state, event, at, date, person, acted_by, why, rules)
        select noun, md5(case object when @order then 'order' else 'invoice' end || n)::uuid, was, state, event, at, date, person, acted_by, why, rules
        from store.step cross join generate_series(1, @Rows) n where object in (@order, @invoice);
        insert into guarantee.verdict (order_id, eligible, reasons, evidence, rules, decision, at, date, person)
        select md5('order' || n)::uuid, eligible, reasons, evidence, rules, decision, at, date, person
        from guarantee.verdict cross join generate_series(1, @Rows) n where order_id = @order;
        insert into activities.position (activity, document, kind, sure, amount, client, member, valid_from)
        select (@activities)[1 + n % cardinality(@activities)], md5(case document when @order then 'order' else 'invoice' end || n)::uuid, kind, sure, amount,
            (@clients)[1 + n % cardinality(@clients)], member, valid_from
        from activities.position cross join generate_series(1, @Rows) n where document in (@order, @invoice);
        """;

    private static void InMemory()
    {
        var invoices = Enumerable.Range(1, Rows).Select(number => new OpenInvoice(Guid.CreateVersion7(), $"2026-{number:00000}", new Money(1_000_00 + number, Currency.EUR), $"Client {number % 500}")
        {
            Reference = PaymentReference.For("BE", number),
        }).ToArray();
        var day = new LocalDate(2026, 3, 2);
        var statement = new BankStatement("M-1", "S-1", "BE68539007547034", "EUR", 0m, null, [.. invoices.Select(invoice => new BankRow
        {
            Amount = invoice.Open.ToDecimal(), Currency = "EUR", Credit = true, Booked = true, BookingDate = day, ValueDate = day,
            References = [invoice.Reference!.Value], Fingerprint = "",
        })]);
        var file = CamtWriter.Write([statement], Instant.FromUtc(2026, 3, 2, 9, 0));
        if (file.Refusal is { } refusal) throw new InvalidOperationException(refusal.ToString());

        var began = Stopwatch.GetTimestamp();
        var read = BankStatements.Read(new MemoryStream(file.Value)).Value;
        var parsed = Stopwatch.GetElapsedTime(began);
        var open = new OpenInvoices(invoices);
        var sure = read[0].Entries.Count(row => open.For(row) is [{ Certainty: MatchCertainty.Sure }, ..]);
        var matched = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| camt.053 of {Rows:N0} entries ({file.Value.Length / 1024:N0} kB): read; read and matched ({sure:N0} sure) | {parsed.TotalMilliseconds:0} ms; {matched.TotalMilliseconds:0} ms | | |"));
    }
}
