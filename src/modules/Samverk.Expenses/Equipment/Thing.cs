using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>What a claim says of equipment that is to last.</summary>
/// <param name="Serial">Empty where it has none.</param>
/// <param name="Months">Of its life: the price is borne in as many parts.</param>
internal sealed record Lasting(string Serial, int Months);

/// <summary>Equipment that the cooperative owns and an activity uses and bears.</summary>
/// <param name="Code">Generated: the last part of its account.</param>
/// <param name="Cost">What the activity bears in all: the price without the VAT that was deducted.</param>
/// <param name="Written">Months that were written off so far.</param>
/// <param name="WrittenOff">Their sum.</param>
internal sealed record Thing(
    Guid Id, string Code, Guid Claim, Id<LegalEntity> Entity, string Name, string Serial, LocalDate Bought, Money Cost, int Months, ThingState State, Guid? Invoice, ThingPlace At, int Written, Money WrittenOff)
{
    public static readonly StateMachine<ThingState> States = new("expenses.thing", 1,
        (ThingState.InUse, ThingState.Sold), (ThingState.InUse, ThingState.Lost), (ThingState.InUse, ThingState.Scrapped), (ThingState.InUse, ThingState.BoughtOut));

    /// <summary>What it still stands in the books with; nothing once it is gone.</summary>
    public Money Value => State is ThingState.InUse ? Cost - WrittenOff : Money.Zero(Cost.Currency);

    public string Account => AccountOf(Code);

    /// <summary>
    /// The part of the next month: equal parts, so that all of them are the price to the cent. Null when nothing is left.
    /// </summary>
    public Money? NextPart => Written < Months ? Cost.Allocate(Months)[Written] : null;

    /// <summary>What reserves the rest of its price on the activity that uses it.</summary>
    public Guid Reservation(Id<Activity> activity) => ReservationOf(Id, activity);

    public static Guid ReservationOf(Guid thing, Id<Activity> activity) => NamedGuid.Of(thing, $"borne by {activity}");

    public static string AccountOf(string code) => $"{Ledger.Account.Equipment}:{code}";

    /// <summary>A claim buys one thing.</summary>
    public static Guid IdOf(Guid claim) => NamedGuid.Of(claim, "equipment");
}

/// <summary>BoughtOut: a member who leaves the cooperative has taken it over.</summary>
internal enum ThingState { InUse, Sold, Lost, Scrapped, BoughtOut }

/// <summary>Who has it and whose activity bears it, from a day on.</summary>
/// <param name="By">Who wrote it down.</param>
internal sealed record ThingPlace(Id<Activity> Activity, Id<Person> Holder, string Place, LocalDate Since, Id<Person> By);
