using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class StuckTests
{
    [Fact]
    public async Task What_the_program_gives_up_is_on_the_desk_until_somebody_tries_it_again()
    {
        await using var coop = await Cooperative.Fresh();
        var (mail, job) = (Guid.NewGuid(), Guid.NewGuid());
        await coop.Write<Done>(async tx =>
        {
            await tx.QueueMail(new Mail(new(mail), "away@nowhere.example", "Hello", "Text"));
            await tx.Raise(new MailGivenUp(mail, "smtp-550"));
            await tx.Raise(new JobGivenUp(job, "test.work.v1", "rule-missing"));
            return default(Done);
        });
        await coop.Ask<int>("with failed as (update store.mail set attempts = 10, error = 'smtp-550' returning 1) select count(*)::int from failed");
        await coop.Pass(0);
        await coop.Pass(0);

        var items = await coop.OpenItems();
        Assert.Equal([mail, job], items.Select(one => one.Item.Object).OrderBy(id => id == job));
        var operators = Cooperative.Somebody(Role.Administrator);
        var listed = (await coop.See(new ListStuck.Query(), operators)).Value;
        Assert.Equal((mail, true), (Assert.Single(listed.Mails).Id, listed.Mails[0].GivenUp));

        Assert.Equal(Refusal.Unknown, await coop.Approve(items.Single(one => one.Item.Object == mail), Cooperative.Somebody(Role.Adviser)));
        Assert.Null(await coop.Approve(items.Single(one => one.Item.Object == mail), operators));
        Assert.Equal(job, (await coop.OpenItems()).Single().Item.Object);
        Assert.Empty((await coop.See(new ListStuck.Query(), operators)).Value.Mails);
    }

    [Fact]
    public async Task A_job_that_has_failed_ten_times_is_told_of_once()
    {
        await using var coop = await Cooperative.Fresh();
        var job = Guid.NewGuid();
        await coop.Ask<int>(
            "with put as (insert into store.job (id, kind, handler, payload, run_at) values (@job, 'gone.v1', 'nobody', '{}', '2026-03-02') returning 1) select count(*)::int from put", new { job });
        for (var day = 0; day < 14; day++) await coop.Pass(1);

        var item = await coop.OpenItem("store.job");
        Assert.Equal(job, item.Item.Object);
        Assert.Contains(("error", (object)"handler-missing"), item.Item.Facts);
    }

    [Fact]
    public async Task Who_can_do_nothing_about_a_kind_does_not_have_it_on_the_desk()
    {
        await using var coop = await Cooperative.Fresh();
        await coop.Write(async tx => Outcome.Of(await tx.OpenItem(new Item("treasury.line", "treasury.line", Guid.NewGuid(), "Bank line {amount}", "/bank") { Facts = [("amount", new Money(100, Currency.SEK))] })));

        Assert.Empty((await coop.See(new ListCases.Query(All: true), Cooperative.Somebody(Role.Adviser))).Value.Cases);
        var finance = (await coop.See(new ListCases.Query(All: true), Cooperative.Somebody(Role.Finance))).Value;
        Assert.Single(finance.Cases);
        Assert.Equal(1, finance.Counts.Open);
    }

    [Fact]
    public async Task Many_items_at_once_are_opened_once_and_brought_up_to_date()
    {
        await using var coop = await Cooperative.Fresh();
        Item[] items = [.. Enumerable.Range(0, 20).Select(number => new Item("test.many", "test.many", Guid.NewGuid(), $"number {number}", "/"))];
        Task Open(IReadOnlyList<Item> some) => coop.Write<Done>(async tx =>
        {
            await tx.OpenItems(some);
            return default(Done);
        });

        await Open(items[..15]);
        await Open([.. items[10..].Select(item => item with { Title = "again" })]);

        Assert.Equal((20, 10), (await coop.Ask<int>("select count(*)::int from desk.item"), await coop.Ask<int>("select count(*)::int from desk.item where title = 'again'")));
        Assert.Equal(20, await coop.Ask<int>("select count(*)::int from store.step where noun = 'desk.case'"));
    }
}
