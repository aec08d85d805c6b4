using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Samverk.Store;

/// <summary>The arrows of a registered state machine as <c>store.step</c> writes them.</summary>
internal sealed record KnownStates(string Noun, IReadOnlySet<string> States, IReadOnlySet<(string From, string To)> Arrows);

public static class States
{
    /// <summary>Makes a state machine known, so that the nightly check (I41) can compare every stored step with its arrows.</summary>
    public static IServiceCollection AddStates<TState>(this IServiceCollection services, StateMachine<TState> machine) where TState : struct, Enum =>
        services.AddSingleton(new KnownStates(
            machine.Noun, Enum.GetNames<TState>().ToHashSet(StringComparer.Ordinal),
            machine.Arrows.Select(arrow => (arrow.From.ToString(), arrow.To.ToString())).ToHashSet()));

    /// <summary>I41: every state was reached by a listed arrow, and each step begins where the one before it has ended.</summary>
    public static IServiceCollection AddStepCheck(this IServiceCollection services) => services.AddSingleton(provider =>
        new Check("I41", "every state was reached by listed steps", evidence => Look(evidence.Tx, [.. provider.GetServices<KnownStates>()])));

    private static async Task<Findings> Look(Tx tx, KnownStates[] known)
    {
        var machines = known.ToDictionary(machine => machine.Noun, StringComparer.Ordinal);
        var kinds = await tx.Connection.QueryAsync<Taken>(
            """
            select noun, was, state, was is not distinct from before as continues, count(*) as times, (array_agg(object order by id))[1] as first
            from (select *, lag(state) over (partition by noun, object order by id) as before from store.step) step
            group by noun, was, state, continues
            order by min(id)
            """);
        var taken = kinds.AsList();
        return new($"{Verification.Count(taken.Sum(kind => kind.Times))} steps", [.. taken.Select(kind => Breach(kind, machines)).OfType<string>()]);
    }

    private static string? Breach(Taken taken, Dictionary<string, KnownStates> machines)
    {
        var step = $"{taken.Noun} {taken.First} from {taken.Was ?? "nothing"} to {taken.State}";
        if (!machines.TryGetValue(taken.Noun, out var machine)) return $"{step}: no such state machine";
        if (!taken.Continues) return $"{step}: the step before ended elsewhere";
        return (taken.Was is null ? machine.States.Contains(taken.State) : machine.Arrows.Contains((taken.Was, taken.State))) ? null : $"{step}: no such arrow";
    }

    private sealed record Taken(string Noun, string? Was, string State, bool Continues, long Times, Guid First);
}
