using Dapper;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What a member's invoices and drafts ask of them, when money should come, and what has happened: on the start page.</summary>
internal static class InvoiceHomeLines
{
    public static readonly Access Access = new((Role.Member, Relation.None));

    private const int MostDates = 8, MostHappenings = 8;

    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text) = (asked.Tx, asked.Text);
        var mine = await tx.ActivitiesJoinedBy(asked.Actor);
        return mine.Length is 0 ? [] : [.. await Drafts(tx, mine, text), .. await Unplanned(tx, mine, text), .. await Late(tx, mine, text), .. await Due(tx, mine, text), .. await Lately(tx, mine, text)];
    }

    private static async Task<IEnumerable<HomeLine>> Drafts(Tx tx, Guid[] mine, IStringLocalizer text) => (await tx.Connection.QueryAsync<DraftRow>(
        """
        select draft.id, draft.state, draft.planned, draft.net, client_order.currency, client_order.title, client.name as client
        from invoicing.draft join invoicing.client_order on client_order.id = draft.order_id join invoicing.client on client.id = client_order.client
        where draft.activity = any(@mine) and draft.state in ('Draft', 'Scheduled')
        order by draft.planned nulls last, draft.id
        limit 30
        """,
        new { mine })).Select(row =>
        {
            var (href, amount, who) = ($"/invoices/drafts/{row.Id}", new Money(row.Net, row.Currency), $"{row.Client}: {row.Title}");
            return row switch
            {
                { Planned: { } day } when day <= tx.Today => new HomeLine(HomePart.Todo, text["Look at the invoice that could not go out"], href) { Date = day, Under = $"{who}, {amount.Shown()}" },
                { Planned: { } day } when day <= tx.Today.PlusDays(7) => new(HomePart.Todo, text["Check the invoice draft to {0}", row.Client], href)
                {
                    Date = day, Under = text["{0}, {1}; it goes out by itself on {2}.", row.Title, amount.Shown(), day.Shown(tx.Today)],
                },
                { Planned: { } day } => new(HomePart.Next, text["The invoice to {0} goes out", row.Client], href) { Date = day, Under = row.Title, Amount = amount },
                _ => new(HomePart.Todo, text["Send the invoice to {0}", row.Client], href) { Under = text["{0}, {1}; it waits until you send it.", row.Title, amount.Shown()] },
            };
        });

    private static async Task<IEnumerable<HomeLine>> Unplanned(Tx tx, Guid[] mine, IStringLocalizer text)
    {
        var rows = (await tx.Connection.QueryAsync<(Guid Id, string Title, string Client)>(
            """
            select client_order.id, client_order.title, client.name
            from invoicing.client_order join invoicing.client on client.id = client_order.client
            where client_order.activity = any(@mine) and client_order.state = 'Active'
              and client_order.net > (select coalesce(sum(net), 0) from invoicing.invoice where order_id = client_order.id)
                  + (select coalesce(sum(net), 0) from invoicing.draft where order_id = client_order.id and draft.state in ('Draft', 'Scheduled'))
            order by client_order.number
            limit 100
            """,
            new { mine })).AsList();
        return rows switch
        {
            [] => [],
            [var one] => [new(HomePart.Todo, text["Plan the invoice of {0}", one.Title], $"/orders/{one.Id}") { Under = text["{0} has confirmed; nothing is invoiced yet.", one.Client] }],
            _ => [new(HomePart.Todo, text["Plan the invoices of {0} orders", rows.Count], "/orders?state=Active") { Under = text["They are confirmed and not invoiced yet: {0} …", string.Join(", ", rows.Take(2).Select(row => row.Title))] }],
        };
    }

    /// <summary>Where somebody of the team should say something: a talk before a demand, a dispute.</summary>
    private static async Task<IEnumerable<HomeLine>> Late(Tx tx, Guid[] mine, IStringLocalizer text) => (await tx.Connection.QueryAsync<LateRow>(
        $"""
        select invoice.id, invoice.number, client.name as client, dispute.reason as dispute, dispute.opened
        from invoicing.invoice join invoicing.client on client.id = invoice.client
        left join invoicing.dispute on dispute.invoice = invoice.id and closed is null
        where invoice.activity = any(@mine) and {Open}
          and (dispute.invoice is not null
               or exists (select from invoicing.dunning where dunning.invoice = invoice.id and step = 'Talk') and not exists (select from invoicing.dunning where dunning.invoice = invoice.id and step = 'Heard'))
        order by invoice.due, invoice.id
        limit 10
        """,
        new { mine })).Select(row => row.Dispute is { } reason
            ? new HomeLine(HomePart.Todo, text["Say what happened: {0} disputes invoice {1}", row.Client, row.Number], $"/invoices/{row.Id}") { Under = reason, Meaning = Meaning.Late, Date = row.Opened }
            : new(HomePart.Todo, text["Talk with your adviser about invoice {0}", row.Number], $"/invoices/{row.Id}") { Under = text["Before {0} gets a formal demand.", row.Client], Meaning = Meaning.Soon });

    private static async Task<IEnumerable<HomeLine>> Due(Tx tx, Guid[] mine, IStringLocalizer text) => (await tx.Connection.QueryAsync<DueRow>(
        $"""
        select invoice.id, invoice.number, client.name as client, invoice.due, invoice.currency,
            (invoice.gross - coalesce((select sum(amount) from invoicing.settlement where settlement.invoice = invoice.id and kind <> 'Recovery'), 0))::bigint as open
        from invoicing.invoice join invoicing.client on client.id = invoice.client
        where invoice.activity = any(@mine) and invoice.due >= @Today and {Open}
          and not exists (select from invoicing.dispute where dispute.invoice = invoice.id and closed is null)
        order by invoice.due, invoice.id
        limit @MostDates
        """,
        new { mine, tx.Today, MostDates })).Select(row =>
            new HomeLine(HomePart.Next, text["{0} should pay invoice {1}", row.Client, row.Number], $"/invoices/{row.Id}") { Date = row.Due, Amount = new(row.Open, row.Currency) });

    private static async Task<IEnumerable<HomeLine>> Lately(Tx tx, Guid[] mine, IStringLocalizer text)
    {
        var rows = (await tx.Connection.QueryAsync<LatelyRow>(
            """
            select invoice.id, invoice.order_id, invoice.activity, invoice.number, client.name as client, client.town, invoice.due, invoice.gross, invoice.currency,
                greatest((invoice.issued_at at time zone @zone)::date, settled.last) as happened, greatest(invoice.gross - coalesce(settled.amount, 0), 0)::bigint as open,
                coalesce(settled.lost, false) as lost, exists (select from invoicing.dispute where dispute.invoice = invoice.id and closed is null) as disputed
            from invoicing.invoice join invoicing.client on client.id = invoice.client
            left join lateral (
                select max(date) as last, sum(amount) filter (where kind <> 'Recovery') as amount, bool_or(kind = 'WriteOff') as lost
                from invoicing.settlement where settlement.invoice = invoice.id) settled on true
            where invoice.activity = any(@mine)
            order by happened desc, invoice.id desc
            limit @MostHappenings
            """,
            new { mine, zone = tx.Zone.Id, MostHappenings })).AsList();
        var covered = await tx.Covered([.. rows.Select(row => row.Order_Id).Distinct()]);
        return rows.Select(row =>
        {
            var late = row.Open > 0 && row.Due < tx.Today;
            var state = row switch
            {
                { Lost: true } => (text["lost"].Value, Meaning.Late),
                { Disputed: true } => (text["disputed"].Value, Meaning.Late),
                { Open: 0 } => (text["paid"].Value, Meaning.Good),
                _ => (row.Due.Due(tx.Today, text), late ? Meaning.Late : Meaning.Agreed),
            };
            return new HomeLine(HomePart.Lately, text["Invoice {0}", row.Number], $"/invoices/{row.Id}")
            {
                Date = row.Happened, Under = row.Town is null ? row.Client : $"{row.Client}, {row.Town}", Amount = new Money(row.Gross, row.Currency),
                Badges = row.Open > 0 && covered.Contains(row.Order_Id) ? [state, (text["guaranteed"], Meaning.Good)] : [state],
                Why = late || row.Disputed ? text["what happens now?"] : text["where did it go?"], WhyHref = late || row.Disputed ? $"/invoices/{row.Id}" : $"/activities/{row.Activity}/breakdown?document={row.Id}",
            };
        });
    }

    /// <summary>A client still owes something of the invoice.</summary>
    private const string Open = "invoice.gross > coalesce((select sum(amount) from invoicing.settlement where settlement.invoice = invoice.id and kind <> 'Recovery'), 0)";

    private sealed record DraftRow(Guid Id, InvoiceState State, LocalDate? Planned, long Net, Currency Currency, string Title, string Client);

    private sealed record LateRow(Guid Id, string Number, string Client, string? Dispute, LocalDate? Opened);

    private sealed record DueRow(Guid Id, string Number, string Client, LocalDate Due, Currency Currency, long Open);

    private sealed record LatelyRow(
        Guid Id, Guid Order_Id, Guid Activity, string Number, string Client, string? Town, LocalDate Due, long Gross, Currency Currency, LocalDate Happened, long Open, bool Lost, bool Disputed);
}
