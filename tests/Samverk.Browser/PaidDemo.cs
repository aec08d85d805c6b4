using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests;
using Account = Samverk.Ledger.Account;
using Activity = Samverk.Activities.Activity;
using ActivityKind = Samverk.Activities.ActivityKind;
using Actor = Samverk.Store.Actor;

namespace Samverk.Browser;

/// <summary>
/// The demo once more, in a database and with a clock of its own: Jonas has an assignment with 13,142.00 SEK that a client has paid, a bank account,
/// and tax facts that an adviser has checked.
/// </summary>
internal sealed class PaidDemo : IAsyncDisposable
{
    private readonly string database;

    private PaidDemo(string database, WebApplication node) => (this.database, Node) = (database, node);

    public WebApplication Node { get; }

    public Id<Activity> Activity { get; } = Id<Activity>.New();

    public static async Task<PaidDemo> Start()
    {
        var database = await TestServer.Clone("demo", DemoCooperative.Make);
        var demo = new PaidDemo(database, Host.Node.Build(new NodeOptions("http://127.0.0.1:0", database)));
        await demo.Write(demo.Prepare);
        await demo.Node.StartAsync();
        return demo;
    }

    public async Task<T> Ask<T>(string sql, object? with = null)
    {
        await using var connection = await Node.Services.GetRequiredService<Db>().Source.OpenConnectionAsync();
        return (await connection.QuerySingleAsync<T>(sql, with))!;
    }

    /// <summary>Waits for what the node does by itself.</summary>
    public async Task Until(string sql, object with)
    {
        for (var tries = 0; !await Ask<bool>(sql, with); tries++)
        {
            Assert.True(tries < 120, $"not after a minute: {sql}");
            await Task.Delay(500);
        }
    }

    public Task Tomorrow() => Write(tx => tx.StepClock(Duration.FromDays(1)));

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await TestServer.Drop(database);
    }

    private async Task<Outcome<Done>> Prepare(Tx tx)
    {
        var activity = new Activity(Activity, DemoFounding.Entity.Id, "gallery", "Gallery night", Currency.SEK, ActivityKind.Assignment, null, ActivityState.Open, tx.Today);
        await tx.Save(activity, null, "opened", "");
        await tx.Join(Activity, DemoCast.Jonas.Id, manager: true);
        await tx.Connection.ExecuteAsync(
            """
            insert into members.pay_account (id, person, iban, holder, given_on, usable_from, given_at, given_by)
            values (gen_random_uuid(), @jonas, 'DE75512108001245126199', 'Jonas Berg', @Today::date - 9, @Today::date - 6, @Now, @jonas);
            insert into employment.tax_facts (id, entity, person, valid_from, facts, state, entered_by, checked_by)
            values (gen_random_uuid(), @entity, @jonas, '2026-01-01', @facts::jsonb, 'Checked', @jonas, @fia);
            """,
            new
            {
                entity = DemoFounding.Entity.Id.Value, jonas = DemoCast.Jonas.Id.Value, fia = DemoCast.Fia.Id.Value, tx.Now, tx.Today,
                facts = """{"withholding":"side_income","birth_year":"1985"}""",
            });
        var (document, money) = (Guid.CreateVersion7(), new Money(13_142_00, Currency.SEK));
        return await tx.Post(new Entry(new(document), activity.Entity, tx.Today, document, "invoice", "Invoice", new Line(Account.Bank, money), new Line(activity.Account, -money) { Activity = Activity.Value }));
    }

    private async Task Write(Func<Tx, Task<Outcome<Done>>> work) => Assert.Null((await Node.Services.GetRequiredService<Db>().Write(Actor.System, work)).Refusal);
}
