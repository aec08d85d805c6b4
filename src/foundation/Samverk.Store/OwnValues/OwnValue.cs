using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>A dated value that the cooperative itself stands for, instead of what a pack says or does not say.</summary>
/// <param name="Pack">Whose ids: <see cref="Facts"/>, <see cref="Wages"/> or another pack's name.</param>
/// <param name="Name">The whole id in the pack: "se.fee".</param>
/// <param name="ValidTo">The last day; null = no end known.</param>
/// <param name="Value">JSON in the pack's own form.</param>
/// <param name="Source">Where it can be read: law, minutes, a letter of the authority.</param>
public sealed record OwnValue(
    Id<OwnValue> Id, string Pack, string Name, LocalDate ValidFrom, LocalDate? ValidTo, string Value, string Source, OwnValueState State,
    Id<Person> EnteredBy, LocalDate EnteredOn, Id<Person>? ReleasedBy, LocalDate? ReleasedOn)
{
    /// <summary>The pack of the dated facts of countries.</summary>
    public const string Facts = "facts";

    /// <summary>The pack of the parameters of wages: ids such as "de.si.health", the country before the parameter.</summary>
    public const string Wages = "wages";

    public static readonly StateMachine<OwnValueState> States = new("store.own-value", 1,
        (OwnValueState.Entered, OwnValueState.Released), (OwnValueState.Entered, OwnValueState.Withdrawn), (OwnValueState.Released, OwnValueState.Withdrawn));

    /// <summary>Whether both would hold on some day.</summary>
    public bool Meets(OwnValue other) => Name == other.Name && new Kernel.Period(ValidFrom, ValidTo).Overlaps(new Kernel.Period(other.ValidFrom, other.ValidTo));
}

/// <summary>Entered = waits for a second person; nothing uses it.</summary>
public enum OwnValueState { Entered, Released, Withdrawn }
