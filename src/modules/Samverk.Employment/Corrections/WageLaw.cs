using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>
/// Looks once a day whether the law of wages is known differently for days on which payslips were given: a release of the program or a file of parameters
/// has brought new rows, or the cooperative stands for a value of its own.
/// </summary>
internal sealed class FollowWageLaw : IRecur
{
    public static string Kind => "employment.wage-law";

    public Task Run(Tx tx, LocalDate date) => tx.NoteWageLaw();
}

public static class WageLaw
{
    /// <summary>
    /// Compares the rows of every parameter with those of the last time. Where one is new or another one by now, and closed payslips of its days rest on its
    /// parameter, finance is asked to correct them. What is withdrawn changes no closed payslip.
    /// </summary>
    public static async Task NoteWageLaw(this Tx tx)
    {
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('wage law', 11))");
        var (rules, entities) = (await tx.WageRules(), (await tx.Entities()).Where(entity => EmploymentRules.RefuseCountry(entity) is null).ToArray());
        foreach (var country in entities.Select(entity => entity.Country).Distinct(StringComparer.Ordinal))
        {
            var changed = await tx.ChangedRows(country, rules.Rows(country));
            if (changed.Count is 0) continue;
            foreach (var entity in entities.Where(entity => entity.Country == country))
            {
                foreach (var row in changed) await tx.NoteConcerned(entity, row);
                await tx.TellWanted(entity);
            }
        }
    }

    /// <summary>A correction run has computed everybody's payslips of a period again: what had been asked for within it is done.</summary>
    internal static async Task CloseWanted(this Tx tx, LegalEntity entity, Correction correction)
    {
        if (correction.Payslip is not null || correction.Person is not null || correction.OnlyFound) return;
        await tx.Connection.ExecuteAsync("delete from employment.late_law where entity = @id and first_day >= @From and last_day <= @To", new { id = entity.Id.Value, correction.From, correction.To });
        await tx.TellWanted(entity);
    }

    private static async Task TellWanted(this Tx tx, LegalEntity entity)
    {
        var late = (await tx.Connection.QueryAsync<(string Parameter, LocalDate First, LocalDate Last, int Payslips)>(
            "select parameter, first_day, last_day, payslips from employment.late_law where entity = @id order by parameter", new { id = entity.Id.Value })).AsList();
        if (late.Count is 0) await tx.CloseWanted(entity.Id);
        else await tx.AskToCorrect(entity, late.Min(one => one.First), late.Max(one => one.Last), late.Max(one => one.Payslips), string.Join(", ", late.Select(one => one.Parameter).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>Rows that are new, or have another value, status or end; and keeps them. The first time everything is taken as it is.</summary>
    private static async Task<IReadOnlyList<ParameterUse>> ChangedRows(this Tx tx, string country, IReadOnlyList<ParameterUse> rows)
    {
        var known = (await tx.Connection.QueryAsync<(string Row, string Says)>("select row, says from employment.known_law where country = @country", new { country }))
            .ToFrozenDictionary(one => one.Row, one => one.Says, StringComparer.Ordinal);
        var now = rows.ToDictionary(KeyOf, row => (Row: row, Says: SaysOf(row)), StringComparer.Ordinal);
        var changed = now.Where(one => known.GetValueOrDefault(one.Key) != one.Value.Says).ToArray();
        string[] gone = [.. known.Keys.Where(key => !now.ContainsKey(key))];
        if (changed.Length + gone.Length is 0) return [];
        await tx.Connection.ExecuteAsync(
            """
            delete from employment.known_law where country = @country and row = any(@gone);
            insert into employment.known_law (country, row, says) select @country, row, says from unnest(@keys, @says) as one (row, says)
            on conflict (country, row) do update set says = excluded.says
            """,
            new { country, gone, keys = changed.Select(one => one.Key).ToArray(), says = changed.Select(one => one.Value.Says).ToArray() });
        return known.Count is 0 ? [] : [.. changed.Select(one => one.Value.Row)];
    }

    /// <summary>Closed payslips, each in its last version, that rest on the parameter on days of the row and do not rest on the row itself.</summary>
    private static Task NoteConcerned(this Tx tx, LegalEntity entity, ParameterUse row)
    {
        var from = LocalDatePattern.Iso.Format(row.Validity.From);
        // Numbers are compared by what they say; a table by the file that it came from.
        object used = row.Json.Length <= SlipParameter.LongestValue ? new { id = row.Id, from, value = row.Json } : new { id = row.Id, from, file = row.File };
        return tx.Connection.ExecuteAsync(
            """
            insert into employment.late_law (entity, parameter, first_day, last_day, payslips)
            select @entity, @parameter, min(pay_day), max(pay_day), count(*)::int
            from employment.payslip slip
            where entity = @entity and released and pay_day between @from and @to and content @> @rests::jsonb and not content @> @already::jsonb
              and not exists (select from employment.payslip later where later.corrects = coalesce(slip.corrects, slip.id) and later.released and later.version > slip.version)
            having count(*) > 0
            on conflict (entity, parameter) do update set first_day = least(late_law.first_day, excluded.first_day), last_day = greatest(late_law.last_day, excluded.last_day),
                payslips = greatest(late_law.payslips, excluded.payslips)
            """,
            new
            {
                entity = entity.Id.Value, parameter = row.Id, from = row.Validity.From, to = row.Validity.To ?? LocalDate.MaxIsoValue,
                rests = JsonSerializer.Serialize(new { parameters = new[] { new { id = row.Id } } }), already = JsonSerializer.Serialize(new { parameters = new[] { used } }),
            });
    }

    private static string KeyOf(ParameterUse row) => $"{row.Id} {LocalDatePattern.Iso.Format(row.Validity.From)}{(row.Status is ParameterStatus.Released ? " own" : "")}";

    private static string SaysOf(ParameterUse row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Status} {row.Validity.To} {row.FileValidUntil} {row.Json}")))[..24];
}
