using System.Text.Json;
using Dapper;

namespace Samverk.Store;

/// <summary>What the cooperative has chosen about itself: few and small values by key ("module.what").</summary>
public static class Settings
{
    /// <returns>Null (or the default of a value type) when it was never set; ask for <c>int?</c> to tell that from zero.</returns>
    public static async Task<T?> Setting<T>(this Tx tx, string key) =>
        await tx.Connection.QuerySingleOrDefaultAsync<string>("select value::text from store.setting where key = @key", new { key }) is { } json
            ? JsonSerializer.Deserialize<T>(json, StoreJson.Options)
            : default;

    public static Task Set<T>(this Tx tx, string key, T value) => tx.Connection.ExecuteAsync(
        "insert into store.setting (key, value) values (@key, @json::jsonb) on conflict (key) do update set value = excluded.value",
        new { key, json = JsonSerializer.Serialize(value, StoreJson.Options) });
}
