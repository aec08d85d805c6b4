using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What must hold of invoices (domain/invariants.md), asked every night.</summary>
internal static class InvoiceChecks
{
    public static IServiceCollection AddInvoiceChecks(this IServiceCollection services) => services
        .AddCheck(new("I4", "open invoices are what the clients owe", Receivables))
        .AddCheck(new("I10", "the fee of an invoice follows from its legal date", Fees))
        .AddCheck("I12", "net and VAT are gross, and lines and VAT pairs sum to the document", "documents", "select count(*) from invoicing.paper",
            """
            select number || ': lines or VAT pairs do not sum to ' || net || ' + ' || vat
            from invoicing.paper
            where net <> (select sum(paper_vat.net) from invoicing.paper_vat where paper_vat.document = paper.document)
               or vat <> (select sum(paper_vat.vat) from invoicing.paper_vat where paper_vat.document = paper.document)
               or kind = 'Invoice' and net <> (select sum(paper_line.net) from invoicing.paper_line where paper_line.document = paper.document)
               or kind = 'Invoice' and (net, vat) is distinct from (select (invoice.net, invoice.vat) from invoicing.invoice where invoice.id = paper.document)
            order by number
            """)
        .AddCheck("I17", "no more is recovered than was written off", "recoveries", "select count(*) from invoicing.settlement where kind = 'Recovery'",
            """
            select 'invoice ' || invoice || ': recovered ' || sum(amount) filter (where kind = 'Recovery')
            from invoicing.settlement
            group by invoice
            having coalesce(sum(amount) filter (where kind = 'Recovery'), 0) > coalesce(sum(amount) filter (where kind = 'WriteOff'), 0)
            order by invoice
            """)
        .AddCheck("I19", "numbers have no gap and no double", "numbers", "select (select count(*) from invoicing.paper) + (select count(*) from invoicing.order_content join invoicing.client_order using (id))",
            """
            select coalesce(given.entity, series.entity) || ' ' || coalesce(given.series, series.series) || ': ' || coalesce(given.count, 0) || ' of ' || coalesce(series.last, 0)
            from (
                select entity, series, count(*) as count, max(serial) as last from invoicing.paper group by entity, series
                union all
                select entity, 'order-' || split_part(number, '-', 1), count(*), max(split_part(number, '-', 2)::bigint)
                from invoicing.order_content join invoicing.client_order using (id) group by 1, 2) given
            full join (select * from invoicing.series where series <> 'payment reference') series on series.entity = given.entity and series.series = given.series
            where given.count is distinct from series.last or given.last is distinct from series.last
            order by 1
            """)
        .AddCheck("I30", "every line has the ground of its VAT", "lines", "select count(*) from invoicing.paper_line",
            """
            select number || ': line ' || coalesce(line::text, 'missing')
            from invoicing.paper left join invoicing.paper_line using (document)
            where kind = 'Invoice' and (line is null or why = '' or law = '' or (category <> 'S' and legal_text is null) or jsonb_array_length(facts) = 0)
            order by number
            """)
        .AddCheck(new("I44", "stored documents are what their hashes say", Documents));

    private static async Task<Findings> Receivables(Evidence evidence)
    {
        var tx = evidence.Tx;
        var rows = (await tx.Connection.QueryAsync<Owed>(
            """
            select entity, client.code, currency, sum(greatest(gross - coalesce(gone.amount, 0), 0))::bigint as open
            from invoicing.invoice
            join invoicing.client on client.id = invoice.client
            left join lateral (select sum(amount) as amount from invoicing.settlement where settlement.invoice = invoice.id and kind <> 'Recovery') gone on true
            group by entity, client.code, currency
            order by entity, client.code, currency
            """)).AsList();
        var breaches = new List<string>();
        foreach (var row in rows)
        {
            var booked = await tx.Balance(new(row.Entity), Account.Client(row.Code), row.Currency, tx.Today);
            if (booked.Minor != row.Open) breaches.Add($"client {row.Code}: open {new Money(row.Open, row.Currency)}, booked {booked}");
        }

        return new($"{Verification.Count(rows.Count)} clients", breaches);
    }

    private static async Task<Findings> Fees(Evidence evidence)
    {
        var tx = evidence.Tx;
        var rows = (await tx.Connection.QueryAsync<Billed>("select id, number, entity, currency, fee_base, date from invoicing.invoice order by entity, date, number")).AsList();
        var entities = (await tx.Entities()).ToDictionary(entity => entity.Id.Value);
        var terms = new Dictionary<(Guid, LocalDate), Outcome<Terms>>();
        var (looked, breaches) = (0, new List<string>());
        foreach (var row in rows.Where(row => row.Currency == entities[row.Entity].Currency))
        {
            // The fee of an imported invoice was taken in the books that it came from.
            if (await tx.FindEntry(ImportInvoices.EntryOf(new(row.Id))) is not null) continue;

            looked++;
            if (!terms.TryGetValue((row.Entity, row.Date), out var rule)) terms[(row.Entity, row.Date)] = rule = await tx.Terms(new(row.Entity), row.Date);
            var due = rule.Value.Fee.Compute(new Money(row.Fee_Base, row.Currency)).Total;
            var entry = await tx.FindEntry(Id<Entry>.Named(row.Id, "contribution"));
            var taken = entry is null ? Money.Zero(row.Currency) : Money.Sum(entry.Lines.Where(line => line.Amount.IsPositive).Select(line => line.Amount), row.Currency);
            if (taken != due) breaches.Add($"{row.Number}: fee {taken}, by the rule {due}");
        }

        return new($"{Verification.Count(looked)} invoices", breaches);
    }

    /// <summary>A mail names its attachments by hash, so a document that is still what its hash says is what was sent.</summary>
    private static async Task<Findings> Documents(Evidence evidence)
    {
        var tx = evidence.Tx;
        var files = (await tx.Connection.QueryAsync<(string Number, string Hash)>(
            """
            select number, xml as hash from invoicing.paper union all
            select number, pdf from invoicing.paper_print join invoicing.paper using (document)
            order by number
            """)).AsList();
        var breaches = new List<string>();
        foreach (var (number, text) in files)
        {
            var hash = FileHash.Parse(text, null);
            var file = await tx.LoadFile(hash);
            if (file.Refusal is not null) breaches.Add($"{number}: the file {text} is not there");
            else if (FileHash.Of(file.Value.Content) != hash) breaches.Add($"{number}: the file {text} has changed");
        }

        return new($"{Verification.Count(files.Count)} files", breaches);
    }

    private sealed record Owed(Guid Entity, string Code, Currency Currency, long Open);

    private sealed record Billed(Guid Id, string Number, Guid Entity, Currency Currency, long Fee_Base, LocalDate Date);
}
