using Dapper;
using Npgsql;
using Samverk.Host;
using Samverk.Store;

namespace Samverk.Tests.Host;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_is_sound_alive_and_the_same_every_time()
    {
        await using var one = await TestServer.Take("demo-one", DemoCooperative.Make);
        await using var other = await TestServer.Take("demo-other", DemoCooperative.Make);

        foreach (var facts in (string[])[Orders, Invoices, Clients, Entries, BankLines, Transfers])
            Assert.Equal(await Ask(one, facts), await Ask(other, facts));
        await IsSound(one);
        await IsAlive(one);
    }

    private const string
        Orders = "select string_agg(concat_ws(' ', id, number, client, activity, net, currency, state), E'\\n' order by id) from invoicing.client_order",
        Invoices = "select string_agg(concat_ws(' ', id, number, client, net, vat, currency, date, due), E'\\n' order by id) from invoicing.invoice",
        Clients = "select string_agg(concat_ws(' ', id, name, state), E'\\n' order by id) from invoicing.client",
        Entries = "select string_agg(concat_ws(' ', entry.id, number, date, kind, sums.amount), E'\\n' order by number) from ledger.entry join (select entry, sum(amount) filter (where amount > 0) as amount from ledger.line group by entry) sums on sums.entry = entry.id",
        BankLines = "select string_agg(concat_ws(' ', id, minor, booked, state), E'\\n' order by id) from treasury.line",
        Transfers = "select string_agg(concat_ws(' ', id, amount, state), E'\\n' order by id) from activities.transfer";

    private static async Task IsSound(TestDatabase database)
    {
        await using var node = await OpenNode.At(database.ConnectionString);
        var report = await node.Get<Verification>().Run([]);
        Assert.False(report.Breached, string.Join('\n', report.Lines));
        Assert.Equal("0", await Ask(database, "select count(*)::text from store.job where done_at is null and attempts > 0"));
        Assert.Equal("0", await Ask(database, "select count(*)::text from store.recurrence where attempts > 0"));
        Assert.Equal("0", await Ask(database, "select count(*)::text from store.mail where sent_at is null"));
    }

    /// <summary>Something of every kind for people to find.</summary>
    private static async Task IsAlive(TestDatabase database)
    {
        Assert.Equal("Active Checking Completed Confirming Declined ChangesAsked", await Ask(database, States("invoicing.client_order", "'Active', 'Checking', 'Completed', 'Confirming', 'Declined', 'ChangesAsked'")));
        Assert.Equal("Approved Blocked Checking Merged PrepayOnly Refused Watch", await Ask(database, States("invoicing.client", "'Approved', 'Blocked', 'Checking', 'Merged', 'PrepayOnly', 'Refused', 'Watch'")));
        Assert.Equal("Accepted Declined Posted Proposed", await Ask(database, States("activities.transfer", "'Accepted', 'Declined', 'Posted', 'Proposed'")));
        Assert.Equal("Matched Reconciled Suggested Unknown", await Ask(database, States("treasury.line", "'Matched', 'Reconciled', 'Suggested', 'Unknown'")));
        Assert.Equal("Advised Applied Informed Leaving Member Prospect Refused", await Ask(database, States("members.membership", "'Advised', 'Applied', 'Informed', 'Leaving', 'Member', 'Prospect', 'Refused'")));
        Assert.Equal("yes", await Ask(database, "select case when count(*) > 200 then 'yes' else 'no' end from invoicing.invoice"));
        Assert.Equal("EUR SEK", await Ask(database, "select string_agg(distinct currency, ' ' order by currency) from invoicing.invoice"));
        Assert.Equal("2026-03-02", await Ask(database, "select max(date)::text from store.step"));
    }

    private static string States(string table, string wanted) => $"select string_agg(state, ' ' order by array_position(array[{wanted}], state)) from (select distinct state from {table} where state in ({wanted})) there";

    private static async Task<string> Ask(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        return (await connection.QuerySingleAsync<string>(sql))!;
    }
}
