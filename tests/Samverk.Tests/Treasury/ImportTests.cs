using System.Diagnostics;
using System.Text;
using Dapper;
using Samverk.Banking;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Treasury;

public sealed class ImportTests
{
    [Fact]
    public async Task A_payment_that_names_its_invoice_is_in_the_books_at_once()
    {
        await using var bank = await Bank.Open();
        var client = await bank.Client("nord", "Festival Nord AB");
        await bank.Invoice(client, "INV-2026-1", Bank.Sek(1000));

        var read = (await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "Invoice INV-2026-1", "B1")))).Value;

        Assert.Equal((1, 1, 0), (read.New, read.Matched, read.Unequal));
        Assert.Equal(Bank.Sek(101_000), await bank.Balance(Account.Bank));
        Assert.Equal(Bank.Sek(0), await bank.Balance(Account.Client("nord")));
        await bank.Sound();
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_so()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        var file = bank.File(bank.Statement("S1", 0, bank.Row(1000, "INV-2026-1")));
        Assert.Null((await bank.Import(file)).Value.ImportedBefore);
        var entries = await bank.Count("ledger.entry");

        var again = (await bank.Import(file)).Value;

        Assert.Equal(bank.Coop.Clock.GetCurrentInstant(), again.ImportedBefore);
        Assert.Equal((0, 0), (again.New, again.Matched));
        Assert.Equal((1, entries), (await bank.Count("treasury.line"), await bank.Count("ledger.entry")));
    }

    [Fact]
    public async Task A_line_that_an_overlapping_file_brings_again_is_not_doubled()
    {
        await using var bank = await Bank.Open();
        var (one, two) = (bank.Row(100, "one", "B1"), bank.Row(200, "two", "B2"));
        await bank.Import(bank.Statement("intraday", 0, one));

        var day = (await bank.Import(bank.Statement("day", 0, one, two))).Value;

        Assert.Equal((1, 1), (day.New, day.Known));
        Assert.Equal(2, await bank.Count("treasury.line"));
    }

    [Fact]
    public async Task Equal_payments_of_one_file_are_all_kept()
    {
        await using var bank = await Bank.Open();
        var read = (await bank.Import(bank.Statement("S1", 0, bank.Row(100, "coffee"), bank.Row(100, "coffee"), bank.Row(100, "coffee", "B1"), bank.Row(100, "coffee", "B1")))).Value;
        Assert.Equal(4, read.New);
    }

    [Fact]
    public async Task A_payment_that_looks_imported_and_has_no_id_of_the_bank_waits_for_a_person()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("intraday", 0, bank.Row(400, "INV-2026-1")));

        var day = (await bank.Import(bank.Statement("day", 0, bank.Row(400, "INV-2026-1")))).Value;

        Assert.Equal((1, 0), (day.New, day.Matched));
        Assert.Equal("looks-imported", await bank.Coop.Ask<string>("select note from treasury.line order by number desc limit 1"));
    }

    [Fact]
    public async Task Other_content_under_the_same_statement_id_is_flagged()
    {
        await using var bank = await Bank.Open();
        await bank.Import(bank.Statement("S1", 0, bank.Row(100, "one", "B1")));
        var changed = (await bank.Import(bank.Statement("S1", 0, bank.Row(100, "one", "B1"), bank.Row(5, "two", "B2")))).Value;
        Assert.Equal((1, 1, 1), (changed.Changed, changed.New, changed.Known));
    }

    [Fact]
    public async Task Balances_that_the_lines_do_not_lead_to_are_flagged()
    {
        await using var bank = await Bank.Open();
        var read = (await bank.Import(bank.Statement("S1", 0, bank.Row(100, "one")) with { Closing = 99 })).Value;
        Assert.Equal((1, 1), (read.New, read.Unequal));
    }

    [Fact]
    public async Task An_amount_that_is_no_whole_minor_unit_is_never_posted()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        var read = (await bank.Import(bank.Statement("S1", 0, bank.Row(1000.005m, "INV-2026-1")))).Value;
        Assert.Equal((1, 0), (read.New, read.Matched));
        Assert.Equal("not-postable", await bank.Coop.Ask<string>("select note from treasury.line"));
    }

    [Fact]
    public async Task Two_payments_of_one_invoice_post_one_and_leave_the_other_to_a_person()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        var read = (await bank.Import(bank.Statement("S1", 0, bank.Row(1000, "INV-2026-1", "B1"), bank.Row(1000, "INV-2026-1 again", "B2")))).Value;
        Assert.Equal((1, 1), (read.Matched, read.Suggested));
        await bank.Sound();
    }

    [Fact]
    public async Task A_client_is_known_by_the_account_it_paid_from_before()
    {
        await using var bank = await Bank.Open();
        var client = await bank.Client("nord", "Festival Nord AB");
        await bank.Invoice(client, "INV-2026-1", Bank.Sek(1000));
        await bank.Invoice(client, "INV-2026-2", Bank.Sek(777));
        await bank.Import(bank.Statement("S1", 0, bank.Row(1000, "INV-2026-1", "B1", "Kalle", Bank.ClientIban)));

        await bank.Import(bank.Statement("S2", 0, bank.Row(777, "thanks", "B2", "Kalle", Bank.ClientIban)));

        Assert.Equal("Suggested", await bank.State("thanks"));
        Assert.Equal("AmountAndIban", await bank.Coop.Ask<string>("select reason from treasury.line where remittance = 'thanks'"));
    }

    [Fact]
    public async Task A_payment_out_that_is_in_the_books_is_recognised_and_posts_nothing()
    {
        await using var bank = await Bank.Open();
        await bank.Coop.Write(tx => tx.Post(new Entry(Id<Entry>.New(), Cooperative.Entity.Id, tx.Today, Guid.NewGuid(), "bill", "Bill", new Line("expenses:rent", Bank.Sek(500)), new Line(Account.Supplier("house"), Bank.Sek(-500)))));
        await bank.Coop.Write(tx => tx.PayOwed(Guid.NewGuid(), Cooperative.Entity, Account.Supplier("house"), Bank.Sek(500), "pay", "Payment out"));
        var entries = await bank.Count("ledger.entry");

        var read = (await bank.Import(bank.Statement("S1", 100_000, bank.Row(-500, "rent", "B1")))).Value;

        Assert.Equal((1, entries), (read.Matched, await bank.Count("ledger.entry")));
        await bank.Sound();
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><Document/>")]
    [InlineData("<html/>")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt>")]
    public async Task A_hostile_or_broken_file_is_refused_and_leaves_nothing(string xml)
    {
        await using var bank = await Bank.Open();
        Assert.Equal("invalid-input", (await bank.Import(Encoding.UTF8.GetBytes(xml))).Refusal?.Code);
        Assert.Equal((0, 0), (await bank.Count("treasury.file"), await bank.Count("store.file")));
    }

    [Fact]
    public async Task What_is_no_xml_or_too_large_or_of_another_account_is_refused()
    {
        await using var bank = await Bank.Open();
        Assert.Equal("field-invalid", (await bank.Import([1, 2, 3])).Refusal?.Code);
        Assert.Equal("field-invalid", (await bank.Import(new byte[FileSql.LargestFile + 1])).Refusal?.Code);
        Assert.Equal("bank-account-unknown", (await bank.Import(bank.Statement("S1", 0, bank.Row(1)) with { Account = Bank.ClientIban })).Refusal?.Code);
        Assert.Equal(0, await bank.Count("treasury.file"));
    }

    [Fact]
    public async Task An_import_that_breaks_in_the_middle_leaves_nothing_and_runs_again()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        var file = bank.File(bank.Statement("S1", 0, bank.Row(1000, "INV-2026-1")));
        await bank.Coop.Ask<int>(
            """
            create function treasury.breaks() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
            create trigger breaks before insert on treasury.part for each row execute function treasury.breaks();
            select 1
            """);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => bank.Import(file));

        Assert.Equal((0, 0, 0, 0), (await bank.Count("treasury.file"), await bank.Count("treasury.line"), await bank.Count("invoicing.settlement"), await bank.Count("store.file")));
        await bank.Coop.Ask<int>("drop trigger breaks on treasury.part; select 1");
        Assert.Equal(1, (await bank.Import(file)).Value.Matched);
        await bank.Sound();
    }

    [Fact]
    public async Task Ten_thousand_entries_are_imported_and_matched()
    {
        const int Lines = 10_000;
        await using var bank = await Bank.Open();
        var client = await bank.Client("nord", "Festival Nord AB");
        var first = await bank.Invoice(client, "INV-2026-000000", Bank.Sek(100));
        await using (var connection = await bank.Coop.Db.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync(
                """
                insert into invoicing.client_order (id, number, activity, entity, client, title, currency, net, pass_through, planning_rate, state, created)
                select md5('order' || n)::uuid, 'O' || n, activity, entity, client, title, currency, net, pass_through, planning_rate, state, created
                from invoicing.client_order cross join generate_series(1, @Lines) n where id = @order;
                insert into invoicing.invoice (id, number, order_id, activity, entity, client, currency, net, vat, gross, vat_rate, fee_base, date, due, issued_at)
                select md5('invoice' || n)::uuid, 'INV-2026-' || lpad(n::text, 6, '0'), md5('order' || n)::uuid, activity, entity, client, currency, net, vat, gross, vat_rate, fee_base, date, due, issued_at
                from invoicing.invoice cross join generate_series(1, @Lines) n where id = @invoice
                """,
                new { Lines, order = first.Order.Value, invoice = first.Id.Value });
        var file = bank.File(bank.Statement("S1", 0, [.. Enumerable.Range(1, Lines).Select(n => bank.Row(100, $"Invoice INV-2026-{n:000000}", $"B{n}", "Festival Nord"))]));

        var watch = Stopwatch.StartNew();
        var read = (await bank.Import(file)).Value;

        TestContext.Current.TestOutputHelper!.WriteLine($"{Lines} entries imported and matched in {watch.Elapsed.TotalSeconds:0.00} s");
        Assert.Equal((Lines, Lines), (read.New, read.Matched));
        Assert.Equal(Bank.Sek(100_000 + (100 * Lines)), await bank.Balance(Account.Bank));
    }
}
