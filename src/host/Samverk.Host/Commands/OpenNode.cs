using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>This installation without its web: the database, migrated, and all modules. For commands that end by themselves.</summary>
internal sealed class OpenNode : IAsyncDisposable
{
    private readonly NodeDatabase database;
    private readonly ServiceProvider services;

    private OpenNode(NodeDatabase database)
    {
        this.database = database;
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build())
            .AddStore(database.Connection)
            .AddUi()
            .AddModules()
            .BuildServiceProvider();
    }

    public static async Task<OpenNode> Open(string database = NodeDatabase.Usual)
    {
        var node = await OpenAsItIs(database);
        await Migrations.Run(node.Get<Db>().Source, Node.Rooms);
        return node;
    }

    /// <summary>Without its migrations: for what makes the database.</summary>
    public static async Task<OpenNode> OpenAsItIs(string database) => new(await NodeDatabase.Open(database));

    /// <summary>On a database that somebody else keeps.</summary>
    public static async Task<OpenNode> At(string connection)
    {
        var node = new OpenNode(NodeDatabase.At(connection));
        await Migrations.Run(node.Get<Db>().Source, Node.Rooms);
        return node;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
