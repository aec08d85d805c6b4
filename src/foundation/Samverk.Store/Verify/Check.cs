using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Samverk.Store;

/// <summary>A question that the program asks about its own data, by night and on demand. Modules add theirs by <see cref="Checks.AddCheck(IServiceCollection, Check)"/>.</summary>
/// <param name="Invariant">Its number in the list of invariants: "I2". Several checks may share one.</param>
/// <param name="Text">What holds, in a few words: "entries balance".</param>
/// <param name="Look">Reads, in one transaction that sees one moment; its findings are the breaches.</param>
public sealed record Check(string Invariant, string Text, Func<Evidence, Task<Findings>> Look);

/// <summary>What a check may look at.</summary>
/// <param name="Checkpoints">JSON texts that backups and exports have kept outside of the database; each check knows its own.</param>
public sealed record Evidence(Tx Tx, IReadOnlyList<string> Checkpoints);

/// <summary>What a check has found.</summary>
/// <param name="Looked">How much it has looked at: "123,456 lines".</param>
/// <param name="Breaches">One sentence each, the first bad thing first; ids and amounts, never names of people. None = all is well.</param>
public sealed record Findings(string Looked, IReadOnlyList<string> Breaches);

public static class Checks
{
    public static IServiceCollection AddCheck(this IServiceCollection services, Check check) => services.AddSingleton(check);

    /// <summary>A check of two queries.</summary>
    /// <param name="unit">What <paramref name="count"/> counts: "invoices".</param>
    /// <param name="count">Selects one number.</param>
    /// <param name="breaches">Selects one text per breach, the first bad thing first.</param>
    public static IServiceCollection AddCheck(this IServiceCollection services, string invariant, string text, string unit, string count, string breaches) =>
        services.AddCheck(new(invariant, text, async evidence => new(
            $"{Verification.Count(await evidence.Tx.Connection.QuerySingleAsync<long>(count))} {unit}",
            (await evidence.Tx.Connection.QueryAsync<string>(breaches)).AsList())));
}
