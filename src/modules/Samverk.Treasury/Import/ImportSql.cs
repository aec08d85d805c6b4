using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>How a file comes into the database, in a few round trips whatever its size.</summary>
internal static class ImportSql
{
    public static Task<Instant?> FileImported(this Tx tx, FileHash hash) => tx.Connection.QuerySingleOrDefaultAsync<Instant?>(
        "select imported_at from treasury.file where hash = @hash", new { hash = Convert.FromHexString(hash.Value) });

    public static Task SaveFile(this Tx tx, FileHash hash, string name) => tx.Connection.ExecuteAsync(
        "insert into treasury.file (hash, name, imported_at, person) values (@hash, @name, @Now, @person)",
        new { hash = Convert.FromHexString(hash.Value), name, tx.Now, person = tx.Actor.Person.Value });

    /// <returns>Whether a statement of this id has come earlier with other content.</returns>
    public static Task<bool> Save(this Tx tx, ReadStatement statement, FileHash file) => tx.Connection.QuerySingleAsync<bool>(
        """
        insert into treasury.statement (id, account, file, bank_id, content, opening, closing, first, last, sums_fit, changed)
        select @Id, @account, @file, @BankId, @Content, @Opening, @Closing, @First, @Last, @SumsFit,
            exists (select from treasury.statement where account = @account and bank_id = @BankId and content <> @Content)
        returning changed
        """,
        new
        {
            statement.Id, account = statement.Account.Id.Value, file = Convert.FromHexString(file.Value), statement.BankId, statement.Content, statement.Opening,
            statement.Closing, statement.First, statement.Last, statement.SumsFit,
        });

    /// <summary>Those of the lines that no earlier file has brought, under the account's lock; of equal ones the first.</summary>
    public static async Task<IReadOnlyList<ReadLine>> NewLines(this Tx tx, BankAccount account, IReadOnlyList<ReadLine> lines)
    {
        var known = (await tx.Connection.QueryAsync<(byte[] Fingerprint, byte[]? RepeatKey)>(
            "select fingerprint, repeat_key from treasury.line where account = @account and (fingerprint = any(@fingerprints) or repeat_key = any(@keys))",
            new
            {
                account = account.Id.Value, fingerprints = lines.Select(line => line.Fingerprint).ToArray(),
                keys = lines.Select(line => line.RepeatKey).OfType<byte[]>().ToArray(),
            })).AsList();
        var seen = known.SelectMany(one => new[] { one.Fingerprint, one.RepeatKey }).OfType<byte[]>().Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        return [.. lines.Where(line => !(line.RepeatKey is { } key && seen.Contains(Convert.ToHexString(key))) && seen.Add(Convert.ToHexString(line.Fingerprint))
            && (line.RepeatKey is null || seen.Add(Convert.ToHexString(line.RepeatKey))))];
    }

    /// <summary>Those that look like a payment that another statement has brought, where the bank's own id does not tell them apart.</summary>
    public static async Task<IReadOnlySet<Id<BankLine>>> Lookalikes(this Tx tx, BankAccount account, IReadOnlyList<ReadLine> lines)
    {
        var known = (await tx.Connection.QueryAsync<(byte[] Likeness, bool Named)>(
            "select likeness, repeat_key is not null from treasury.line where account = @account and likeness = any(@likes)",
            new { account = account.Id.Value, likes = lines.Select(line => line.Likeness).ToArray() })).ToLookup(row => Convert.ToHexString(row.Likeness), row => row.Named);
        var inFile = lines.ToLookup(line => Convert.ToHexString(line.Likeness));
        return lines.Where(line =>
        {
            var key = Convert.ToHexString(line.Likeness);
            return known[key].Any(named => !named || line.RepeatKey is null)
                || inFile[key].TakeWhile(other => other != line).Any(other => other.Statement != line.Statement && (other.RepeatKey is null || line.RepeatKey is null));
        }).Select(line => line.Id).ToHashSet();
    }

    public static Task SaveAll(this Tx tx, BankAccount account, IReadOnlyList<Verdict> verdicts)
    {
        return tx.Connection.ExecuteAsync(
            """
            insert into treasury.line (id, account, statement, fingerprint, repeat_key, likeness, amount, currency, minor, credit, reversal, booked, valued, counterparty, iban,
                end_to_end, refs, remittance, information, bank_reference, charges, original, state, certainty, reason, note, tries)
            select id, @account, statement, fingerprint, repeat_key, likeness, amount, currency, minor, credit, reversal, booked, valued, counterparty, iban,
                end_to_end, refs::jsonb, remittance, information, bank_reference, charges::jsonb, original::jsonb, state, certainty, reason, note, tries
            from unnest(@ids, @statements, @fingerprints, @repeatKeys, @likes, @amounts, @currencies, @minors, @credits, @reversals, @booked, @valued, @parties, @ibans,
                @endToEnds, @refs, @remittances, @informations, @bankReferences, @charges, @originals, @states, @certainties, @reasons, @notes, @tries)
                as said (id, statement, fingerprint, repeat_key, likeness, amount, currency, minor, credit, reversal, booked, valued, counterparty, iban,
                    end_to_end, refs, remittance, information, bank_reference, charges, original, state, certainty, reason, note, tries)
            """,
            new
            {
                account = account.Id.Value, ids = Of(it => it.Line.Id.Value), statements = Of(it => it.Line.Statement), fingerprints = Of(it => it.Line.Fingerprint),
                repeatKeys = Of(it => it.Line.RepeatKey), likes = Of(it => it.Line.Likeness), amounts = Of(it => it.Line.Row.Amount), currencies = Of(it => it.Line.Row.Currency),
                minors = Of(it => it.Line.Value?.Minor), credits = Of(it => it.Line.Row.Credit), reversals = Of(it => it.Line.Row.Reversal), booked = Of(it => it.Line.Booked),
                valued = Of(it => it.Line.Row.ValueDate), parties = Of(it => it.Line.Row.Counterparty), ibans = Of(it => it.Line.Row.CounterpartyIban),
                endToEnds = Of(it => it.Line.Row.EndToEndId), refs = Of(it => Json(it.Line.Row.References)), remittances = Of(it => it.Line.Row.Remittance),
                informations = Of(it => it.Line.Row.Information), bankReferences = Of(it => it.Line.Row.BankReference), charges = Of(it => Json(it.Line.Row.Charges)),
                originals = Of(it => it.Line.Row.Original is { } original ? Json(original) : null), states = Of(it => it.State.ToString()),
                certainties = Of(it => it.Best?.Certainty.ToString()), reasons = Of(it => it.Best?.Reason.ToString()), notes = Of(it => it.Note),
                tries = Of(it => it.State is LineState.Matched ? 1 : 0),
            });

        T[] Of<T>(Func<Verdict, T> part) => [.. verdicts.Select(part)];
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, StoreJson.Options);
}
