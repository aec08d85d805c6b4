using System.Globalization;
using System.Text;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;
using static Samverk.Tests.Ledger.Books;

namespace Samverk.Tests.Ledger;

/// <summary>What finance, board and auditors read of the books, and the checks that they run.</summary>
public sealed class BookPagesTests
{
    [Fact]
    public async Task The_overview_says_how_far_the_books_reach_are_closed_and_sealed()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(1, 20), 100_00), Simple(Day(3, 1), 5_00));
        await books.Seal();
        await books.Post(Simple(Day(3, 2), 7_00));
        await books.Close(Day(1, 31));

        var rows = (await books.Door.Read(new ListBooks.Query(), Person(Role.Auditor))).Value.Books;

        var be = rows.Single(row => row.Entity == Be);
        Assert.Equal((Day(1, 20), Day(1, 31), 3L, 1), (be.First, be.ClosedThrough, be.Entries, be.Waiting));
        Assert.Equal((null, 0L), (rows.Single(row => row.Entity == Se).First, rows.Single(row => row.Entity == Se).Entries));
    }

    [Fact]
    public async Task The_journal_is_found_by_text_number_amount_time_and_kind()
    {
        await using var books = await Open();
        var first = Simple(Day(2, 1), 100_00);
        var second = new Entry(Id<Entry>.New(), Be.Id, Day(3, 1), Guid.CreateVersion7(), "payment", "Payment 100% of INV-2", new Line("assets:bank", Euro(42_50)), new Line("liabilities:vat-due", Euro(-42_50)));
        await books.Post(first, second);
        Task<Id<Entry>[]> Found(ListEntries.Query query) => Ids(books, query);

        Assert.Equal([second.Id, first.Id], await Found(new(Be.Id)));
        Assert.Equal([second.Id], await Found(new(Be.Id, Search: "100%")));
        Assert.Equal([second.Id], await Found(new(Be.Id, Search: "-42,50")));
        Assert.Equal([first.Id], await Found(new(Be.Id, Search: first.Document.ToString())));
        Assert.Equal([first.Id], await Found(new(Be.Id, To: Day(2, 28))));
        Assert.Equal([second.Id], await Found(new(Be.Id, Kind: "payment")));
        Assert.Empty(await Found(new(Se.Id)));
    }

    [Fact]
    public async Task The_journal_pages_without_losing_or_repeating_an_entry()
    {
        await using var books = await Open();
        var all = Enumerable.Range(1, 2 * ListEntries.PageSize + 3).Select(cents => Simple(Day(3, 1), cents)).ToArray();
        await books.Post(all);
        var seen = new List<Id<Entry>>();
        for (long? before = null; ;)
        {
            var page = (await books.Door.Read(new ListEntries.Query(Be.Id, Before: before), Finance)).Value;
            seen.AddRange(page.Entries.Select(row => row.Id));
            if (page.Next is not { } next) break;
            before = next;
        }

        Assert.Equal(all.Select(entry => entry.Id).Reverse(), seen);
    }

    [Fact]
    public async Task A_search_in_a_statement_leaves_the_balances_as_they_are()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(3, 1), 100_00), Simple(Day(3, 1), 5_00), Simple(Day(3, 2), 7_00));

        var found = (await books.Door.Read(new ReadStatement.Query(Be.Id, "assets:bank", Day(3, 1), Day(3, 31), null, "5.00"), Finance)).Value;

        var line = Assert.Single(found.Lines);
        Assert.Equal((Euro(5_00), Euro(105_00)), (line.Amount, line.Balance));
        Assert.Equal([Euro(112_00)], found.Closing);
    }

    [Fact]
    public async Task A_month_is_closed_when_it_is_over_and_the_one_before_is_closed_and_the_page_says_so_first()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(1, 20), 100_00, "assets:bank", "income:contribution"), Simple(Day(2, 1), 5_00));

        var open = (await books.Door.Read(new ListPeriods.Query(Be.Id), Finance)).Value.Open;
        Assert.Equal([(Day(3, 31), "field-invalid"), (Day(2, 28), ""), (Day(1, 31), "")], open.Select(month => (month.Through, month.Refusal?.Code ?? "")));

        var preview = (await books.Door.Read(new PreviewClosing.Query(Be.Id, Day(1, 31)), Finance)).Value;
        Assert.Equal((1, 1, Euro(100_00), null), (preview.Entries, preview.Unsealed, preview.Surplus, preview.Refusal));
        Assert.Null((await books.Door.Run(new CloseEntityPeriod.Command(Guid.CreateVersion7(), Be.Id, Day(1, 31)), Finance)).Refusal);

        var after = (await books.Door.Read(new ListPeriods.Query(Be.Id), Person(Role.Board))).Value;
        Assert.Equal([Day(1, 31)], after.Closed.Select(month => month.Through));
        Assert.Equal([(Day(3, 31), "field-invalid"), (Day(2, 28), "")], after.Open.Select(month => (month.Through, month.Refusal?.Code ?? "")));
        Assert.Equal("period-closed", (await books.Door.Read(new PreviewClosing.Query(Be.Id, Day(1, 31)), Finance)).Value.Refusal?.Code);
    }

    [Fact]
    public async Task An_auditor_runs_the_checks_against_a_checkpoint_and_it_stays_known_who_did()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(3, 1), 100_00));
        await books.Seal();
        var auditor = Person(Role.Auditor);
        var checkpoint = Encoding.UTF8.GetString((await books.Door.Read(new ExportBooks.Query(BooksFormat.Checkpoint), auditor)).Value.Content);

        Assert.False((await books.Door.Run(new VerifyBooks.Command(Guid.CreateVersion7(), checkpoint), auditor)).Value.Breached);
        books.Clock.AdvanceMinutes(1);
        await books.Tamper("update ledger.entry set text = 'Invoice INV-9'");
        Assert.True((await books.Door.Run(new VerifyBooks.Command(Guid.CreateVersion7(), checkpoint), auditor)).Value.Breached);

        var seal = (await books.Door.Read(new ReadSeal.Query(), auditor)).Value;
        Assert.Equal([true, false], seal.Runs.Select(run => run.Breached));
        Assert.Equal(1, seal.Chains.Single(chain => chain.Entity == Be).Head!.Number);
        Assert.Contains(seal.Checks, check => check.Invariant is "I2");
    }

    [Fact]
    public async Task Books_leave_as_files_that_hold_every_line()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(2, 1), 100_00), Simple(Day(3, 1), 5_00));
        async Task<string> File(BooksFormat format) => Encoding.UTF8.GetString((await books.Door.Read(new ExportBooks.Query(format, Be.Id, Day(3, 1)), Finance)).Value.Content);

        var csv = await File(BooksFormat.Csv);
        Assert.Contains("assets:bank,5.00,EUR", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("100.00", csv, StringComparison.Ordinal);
        Assert.Contains("be:assets:bank", await File(BooksFormat.Hledger), StringComparison.Ordinal);
        Assert.Contains("Assets:Be:Bank", await File(BooksFormat.Beancount), StringComparison.Ordinal);
        Assert.Equal("not-found", (await books.Door.Read(new ExportBooks.Query(BooksFormat.Csv, Be.Id), Person(Role.Member))).Refusal?.Code);
    }

    [Fact]
    public async Task Books_that_were_sealed_agree_for_a_reader_of_any_language()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(3, 1), 100_00));
        await books.Seal();
        var own = CultureInfo.CurrentCulture;
        try
        {
            // Pages run in the reader's culture, whose minus sign is another one.
            CultureInfo.CurrentCulture = Language.All.Single(language => language.Code is "sv").Culture;
            Assert.Equal("−", CultureInfo.CurrentCulture.NumberFormat.NegativeSign);
            Assert.False((await books.Door.Run(new VerifyBooks.Command(Guid.CreateVersion7()), Person(Role.Auditor))).Value.Breached);
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    private static async Task<Id<Entry>[]> Ids(Books books, ListEntries.Query query) => [.. (await books.Door.Read(query, Finance)).Value.Entries.Select(row => row.Id)];
}
