using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Invoicing;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Activities;

/// <summary>"Where did my 2,000 go?", on postings that the posting verbs have made.</summary>
public sealed class BreakdownTests
{
    [Fact]
    public async Task The_belgian_invoice_comes_out_to_the_cent()
    {
        await using var played = await PlayedFile.Of("be-1-client-late");
        var activity = played.Activity("design");
        var invoice = await played.Ask<Guid>("select id from invoicing.invoice where number = 'INV-1'");

        var read = (await played.Read(new ReadBreakdown.Query(activity.Id, invoice, null))).Value;

        Assert.Equal(
            [
                ("net-wages", 741_81), ("authority:social-security", 384_67), ("authority:holiday-fund", 147_26), ("authority:wage-tax", 92_72),
                ("authority:insurance", 42_04), ("contribution", 130_00), ("margin", 91_50), ("materials", 100_00),
            ],
            read.Parts.Select(part => (part.Key, part.Amount.Minor)));
        Assert.Equal((270_00L, 2_000_00L, 221_50L), (read.Rest.Minor, read.Total.Minor, read.Price.Minor));
        Assert.Equal("Invoice INV-1", read.Document?.Words);
        Shared.Ran(1);
    }

    [Fact]
    public async Task A_year_adds_up_over_all_that_came_in()
    {
        await using var played = await PlayedFile.Of("be-1-client-late");

        var read = (await played.Read(new ReadBreakdown.Query(played.Activity("design").Id, null, 2026))).Value;
        var before = (await played.Read(new ReadBreakdown.Query(played.Activity("design").Id, null, 2025))).Value;

        Assert.Equal(read.Total, read.Rest + Money.Sum(read.Parts.Select(part => part.Amount), Currency.EUR));
        Assert.Equal((2_000_00L, 0L), (read.Total.Minor, before.Total.Minor));
        Shared.Ran(1);
    }

    [Fact]
    public async Task In_every_file_parts_and_rest_are_what_came_in_and_uses_are_what_went_out()
    {
        var files = Directory.GetFiles(Shared.Path("domain/data/money-path"), "*.json");
        foreach (var file in files)
        {
            await using var played = await PlayedFile.Of(Path.GetFileNameWithoutExtension(file));
            var findings = await played.Tx(async tx => await tx.BreakdownsAddUp([InvoiceDocuments.Of(new Texts())]));
            Assert.Empty(findings);
            Assert.Empty(await played.Tx(async tx => await tx.TransfersAreWhole()));
        }

        Shared.Ran(files.Length);
    }
}

/// <summary>A money-path file, played whole in a database of its own.</summary>
internal sealed class PlayedFile : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly MoneyPath path;
    private readonly ServiceProvider services;

    private PlayedFile(TestDatabase database, MoneyPath path, ServiceProvider services) => (this.database, this.path, this.services) = (database, path, services);

    public static async Task<PlayedFile> Of(string name)
    {
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Shared.Path($"domain/data/money-path/{name}.json")));
        var database = await TestServer.Take("money-path", async connection =>
        {
            await using var rooms = new Db(connection, new FileClock());
            await Migrations.Run(rooms.Source, Node.Rooms);
        });
        var clock = new FileClock();
        var services = new ServiceCollection().AddSingleton<IClock>(clock).AddStore(database.ConnectionString).AddModules().BuildServiceProvider();
        var db = services.GetRequiredService<Db>();
        var path = new MoneyPath(db, clock);
        var file = new EventFields(json.RootElement).Ignore("id", "title", "expected");
        await path.Found(file);
        foreach (var fields in file.Objects("events"))
        {
            var (id, kind) = (fields.Text("id"), fields.Text("kind"));
            fields.Ignore("id", "kind", "date");
            await path.Play(id, kind, fields);
        }

        return new(database, path, services);
    }

    public Activity Activity(string name) => path.Activities.Single(activity => activity.Name == name).Activity;

    public Task<Outcome<ReadBreakdown.Result>> Read(ReadBreakdown.Query query) =>
        services.GetRequiredService<Door>().Read(query, Cooperative.Somebody(Role.Finance));

    public async Task<T> Tx<T>(Func<Tx, Task<T>> ask) =>
        (await services.GetRequiredService<Db>().Read(Actor.System, async tx => Outcome.Of(await ask(tx)))).Value;

    public async Task<T> Ask<T>(string sql)
    {
        await using var connection = await services.GetRequiredService<Db>().Source.OpenConnectionAsync();
        return await Dapper.SqlMapper.QuerySingleAsync<T>(connection, sql);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
