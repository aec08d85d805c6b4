using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>The ledger's invariants, asked of the database once more: its triggers may have been switched off.</summary>
internal static class LedgerChecks
{
    /// <summary>Sealing takes a second; what waits longer has been forgotten, or hidden from the job.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(1);

    public static IServiceCollection AddLedgerChecks(this IServiceCollection services) => services
        .AddCheck("I1", "entries balance and stay in one entity", "lines", "select count(*) from ledger.line", NotWhole)
        .AddCheck(new("I2", "entries are what was sealed", ChainCheck.Look))
        .AddCheck(new("I3", "two ways to every balance agree, the activities' among them", BothWays))
        .AddCheck("I5", "the guarantee fund is its four parts and never below zero", "lines", $"select count(*) {FundLines}", FundBelowZero)
        .AddCheck("I22", "entries name document, actor and reason", "entries", "select count(*) from ledger.entry", Unexplained)
        .AddCheck(new("unsealed", "no entry waits for its seal", Unsealed));

    private const string NotWhole =
        """
        select 'entry ' || found.entry || coalesce(' number ' || entry.number, ' is gone, its lines are there')
        from (
            select entry from ledger.line group by entry, currency having sum(amount) <> 0
            union
            select line.entry
            from ledger.line
            left join ledger.entry on entry.id = line.entry
            left join ledger.account on account.id = line.account
            group by line.entry
            having bool_or(entry.id is null) or count(*) <> min(entry.lines) or min(line.number) <> 1 or max(line.number) <> min(entry.lines)
                or bool_or(account.entity is distinct from entry.entity) or bool_or(line.date <> entry.date)
            union
            select id from ledger.entry where not exists (select from ledger.line where line.entry = entry.id)
        ) found
        left join ledger.entry on entry.id = found.entry
        order by entry.number nulls first, found.entry
        """;

    private const string FundLines =
        """
        from ledger.line
        join ledger.account on account.id = line.account and account.code like 'equity:guarantee-fund%'
        join ledger.entry on entry.id = line.entry
        left join ledger.seal on seal.entry = entry.id
        """;

    // In the order of sealing. What one run has sealed counts as one moment: a claim and the allocation that it needed may have been given
    // their numbers the other way round, but no run seals the claim without the allocation.
    private const string FundBelowZero =
        $"""
        select 'account ' || account.code || ' is none of the fund''s parts' from ledger.account
        where code like 'equity:guarantee-fund%'
          and code not in ('equity:guarantee-fund:opening', 'equity:guarantee-fund:allocations', 'equity:guarantee-fund:claims', 'equity:guarantee-fund:recoveries')
        union all
        select 'entity ' || entity || ' held ' || -held || ' minor units of ' || currency || ' after entry ' || last
        from (
            select account.entity, line.currency, (array_agg(entry.id order by entry.number desc))[1] as last, min(entry.number) as first,
                sum(sum(line.amount)) over (partition by account.entity, line.currency order by coalesce(seal.sealed_at, 'infinity')) as held
            {FundLines}
            group by account.entity, line.currency, coalesce(seal.sealed_at, 'infinity')
        ) running
        where held > 0
        """;

    private const string Unexplained =
        """
        select 'entry ' || id || ' number ' || number
        from ledger.entry
        where text !~ '\S' or kind !~ '\S' or document = '00000000-0000-0000-0000-000000000000' or person = '00000000-0000-0000-0000-000000000000'
        order by number
        """;

    private const string OneWay =
        """
        select account.entity, account.code as account, line.currency, sum(line.amount)::bigint as minor
        from ledger.line join ledger.account on account.id = line.account
        group by account.entity, account.code, line.currency
        having sum(line.amount) <> 0
        """;

    /// <summary>I3: sums over all lines, against the trial balance, which trusts closed balances.</summary>
    private static async Task<Findings> BothWays(Evidence evidence)
    {
        var sums = (await evidence.Tx.Connection.QueryAsync<Row>(OneWay)).ToDictionary(row => (row.Entity, row.Account, row.Currency), row => row.Minor);
        var looked = sums.Count;
        var breaches = new List<string>();
        foreach (var entity in await evidence.Tx.Entities())
        {
            foreach (var (account, balance) in await evidence.Tx.TrialBalance(entity.Id, LastDay))
            {
                sums.Remove((entity.Id.Value, account, balance.Currency.Code), out var sum);
                if (sum != balance.Minor)
                    breaches.Add($"account {entity.Code}:{account} has {balance} in the trial balance and {new Money(sum, balance.Currency)} in its lines");
            }

            foreach (var (missing, sum) in sums.Where(one => one.Key.Entity == entity.Id.Value).OrderBy(one => one.Key.Account, StringComparer.Ordinal))
                breaches.Add($"account {entity.Code}:{missing.Account} has nothing in the trial balance and {sum} minor units of {missing.Currency} in its lines");
        }

        return new($"{Verification.Count(looked)} balances", breaches);
    }

    private static async Task<Findings> Unsealed(Evidence evidence)
    {
        var waiting = (await evidence.Tx.Connection.QueryAsync<(Guid Id, long Number, Instant At)>(
            """
            select id, number, posted_at from ledger.entry
            where not exists (select from ledger.seal where seal.entry = entry.id)
            union all
            select entry, number, '-infinity' from ledger.unsealed
            where not exists (select from ledger.entry where entry.id = unsealed.entry)
            order by number
            """)).AsList();
        var late = waiting.Where(one => one.At < evidence.Tx.Now - Patience).ToArray();
        return new(
            waiting.Count is 0 ? "none" : $"{Verification.Count(waiting.Count)} in time, the first is entry {waiting[0].Id} number {waiting[0].Number}",
            [.. late.Select(one => one.At == Instant.MinValue ? $"entry {one.Id} number {one.Number} is gone" : $"entry {one.Id} number {one.Number} is not sealed")]);
    }

    // As far as the database's dates and NodaTime's agree; nobody books later.
    private static readonly LocalDate LastDay = new(9999, 12, 31);

    private sealed record Row(Guid Entity, string Account, string Currency, long Minor);
}
