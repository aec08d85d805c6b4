using Npgsql;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using static Samverk.Tests.Ledger.Books;

namespace Samverk.Tests.Ledger;

/// <summary>Posting, and what the database refuses to anybody.</summary>
public sealed class PostTests
{
    private static readonly LocalDate Today = Day(3, 2);

    [Fact]
    public async Task A_posted_entry_is_read_back_as_it_was_said()
    {
        await using var books = await Open();
        var (activity, member, client) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var entry = new Entry(Id<Entry>.New(), Be.Id, Today, Guid.CreateVersion7(), "invoice", "Invoice INV-1",
            new("assets:client:celsius", Euro(2420_00)) { Client = client },
            new("liabilities:activity:design", Euro(-2000_00)) { Activity = activity, Member = member },
            new("liabilities:vat-due", Euro(-420_00))) { DocumentDate = Day(2, 27) };

        Assert.Null((await books.Post(entry)).Refusal);

        var posted = (await books.Read(tx => tx.FindEntry(entry.Id)))!;
        Assert.Equal((entry.Id, Be.Id, "be", Today, Day(2, 27), entry.Document), (posted.Id, posted.Entity, posted.EntityCode, posted.Date, posted.DocumentDate, posted.Document));
        Assert.Equal(("invoice", "Invoice INV-1", Finance.Person, null, books.Clock.GetCurrentInstant()), (posted.Kind, posted.Text, posted.Person, posted.ActedBy, posted.PostedAt));
        Assert.Equal(entry.Lines, posted.Lines.Select(line => new Line(line.Account, line.Amount) { Activity = line.Activity, Member = line.Member, Client = line.Client }));
        Assert.Equal([1, 2, 3], posted.Lines.Select(line => (int)line.Number));
        Assert.Equal(Euro(-2000_00), await books.Read(tx => tx.Balance(Be.Id, "liabilities:activity:design", Currency.EUR, Today)));
    }

    [Fact]
    public async Task A_batch_of_both_entities_is_posted_in_its_order()
    {
        await using var books = await Open();
        var batch = Enumerable.Range(1, 200).Select(cents => Simple(Today, cents, entity: cents % 2 is 0 ? Be : Se)).ToArray();

        Assert.Null((await books.Post(batch)).Refusal);

        Assert.Equal(batch.Select(entry => entry.Id), await books.Read(async tx => await tx.Journal().Select(entry => entry.Id).ToArrayAsync()));
        Assert.Equal(Euro(10_100), await books.Read(tx => tx.Balance(Be.Id, "assets:bank", Currency.EUR, Today)));
    }

    [Fact]
    public void An_entry_that_does_not_balance_cannot_be_built() =>
        Assert.Throws<ArgumentException>(() => new Entry(Id<Entry>.New(), Be.Id, Today, Guid.NewGuid(), "invoice", "why",
            new("assets:bank", Euro(1)), new("assets:vat-relief", Euro(-2))));

    [Fact]
    public async Task The_same_entry_again_changes_nothing()
    {
        await using var books = await Open();
        var entry = Simple(Today, 100);
        await books.Post(entry);

        Assert.Null((await books.Post(entry)).Refusal);
        Assert.Equal(1, await books.Ask<int>("select count(*) from ledger.entry"));
        Assert.Equal(2, await books.Ask<int>("select count(*) from ledger.line"));
    }

    [Fact]
    public async Task The_same_id_with_another_content_is_refused_and_the_whole_batch_with_it()
    {
        await using var books = await Open();
        var entry = Simple(Today, 100);
        await books.Post(entry);
        var other = new Entry(entry.Id, Be.Id, Today, entry.Document, entry.Kind, entry.Text, new("assets:bank", Euro(101)), new("liabilities:vat-due", Euro(-101)));

        Assert.Equal(Refusal.IdUsedForSomethingElse, (await books.Post(Simple(Today, 5), other)).Refusal);
        Assert.Equal(1, await books.Ask<int>("select count(*) from ledger.entry"));
    }

    [Fact]
    public async Task Many_who_post_the_same_entry_at_once_post_it_once()
    {
        await using var books = await Open();
        var entry = Simple(Today, 100, "assets:client:c-1");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => books.Post(entry))));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal));
        Assert.Equal(1, await books.Ask<int>("select count(*) from ledger.entry"));
    }

    [Fact]
    public async Task Many_who_post_to_the_same_new_accounts_at_once_all_succeed()
    {
        await using var books = await Open();
        var entries = Enumerable.Range(0, 64).Select(n => Simple(Today, 1 + n, $"assets:client:c-{n % 3}", $"liabilities:activity:a-{n % 5}")).ToArray();

        var outcomes = await Task.WhenAll(entries.Select(entry => Task.Run(() => books.Post(entry))));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal));
        Assert.Equal(64, await books.Ask<int>("select count(*) from ledger.entry"));
        Assert.Equal(8, await books.Ask<int>("select count(*) from ledger.account"));
    }

    [Fact]
    public async Task A_reversal_takes_an_entry_back_once()
    {
        await using var books = await Open();
        var entry = Simple(Today, 100);
        await books.Post(entry);

        await books.Post(entry.Reversal(Id<Entry>.New(), Today, "taken back"));

        Assert.Equal(Euro(0), await books.Read(tx => tx.Balance(Be.Id, "assets:bank", Currency.EUR, Today)));
        await Assert.ThrowsAsync<PostgresException>(() => books.Post(entry.Reversal(Id<Entry>.New(), Today, "and again")));
    }

    [Theory]
    [InlineData("update ledger.entry set text = 'other'")]
    [InlineData("delete from ledger.entry")]
    [InlineData("truncate ledger.entry cascade")]
    [InlineData("update ledger.line set amount = amount + 1")]
    [InlineData("delete from ledger.line")]
    [InlineData("truncate ledger.line")]
    [InlineData("update ledger.account set code = 'assets:other' where code = 'assets:bank'")]
    [InlineData("delete from ledger.account")]
    [InlineData("update ledger.entity set code = 'xx'")]
    [InlineData("delete from ledger.seal")]
    [InlineData("update ledger.seal set hash = sha256('')")]
    [InlineData("delete from ledger.head")]
    [InlineData("update ledger.head set number = number - 1")]
    [InlineData("delete from ledger.closed_period")]
    [InlineData("update ledger.closed_balance set amount = 0")]
    public async Task What_is_posted_never_changes(string sql)
    {
        await using var books = await Open();
        await books.Post(Simple(Day(1, 15), 100));
        await books.Seal();
        await books.Close(Day(1, 31));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(sql));

        Assert.True(refused.MessageText.Contains("append-only") || refused.MessageText.Contains("only grows"), refused.MessageText);
    }

    [Theory]
    [InlineData(100, -99, 1, 2, 0)]      // does not balance
    [InlineData(100, -100, 1, 3, 0)]     // a number is left out
    [InlineData(100, -100, 2, 3, 0)]     // does not begin with 1
    [InlineData(100, -100, 1, 2, 1)]     // another date than the entry's
    public async Task The_database_takes_no_entry_that_is_not_whole(long debit, long credit, short first, short second, int later)
    {
        await using var books = await Open();
        await books.Post(Simple(Today, 100));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(Insert(
            "(@id, @first, (select min(id) from ledger.account), '2026-03-02', @debit, 'EUR'), (@id, @second, (select max(id) from ledger.account), date '2026-03-02' + @later, @credit, 'EUR')"),
            new { id = Guid.CreateVersion7(), be = Be.Id.Value, debit, credit, first, second, later }));

        Assert.Contains("is not whole", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_touches_one_entity()
    {
        await using var books = await Open();
        await books.Post(Simple(Today, 100), Simple(Today, 100, entity: Se));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(Insert(
            "(@id, 1::smallint, (select min(id) from ledger.account where entity = @be), '2026-03-02', 1, 'EUR'), (@id, 2::smallint, (select min(id) from ledger.account where entity <> @be), '2026-03-02', -1, 'EUR')"),
            new { id = Guid.CreateVersion7(), be = Be.Id.Value }));

        Assert.Contains("is not whole", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_an_entity_that_is_not_there_is_refused()
    {
        await using var books = await Open();
        await books.Post(Simple(Today, 100));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(Insert(
            "(@id, 1::smallint, (select min(id) from ledger.account), '2026-03-02', 1, 'EUR'), (@id, 2::smallint, (select max(id) from ledger.account), '2026-03-02', -1, 'EUR')"),
            new { id = Guid.CreateVersion7(), be = Guid.CreateVersion7() }));

        Assert.Contains("is not whole", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_without_their_entry_are_refused()
    {
        await using var books = await Open();
        await books.Post(Simple(Today, 100));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(
            """
            insert into ledger.line (entry, number, account, date, amount, currency)
            select @id, number, (select min(id) from ledger.account), '2026-03-02', amount, 'EUR' from (values (1::smallint, 1), (2::smallint, -1)) as line (number, amount)
            """,
            new { id = Guid.CreateVersion7() }));

        Assert.Contains("is not whole", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_without_lines_does_not_commit()
    {
        await using var books = await Open();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(
            """
            insert into ledger.entry (id, entity, date, document_date, document, kind, text, lines, person, posted_at, fingerprint)
            values (gen_random_uuid(), @be, '2026-03-02', '2026-03-02', gen_random_uuid(), 'invoice', 'why', 2, gen_random_uuid(), '2026-03-02', '')
            """,
            new { be = Be.Id.Value }));

        Assert.Contains("has no lines", refused.MessageText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(@entry, 3::smallint, 1), (@entry, 4::smallint, -1)")]
    [InlineData("(@entry, 1::smallint, 1), (@entry, 2::smallint, -1)")]
    public async Task Lines_are_never_added_later(string lines)
    {
        await using var books = await Open();
        var entry = Simple(Today, 100);
        await books.Post(entry);

        await Assert.ThrowsAsync<PostgresException>(() => books.Execute(
            $"""
            insert into ledger.line (entry, number, account, date, amount, currency)
            select entry, number, (select min(id) from ledger.account), '2026-03-02', amount, 'EUR' from (values {lines}) as line (entry, number, amount)
            """,
            new { entry = entry.Id.Value }));
        Assert.Equal(2, await books.Ask<int>("select count(*) from ledger.line"));
    }

    [Fact]
    public async Task The_fund_is_never_below_zero_whoever_claims_at_once()
    {
        await using var books = await Open();
        await books.Post(Simple(Today, 100_00, "assets:bank", Account.FundOpening));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => books.Post(Simple(Today, 30_00, Account.FundClaims, "assets:client:c-1")))));

        Assert.Equal(3, outcomes.Count(outcome => outcome.Refusal is null));
        Assert.All(outcomes.Where(outcome => outcome.Refusal is not null), outcome => Assert.Equal("fund-exhausted", outcome.Refusal!.Code));
        Assert.Equal(Euro(10_00), await books.Read(tx => tx.FundSize(Be, Today)));
    }

    private static string Insert(string lines) =>
        $"""
        with posted as (
            insert into ledger.entry (id, entity, date, document_date, document, kind, text, lines, person, posted_at, fingerprint)
            values (@id, @be, '2026-03-02', '2026-03-02', gen_random_uuid(), 'invoice', 'why', 2, gen_random_uuid(), '2026-03-02', '')
        )
        insert into ledger.line (entry, number, account, date, amount, currency) values {lines}
        """;
}
