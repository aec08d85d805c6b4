using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using static Samverk.Tests.Ledger.Books;

namespace Samverk.Tests.Ledger;

/// <summary>The chain of hashes, and that every way of tampering is named by its first bad entry.</summary>
public sealed class SealTests
{
    [Fact]
    public async Task What_is_posted_is_sealed_once_in_its_order_per_entity()
    {
        await using var books = await Open();
        var entries = Enumerable.Range(1, 9).Select(cents => Simple(Day(3, 2), cents, entity: cents % 3 is 0 ? Se : Be)).ToArray();
        await books.Post(entries);

        Assert.Equal(9, await books.Seal());
        Assert.Equal(0, await books.Seal());

        Assert.Equal("1,2,3,4,5,6|1,2,3", await books.Ask<string>(
            "select string_agg(numbers, '|' order by entity) from (select entity, string_agg(number::text, ',' order by number) as numbers from ledger.seal group by entity) it"));
        Assert.Equal(9, await books.Ask<int>("select count(*) from ledger.seal join ledger.entry on entry.id = seal.entry and entry.entity = seal.entity"));
        Assert.False((await books.Verify()).Breached);
    }

    [Fact]
    public async Task Instances_that_seal_at_once_never_fork_a_chain()
    {
        await using var books = await Open();
        var posting = Task.WhenAll(Enumerable.Range(1, 60).Select(cents => Task.Run(() => books.Post(Simple(Day(3, 2), cents)))));
        var sealing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++) await books.Seal();
        })));
        await Task.WhenAll(posting, sealing);
        await books.Seal();

        Assert.Equal(60, await books.Ask<int>("select max(number) from ledger.seal"));
        Assert.False((await books.Verify()).Breached);
    }

    [Fact]
    public async Task Who_commits_late_is_sealed_late()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(3, 2), 3));
        await books.Seal();
        var (early, late) = (Simple(Day(3, 2), 1), Simple(Day(3, 2), 2));
        await books.Db.Write<Done>(Finance, async tx =>
        {
            await tx.Post(late);
            await books.Post(early);
            await books.Seal();
            return default(Done);
        });
        await books.Seal();

        Assert.Equal([early.Id.Value, late.Id.Value], await books.Read(async tx => (await tx.Connection.QueryAsync<Guid>("select entry from ledger.seal where number > 1 order by number")).ToArray()));
        Assert.Equal([late.Id, early.Id], await books.Read(async tx => await tx.Journal().Skip(1).Select(entry => entry.Id).ToArrayAsync()));
        Assert.False((await books.Verify()).Breached);
    }

    [Fact]
    public async Task An_entry_that_waits_too_long_for_its_seal_is_reported()
    {
        await using var books = await Open();
        var entry = Simple(Day(3, 2), 1);
        await books.Post(entry);

        Assert.Contains("unsealed ok", Line(await books.Verify(), "unsealed"), StringComparison.Ordinal);
        books.Clock.AdvanceMinutes(2);

        Assert.Contains($"unsealed BREACH no entry waits for its seal: entry {entry.Id}", Line(await books.Verify(), "unsealed"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amount", "update ledger.line set amount = amount + sign(amount) where entry = @id")]
    [InlineData("account", "update ledger.line set account = (select id from ledger.account where code = 'assets:other') where entry = @id and amount > 0")]
    [InlineData("date", "update ledger.entry set date = date - 1 where id = @id; update ledger.line set date = date - 1 where entry = @id")]
    [InlineData("deleted line", "delete from ledger.line where entry = @id and number = 2")]
    [InlineData("added line", "insert into ledger.line (entry, number, account, date, amount, currency) select entry, 3, account, date, 5, currency from ledger.line where entry = @id and number = 1")]
    [InlineData("swapped order of seals", "update ledger.seal set number = 1000 - number where number in (3, 4); update ledger.seal set number = case number when 997 then 4 else 3 end where number > 900")]
    [InlineData("swapped numbers", "update ledger.entry set number = number + 1000 where id in (@id, @next); update ledger.entry set number = case id when @id then number - 999 else number - 1001 end where number > 1000", true)]
    [InlineData("who", "update ledger.entry set person = gen_random_uuid() where id = @id")]
    [InlineData("when", "update ledger.entry set posted_at = posted_at - interval '1 day' where id = @id")]
    [InlineData("why", "update ledger.entry set text = 'something else' where id = @id")]
    [InlineData("dimension", "update ledger.line set member = gen_random_uuid() where entry = @id and number = 1")]
    [InlineData("renamed account", "update ledger.account set code = 'assets:third' where id = (select account from ledger.line where entry = @id and number = 1)")]
    [InlineData("deleted entry", "delete from ledger.line where entry = @id; delete from ledger.entry where id = @id")]
    public async Task Whoever_tampers_is_found_at_the_first_bad_entry(string what, string sql, bool numbersAreIdentity = false)
    {
        await using var books = await Open();
        var entries = await Sealed(books);
        var (bad, next) = (entries[2], entries[3]);
        if (numbersAreIdentity) await books.Tamper("alter table ledger.entry alter number drop identity");

        await books.Tamper(sql, new { id = bad.Id.Value, next = next.Id.Value });

        var line = Line(await books.Verify(), "I2");
        // Two seals that changed places: the first wrong one is the entry that now stands third. The account is that of all entries.
        var (named, seal) = what switch { "swapped order of seals" => (next, 3), "renamed account" => (entries[0], 1), _ => (bad, 3) };
        Assert.StartsWith($"I2 BREACH entries are what was sealed: entry {named.Id} with seal {seal} is ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_entries_of_the_entity_is_sealed()
    {
        await using var books = await Open();
        await Sealed(books);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => books.Execute(
            "insert into ledger.seal (entity, number, entry, hash, sealed_at) values (@be, 100, gen_random_uuid(), sha256(''), '2026-03-02')", new { be = Be.Id.Value }));

        Assert.Contains("can be sealed", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_entry_cannot_vanish()
    {
        await using var books = await Open();
        var last = (await Sealed(books))[^1];

        await books.Tamper(Vanish, new { id = last.Id.Value });

        Assert.Contains($"entry {last.Id} with seal 6 is gone: the last one", Line(await books.Verify(), "I2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_can_it_vanish_together_with_the_memory_of_it_when_a_checkpoint_was_kept()
    {
        await using var books = await Open();
        var last = (await Sealed(books))[^1];
        var kept = await Keep(books);

        await books.Tamper(Vanish + """
            ; update ledger.head set number = seal.number, hash = seal.hash, entry = seal.entry
            from ledger.seal where seal.entity = head.entity and seal.number = 5
            """, new { id = last.Id.Value });

        Assert.Contains("I2 ok", Line(await books.Verify(), "I2"), StringComparison.Ordinal);
        Assert.Contains("the entry with seal 6 is gone: the checkpoint of 2026-03-02T12:00:00Z knows 6 seals", Line(await books.Verify(kept), "I2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_that_was_recomputed_with_triggers_switched_off_is_found_by_a_checkpoint(bool trail)
    {
        await using var books = await Open();
        var entries = await Sealed(books);
        var kept = await Keep(books, trail);

        await books.Tamper("update ledger.line set amount = amount + sign(amount) where entry = @id", new { id = entries[2].Id.Value });
        await books.Tamper("""
            insert into ledger.unsealed select id, entity, number from ledger.entry; delete from ledger.seal; delete from ledger.head
            """);
        await books.Seal();

        Assert.Contains("I2 ok", Line(await books.Verify(), "I2"), StringComparison.Ordinal);
        Assert.Contains(
            trail ? $"entry {entries[2].Id} with seal 3 was resealed: the checkpoint of 2026-03-02T12:00:00Z"
                : $"an entry up to {entries[^1].Id} with seal 6 was resealed: the checkpoint of 2026-03-02T12:00:00Z",
            Line(await books.Verify(kept), "I2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_checkpoint_fits_a_chain_that_has_grown()
    {
        await using var books = await Open();
        await Sealed(books);
        var kept = await Keep(books);
        await Sealed(books);

        Assert.Contains("(12 seals, 2 checkpoints)", Line(await books.Verify(kept, await Keep(books, trail: false)), "I2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I1", "update ledger.line set amount = amount + 1 where entry = @id and number = 1")]
    [InlineData("I1", "delete from ledger.line where entry = @id")]
    [InlineData("I1", "update ledger.line set date = date - 1 where entry = @id and number = 1")]
    [InlineData("I3", "update ledger.closed_balance set amount = amount + 1 where account = (select account from ledger.line where entry = @id and number = 1)")]
    [InlineData("I3", "delete from ledger.closed_balance")]
    [InlineData("I5", "update ledger.account set code = 'equity:guarantee-fund:claims' where code = 'assets:bank'")]
    [InlineData("I22", "update ledger.entry set document = '00000000-0000-0000-0000-000000000000' where id = @id")]
    [InlineData("unsealed", "delete from ledger.seal where entry = @id; delete from ledger.unsealed; update ledger.entry set posted_at = '2026-01-01' where id = @id")]
    [InlineData("I41", "insert into store.step (noun, object, state, event, at, date, person, why, rules) values ('ledger.nothing', @id, 'Open', 'opened', '2026-03-02', '2026-03-02', @id, '', 1)")]
    public async Task Each_invariant_finds_its_breach(string invariant, string sql)
    {
        await using var books = await Open();
        var entries = await Sealed(books);
        await books.Close(Day(1, 31));
        Assert.False((await books.Verify()).Breached);

        await books.Tamper(sql, new { id = entries[2].Id.Value });

        var report = await books.Verify();
        Assert.True(report.Breached);
        Assert.StartsWith($"{invariant} BREACH ", Line(report, invariant), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Open", "Shut", "Open")]
    [InlineData(true, "Locked")]
    [InlineData(false, "Open", "Locked")]
    [InlineData(false, "Open", "Open")]
    public async Task Every_state_was_reached_by_listed_steps(bool sound, params string[] states)
    {
        await using var books = await Open();
        var id = Guid.CreateVersion7();
        await books.Db.Write<Done>(Finance, async tx =>
        {
            DoorState? was = null;
            foreach (var state in states.Select(Enum.Parse<DoorState>))
            {
                await tx.TakeStep(Doors, id, was, state, "moved", "");
                was = state;
            }

            return default(Done);
        });

        Assert.Equal(sound, !(await books.Verify()).Breached);
    }

    [Fact]
    public async Task A_step_that_does_not_begin_where_the_one_before_ended_is_found()
    {
        await using var books = await Open();
        var id = Guid.CreateVersion7();
        await books.Db.Write<Done>(Finance, async tx =>
        {
            await tx.TakeStep(Doors, id, null, DoorState.Open, "moved", "");
            await tx.TakeStep(Doors, id, DoorState.Shut, DoorState.Open, "moved", "");
            return default(Done);
        });

        Assert.Contains($"tests.door {id} from Shut to Open: the step before ended elsewhere", Line(await books.Verify(), "I41"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_seals_within_seconds()
    {
        await using var books = await Open();
        var stop = TestContext.Current.CancellationToken;
        await books.Sealing.StartAsync(stop);
        await books.Post(Simple(Day(3, 2), 1));

        for (var wait = 0; wait < 100 && await books.Ask<int>("select count(*) from ledger.seal") is 0; wait++) await Task.Delay(100, stop);
        await books.Sealing.StopAsync(stop);

        Assert.Equal(1, await books.Ask<int>("select count(*) from ledger.seal"));
    }

    [Fact]
    public async Task Sound_books_give_one_line_per_invariant()
    {
        await using var books = await Open();
        await Sealed(books);

        var report = await books.Verify();

        Assert.Equal(["I1", "I2", "I3", "I5", "I22", "I41", "unsealed"], report.Lines.Select(line => line.Split(' ')[0]));
        Assert.Equal("I1 ok entries balance and stay in one entity (12 lines)", report.Lines[0]);
    }

    private const string Vanish = "delete from ledger.line where entry = @id; delete from ledger.entry where id = @id; delete from ledger.seal where entry = @id";

    private static async Task<Entry[]> Sealed(Books books)
    {
        Entry[] entries = [.. Enumerable.Range(1, 5).Select(cents => Simple(Day(1, cents), cents)), Simple(Day(2, 6), 6, "assets:other")];
        Assert.Null((await books.Post(entries)).Refusal);
        await books.Seal();
        return entries;
    }

    private static async Task<string> Keep(Books books, bool trail = true) =>
        JsonSerializer.Serialize(await books.Read(tx => tx.Checkpoint(trail)), StoreJson.Options);

    private static string Line(VerificationReport report, string invariant) => Assert.Single(report.Lines, line => line.StartsWith(invariant + " ", StringComparison.Ordinal));
}
