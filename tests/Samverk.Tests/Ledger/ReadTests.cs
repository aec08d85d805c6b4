using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using static Samverk.Tests.Ledger.Books;

namespace Samverk.Tests.Ledger;

/// <summary>Through the door: who may close and read, and that a figure opens down to its entry.</summary>
public sealed class ReadTests
{
    [Fact]
    public async Task A_figure_opens_to_its_statement_and_a_line_to_its_entry()
    {
        await using var books = await Open();
        var entry = Simple(Day(3, 1), 100_00);
        await books.Post(entry, Simple(Day(2, 1), 5_00));
        await books.Seal();

        var trial = (await books.Door.Read(new ReadTrialBalance.Query(Be.Id, Day(3, 2)), Finance)).Value;
        var bank = trial.Accounts[0];
        var statement = (await books.Door.Read(new ReadStatement.Query(Be.Id, bank.Account, Day(3, 1), Day(3, 31)), Finance)).Value;
        var line = Assert.Single(statement.Lines);
        var opened = (await books.Door.Read(new ReadEntry.Query(line.Entry), Finance)).Value;

        Assert.Equal(new AccountBalance("assets:bank", Euro(105_00)), bank);
        Assert.Equal([new ReadTrialBalance.Total(Euro(105_00), Euro(-105_00))], trial.Totals);
        Assert.Equal([Euro(5_00)], statement.Opening);
        Assert.Equal((Euro(100_00), Euro(105_00)), (line.Amount, line.Balance));
        Assert.Equal([Euro(105_00)], statement.Closing);
        Assert.Equal((entry.Id, entry.Document, "Invoice INV-1", Finance.Person), (opened.Entry.Id, opened.Entry.Document, opened.Entry.Text, opened.Entry.Person));
        Assert.Equal((1, null), (opened.Seal!.Number, opened.ReversedBy));
    }

    [Fact]
    public async Task A_statement_is_read_page_by_page_and_its_balance_runs_on()
    {
        await using var books = await Open();
        // Posted from the last day to the first: the statement is by date, then by posting.
        await books.Post([.. Enumerable.Range(0, 250).Select(n => Simple(Day(2, 20).PlusDays(-n / 25), 1 + n))]);
        var lines = new List<ReadStatement.Row>();
        var pages = 0;
        for (ReadStatement.Cursor? after = null; pages is 0 || after is not null; pages++)
        {
            var page = (await books.Door.Read(new ReadStatement.Query(Be.Id, "assets:bank", Day(2, 12), Day(2, 28), after), Finance)).Value;
            lines.AddRange(page.Lines);
            after = page.Next;
            Assert.Equal([Euro(Enumerable.Range(226, 25).Sum())], page.Opening);
            Assert.Equal([Euro(Enumerable.Range(1, 250).Sum())], page.Closing);
        }

        Assert.Equal((3, 225), (pages, lines.Count));
        Assert.Equal(lines.OrderBy(line => line.Place.Date).ThenBy(line => line.Place.Number).Select(line => line.Entry), lines.Select(line => line.Entry));
        Assert.Equal(Euro(Enumerable.Range(1, 250).Sum()), lines[^1].Balance);
        Assert.Equal(lines[99].Balance + lines[100].Amount, lines[100].Balance);
    }

    [Fact]
    public async Task A_reversed_entry_shows_what_took_it_back()
    {
        await using var books = await Open();
        var entry = Simple(Day(3, 1), 100_00);
        var reversal = entry.Reversal(Id<Entry>.New(), Day(3, 2), "taken back");
        await books.Post(entry, reversal);

        Assert.Equal(reversal.Id, (await books.Door.Read(new ReadEntry.Query(entry.Id), Finance)).Value.ReversedBy);
        Assert.Equal(entry.Id, (await books.Door.Read(new ReadEntry.Query(reversal.Id), Finance)).Value.Entry.Reverses);
    }

    [Theory]
    [InlineData(Role.Member, false), InlineData(Role.Adviser, false), InlineData(Role.Administrator, false)]
    [InlineData(Role.Finance, true), InlineData(Role.Auditor, true), InlineData(Role.Board, true)]
    public async Task Finance_auditor_and_board_read_the_books(Role role, bool may)
    {
        await using var books = await Open();
        var entry = Simple(Day(3, 1), 100_00);
        await books.Post(entry);

        Assert.Equal(may, (await books.Door.Read(new ReadTrialBalance.Query(Be.Id, Day(3, 2)), Person(role))).Refusal is null);
        Assert.Equal(may, (await books.Door.Read(new ReadStatement.Query(Be.Id, "assets:bank", Day(3, 1), Day(3, 2)), Person(role))).Refusal is null);
        Assert.Equal(may, (await books.Door.Read(new ReadEntry.Query(entry.Id), Person(role))).Refusal is null);
    }

    [Fact]
    public async Task Finance_closes_in_person_and_nobody_else()
    {
        await using var books = await Open();
        var close = new CloseEntityPeriod.Command(Guid.CreateVersion7(), Be.Id, Day(1, 31));

        Assert.Equal("not-found", (await books.Door.Run(close, Person(Role.Board, Role.Auditor))).Refusal?.Code);
        Assert.Equal("in-person-only", (await books.Door.Run(close, Finance with { ActedBy = Id<Person>.New() })).Refusal?.Code);
        Assert.Null((await books.Door.Run(close, Finance)).Refusal);
        Assert.Null((await books.Door.Run(close, Finance)).Refusal);
        Assert.Equal("period-closed", (await books.Door.Run(close with { Request = Guid.CreateVersion7() }, Finance)).Refusal?.Code);
        Assert.Equal("not-found", (await books.Door.Run(close with { Request = Guid.CreateVersion7(), Entity = Id<LegalEntity>.New() }, Finance)).Refusal?.Code);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        await using var books = await Open();

        Assert.Equal(Refusal.Unknown, (await books.Door.Read(new ReadTrialBalance.Query(Id<LegalEntity>.New(), Day(3, 2)), Finance)).Refusal);
        Assert.Equal(Refusal.Unknown, (await books.Door.Read(new ReadStatement.Query(Id<LegalEntity>.New(), "assets:bank", Day(3, 1), Day(3, 2)), Finance)).Refusal);
        Assert.Equal(Refusal.Unknown, (await books.Door.Read(new ReadEntry.Query(Id<Entry>.New()), Finance)).Refusal);
        Assert.Empty((await books.Door.Read(new ReadStatement.Query(Be.Id, "assets:none", Day(3, 1), Day(3, 2)), Finance)).Value.Lines);
    }
}
