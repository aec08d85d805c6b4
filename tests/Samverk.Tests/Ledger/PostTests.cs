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

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(400)]
    public async Task An_entry_in_two_currencies_is_the_same_by_itself_and_among_others(int pairs)
    {
        await using var books = await Open();
        Entry Made() => new(Id<Entry>.New(), Be.Id, Today, Guid.CreateVersion7(), "opening", "Opening",
            [.. Enumerable.Range(1, pairs).SelectMany(n => new Line[] { new($"assets:client:c-{n}", new(n, n % 2 is 0 ? Currency.SEK : Currency.EUR)), new("equity:reserves", new(-n, n % 2 is 0 ? Currency.SEK : Currency.EUR)) })]);
        var (alone, first, second) = (Made(), Made(), Made());

        Assert.Null((await books.Post(alone)).Refusal);
        Assert.Null((await books.Post(first, second)).Refusal);

        foreach (var entry in (Entry[])[alone, first, second])
        {
            var posted = (await books.Read(tx => tx.FindEntry(entry.Id)))!;
            Assert.Equal(entry.Lines, posted.Lines.Select(line => new Line(line.Account, line.Amount)));
            Assert.Equal(Enumerable.Range(1, 2 * pairs), posted.Lines.Select(line => (int)line.Number));
        }

        Assert.Equal(3, await books.Ask<int>("select count(*) from ledger.unsealed"));
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
    [InlineData("'{100, -99}'", "'{EUR, EUR}'", "is not whole")]             // does not balance
    [InlineData("'{100, -100}'", "'{EUR, SEK}'", "is not whole")]            // balances over two currencies only
    [InlineData("'{100, -50, -50}'", "'{EUR, EUR, EUR}'", "is not whole")]   // more lines than the entry says
    [InlineData("'{100}'", "'{EUR}'", "null value")]                         // fewer
    [InlineData("'{0, 0}'", "'{EUR, EUR}'", "line_amount_check")]            // a line of nothing
    public async Task The_database_takes_no_entry_that_is_not_whole(string amounts, string currencies, string rule)
    {
        await using var books = await Open();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(Posting(amounts, currencies), new { id = Guid.CreateVersion7(), be = Be.Id.Value }));

        Assert.Contains(rule, refused.MessageText, StringComparison.Ordinal);
        Assert.Equal(0, await books.Ask<int>("select count(*) from ledger.entry"));
    }

    [Fact]
    public async Task What_one_entry_lacks_another_one_of_the_same_posting_does_not_give()
    {
        await using var books = await Open();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(
            """
            insert into ledger.posting values (
                gen_random_uuid(), null, '2026-03-02', array[gen_random_uuid(), gen_random_uuid()], array[@be, @be]::uuid[], '{2026-03-02, 2026-03-02}',
                '{2026-03-02, 2026-03-02}', array[gen_random_uuid(), gen_random_uuid()], '{invoice, invoice}', '{why, why}', '{null, null}', '{2, 2}', array['', '']::bytea[],
                '{assets:bank, assets:other, assets:bank, assets:other}', '{100, -99, 99, -100}', '{EUR, EUR, EUR, EUR}',
                '{null, null, null, null}', '{null, null, null, null}', '{null, null, null, null}')
            """,
            new { be = Be.Id.Value }));

        Assert.Contains("is not whole", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_an_entity_that_is_not_there_is_refused()
    {
        await using var books = await Open();
        await books.Post(Simple(Today, 100));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(Posting("'{1, -1}'", "'{EUR, EUR}'"), new { id = Guid.CreateVersion7(), be = Guid.CreateVersion7() }));

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
    }

    [Fact]
    public async Task An_entry_takes_back_only_entries_of_its_own_entity()
    {
        await using var books = await Open();
        var entry = Simple(Today, 100, entity: Se);
        await books.Post(entry);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Post(Simple(Today, -100) with { Reverses = entry.Id }));

        Assert.Contains("takes back an entry of another entity", refused.MessageText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insert into ledger.entry (id, entity) values (gen_random_uuid(), gen_random_uuid())")]
    [InlineData("insert into ledger.line select entry, number + 2, account, date, amount, currency from ledger.line")]
    [InlineData("with none as (insert into ledger.line select from ledger.line where false) select 1")]
    [InlineData("copy ledger.line from program 'true'")]
    public async Task Nobody_writes_into_the_journal_beside_a_posting(string sql)
    {
        await using var books = await Open();
        await books.Post(Simple(Today, 100));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => books.Execute(sql));

        Assert.Contains("takes postings only", refused.MessageText, StringComparison.Ordinal);
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

    // One entry that says it has two lines.
    private static string Posting(string amounts, string currencies) =>
        $$"""
        insert into ledger.posting values (
            gen_random_uuid(), null, '2026-03-02', array[@id], array[@be], '{2026-03-02}', '{2026-03-02}', array[gen_random_uuid()], '{invoice}', '{why}', '{null}', '{2}', array['']::bytea[],
            '{assets:bank, assets:other}', {{amounts}}, {{currencies}}, '{null, null, null}', '{null, null, null}', '{null, null, null}')
        """;
}
