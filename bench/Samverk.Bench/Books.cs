using NodaTime;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Bench;

/// <summary>A durable server with one legal entity, as a cooperative runs it: every commit is on the disk.</summary>
internal sealed class Books : IAsyncDisposable
{
    public static readonly LegalEntity Entity = new(Id<LegalEntity>.New(), "se", "Bench", "SE", Currency.SEK);

    private readonly string folder;
    private readonly EmbeddedPostgres server;

    private Books(string folder, EmbeddedPostgres server, Db db) => (this.folder, this.server, Db, Effort) = (folder, server, db, new(folder));

    public Db Db { get; }

    public Effort Effort { get; }

    /// <summary>Where pgbench finds the same server.</summary>
    public string Connection => server.ConnectionString("bench");

    public static async Task<Books> Open()
    {
        var folder = await EmbeddedPostgres.ReachableFolder(Path.Combine(Path.GetTempPath(), $"samverk-bench-{Guid.NewGuid():N}"));
        var server = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder));
        var db = new Db(await server.EnsureDatabase("bench"), SystemClock.Instance);
        await Migrations.Run(db.Source, Node.Rooms);
        await db.Write<Done>(Actor.System, async tx =>
        {
            await tx.Save(Entity);
            return default(Done);
        });
        return new Books(folder, server, db);
    }

    /// <summary>An invoice as the money path posts it: four lines.</summary>
    public static Entry Sale(LocalDate date, int client, int activity)
    {
        var (net, vat, fee) = (new Money(10_695_00, Currency.SEK), new Money(2_673_75, Currency.SEK), new Money(695_00, Currency.SEK));
        var document = Guid.CreateVersion7();
        return new Entry(Id<Entry>.Named(document, "sale"), Entity.Id, date, document, "invoice", "Invoice",
            new Line(Account.Client($"c-{client}"), net + vat), new Line(Account.Activity($"a-{activity}"), fee - net),
            new Line(Account.VatDue, -vat), new Line(Account.Contribution, -fee));
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
