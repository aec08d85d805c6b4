using System.Collections.Concurrent;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// Newer parameter files as data (wages/README, rule 9): whoever runs the server supplies them, as they supply the program. Kept in the database with their
/// hash, so that all instances compute by the same law.
/// </summary>
public static class WageFiles
{
    private static readonly ConcurrentDictionary<string, Wages.WageRules> Read = new(StringComparer.Ordinal);

    /// <summary>Takes a file; the same file again changes nothing. What closed payslips rest on and is another one by now goes to the desk.</summary>
    /// <returns>Whether it is new; <c>field-invalid</c> or <c>row-duplicate</c> for a file that no pack can read.</returns>
    public static async Task<Outcome<bool>> LoadWageFile(this Tx tx, string name, string json)
    {
        if (Wages.WageRules.Embedded.With(json, name).Refusal is { } unreadable) return unreadable;
        // What was known until now is what the file is compared with.
        await tx.NoteWageLaw();
        var isNew = 1 == await tx.Connection.ExecuteAsync(
            "insert into employment.wage_file (hash, name, content, loaded_on) values (encode(sha256(convert_to(@json, 'UTF8')), 'hex'), @name, @json, @Today) on conflict do nothing", new { name, json, tx.Today });
        if (isNew) await tx.NoteWageLaw();
        return isNew;
    }

    /// <summary>The program's own law and the files that were supplied since, in the order of their arrival; of two that say the same row the later <c>asOf</c> wins.</summary>
    public static async Task<Wages.WageRules> SuppliedRules(this Tx tx)
    {
        var hashes = (await tx.Connection.QueryAsync<string>("select hash from employment.wage_file order by number")).AsList();
        if (hashes.Count is 0) return Wages.WageRules.Embedded;
        var key = string.Join(' ', hashes);
        if (Read.TryGetValue(key, out var known)) return known;
        var rules = Wages.WageRules.Embedded;
        // Each was read once before it was kept; a release of the program that cannot read it any more is for people to see.
        foreach (var (name, json) in await tx.Connection.QueryAsync<(string, string)>("select name, content from employment.wage_file order by number")) rules = rules.With(json, name).Value;
        return Read.GetOrAdd(key, rules);
    }
}
