using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What has happened in a demo since a day: steps that things took, postings, and letters to people.</summary>
internal sealed class WhatHappened : IUseCase<WhatHappened.Query, WhatHappened.Result>
{
    private const int MostMails = 50;

    public static Access Access => StepDemoClock.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (!await tx.IsDemo()) return Refusal.Unknown;
        if (query.Since is not { } since) return new Result(tx.Today, null, [], [], 0, []);
        var span = new { since, until = tx.Today, mails = MostMails, zone = tx.Zone.Id };
        await using var found = await tx.Connection.QueryMultipleAsync(
            """
            select noun, state, count(*)::int as times, min(date) as first, max(date) as last from store.step
            where date > @since and date <= @until and was is distinct from state
            group by noun, state order by times desc, noun, state;
            select entry.kind, count(distinct entry.id)::int as times from ledger.entry where date > @since and date <= @until group by entry.kind order by times desc, entry.kind;
            select count(*)::int from store.mail where (queued_at at time zone @zone)::date > @since;
            select (queued_at at time zone @zone)::date as date, recipient, subject from store.mail where (queued_at at time zone @zone)::date > @since order by queued_at desc, id limit @mails;
            """,
            span);
        return new Result(
            tx.Today, since, [.. await found.ReadAsync<Steps>()], [.. await found.ReadAsync<Postings>()], await found.ReadSingleAsync<int>(), [.. await found.ReadAsync<Letter>()]);
    }

    /// <param name="Since">The day before the first that is told about; null = only which day it is.</param>
    internal sealed record Query(LocalDate? Since = null) : IQuery<Query, WhatHappened, Result>;

    /// <param name="Letters">The latest of <paramref name="AllLetters"/>.</param>
    internal sealed record Result(LocalDate Today, LocalDate? Since, IReadOnlyList<Steps> Steps, IReadOnlyList<Postings> Postings, int AllLetters, IReadOnlyList<Letter> Letters);

    /// <summary>How often things of a kind came to a state.</summary>
    internal sealed record Steps(string Noun, string State, int Times, LocalDate First, LocalDate Last);

    internal sealed record Postings(string Kind, int Times);

    internal sealed record Letter(LocalDate Date, string Recipient, string Subject);
}
