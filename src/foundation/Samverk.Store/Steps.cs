using Dapper;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>The arrows of one state machine (domain/states.md). What is not listed is refused.</summary>
/// <param name="Noun">"invoicing.order": whose states they are.</param>
/// <param name="Rules">Version of the rules that guard the arrows; raised when one changes.</param>
public sealed record StateMachine<TState>(string Noun, int Rules, params (TState From, TState To)[] Arrows) where TState : struct, Enum
{
    /// <returns>Null, or <c>state-not-allowed</c> where no arrow exists.</returns>
    public Refusal? Refuse(TState from, TState to) =>
        Arrows.Contains((from, to)) ? null : new Refusal("state-not-allowed", ("from", from), ("to", to));
}

/// <summary>One arrow that was taken.</summary>
public sealed record Step(string? Was, string State, string Event, Instant At, LocalDate Date, Id<Person> Person, Id<Person>? ActedBy, string Why);

public static class StepSql
{
    /// <summary>Keeps who brought something to its state, when, why and under which rules.</summary>
    /// <param name="was">Null when it begins.</param>
    /// <param name="event">What happened, kebab-case: "client-accepts".</param>
    /// <param name="why">The person's own reason, or a sentence of the rule; may be empty where the event says it all.</param>
    public static Task TakeStep<TState>(this Tx tx, StateMachine<TState> machine, Guid id, TState? was, TState state, string @event, string why)
        where TState : struct, Enum => tx.Connection.ExecuteAsync(
        """
        insert into store.step (noun, object, was, state, event, at, date, person, acted_by, why, rules)
        values (@Noun, @id, @was, @state, @event, @Now, @Today, @person, @actedBy, @why, @Rules)
        """,
        new
        {
            machine.Noun, id, was = was?.ToString(), state = state.ToString(), @event, tx.Now, tx.Today,
            person = tx.Actor.Person.Value, actedBy = tx.Actor.ActedBy?.Value, why, machine.Rules,
        });

    /// <summary>The same arrow for many things at once, in one round trip.</summary>
    public static Task TakeSteps<TState>(this Tx tx, StateMachine<TState> machine, IReadOnlyCollection<Guid> ids, TState? was, TState state, string @event, string why)
        where TState : struct, Enum => tx.Connection.ExecuteAsync(
        """
        insert into store.step (noun, object, was, state, event, at, date, person, acted_by, why, rules)
        select @Noun, id, @was, @state, @event, @Now, @Today, @person, @actedBy, @why, @Rules from unnest(@ids) as id
        """,
        new
        {
            machine.Noun, ids = ids.ToArray(), was = was?.ToString(), state = state.ToString(), @event, tx.Now, tx.Today,
            person = tx.Actor.Person.Value, actedBy = tx.Actor.ActedBy?.Value, why, machine.Rules,
        });

    /// <summary>How something came to be what it is, oldest first.</summary>
    public static async Task<IReadOnlyList<Step>> Steps(this Tx tx, Guid id) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            "select object, was, state, event, at, date, person, acted_by, why from store.step where object = @id order by id", new { id }))
            .Select(row => row.ToStep())];

    /// <summary>The same for many things, each with its own steps.</summary>
    public static async Task<ILookup<Guid, Step>> StepsOf(this Tx tx, IReadOnlyCollection<Guid> ids) =>
        (await tx.Connection.QueryAsync<Row>(
            "select object, was, state, event, at, date, person, acted_by, why from store.step where object = any(@ids) order by id", new { ids = ids.ToArray() }))
            .ToLookup(row => row.Object, row => row.ToStep());

    /// <summary>Where the timelines of these things end; those that have not begun are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> LastStates(this Tx tx, IReadOnlyCollection<Guid> ids) =>
        (await tx.Connection.QueryAsync<(Guid Id, string State)>(
            """
            select wanted.id, last.state
            from unnest(@ids) as wanted (id)
            cross join lateral (select state from store.step where object = wanted.id order by id desc limit 1) last
            """,
            new { ids = ids.ToArray() })).ToDictionary(row => row.Id, row => row.State);

    private sealed record Row(Guid Object, string? Was, string State, string Event, Instant At, LocalDate Date, Guid Person, Guid? Acted_By, string Why)
    {
        public Step ToStep() => new(Was, State, Event, At, Date, new(Person), Acted_By is { } hand ? new(hand) : null, Why);
    }

}
