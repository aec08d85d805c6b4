using Samverk.Store;

namespace Samverk.Host;

/// <summary>For whatever watches over the node: is the process there, and can it work.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).ExcludeFromDescription();
        app.MapGet("/health/ready", async (Db db, CancellationToken cancel) =>
            await Answers(db, cancel) ? Results.Text("ready") : Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable))
            .ExcludeFromDescription();
    }

    private static async Task<bool> Answers(Db db, CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await using var command = db.Source.CreateCommand("select 1");
            return await command.ExecuteScalarAsync(soon.Token) is 1;
        }
        catch (Exception failed) when (failed is Npgsql.NpgsqlException or OperationCanceledException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return false;
        }
    }
}
