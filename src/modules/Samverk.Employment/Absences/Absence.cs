using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Why somebody does not work.</summary>
public enum AbsenceKind { Sick, WorkAccident, Holiday, Parental, Unpaid }

/// <summary>Certified = payroll has seen the certificate, or agrees where none is needed.</summary>
public enum AbsenceState { Reported, Certified, PaidByActivity, PaidByInsurer, RefundClaimed, Refunded, Closed, Refused, Withdrawn }

/// <summary>Days on which a person does not work (domain/states.md 19), with the activity that pays as long as the law says so.</summary>
/// <param name="To">The last day, as far as is known.</param>
public sealed record Absence(
    Id<Absence> Id, Id<LegalEntity> Entity, Id<Activity> Activity, Id<Person> Person, Id<Person> Author, AbsenceKind Kind, LocalDate From, LocalDate To, AbsenceState State, LocalDate MadeOn)
{
    /// <summary>
    /// The arrows of the specification, and three that it needs to end: withdrawn before anybody has decided, closed where no refund comes, and
    /// paid by an insurer from the first day. Another last day and a certificate leave the state as it is. Payroll takes its word back (refused) where
    /// it turns out that the person was not away, unless an insurer has been asked.
    /// </summary>
    public static readonly StateMachine<AbsenceState> States = new("employment.absence", 2,
        (AbsenceState.Reported, AbsenceState.Certified), (AbsenceState.Reported, AbsenceState.Refused), (AbsenceState.Reported, AbsenceState.Withdrawn),
        (AbsenceState.Certified, AbsenceState.PaidByActivity), (AbsenceState.Certified, AbsenceState.PaidByInsurer), (AbsenceState.Certified, AbsenceState.Closed),
        (AbsenceState.PaidByActivity, AbsenceState.PaidByInsurer), (AbsenceState.PaidByActivity, AbsenceState.RefundClaimed), (AbsenceState.PaidByActivity, AbsenceState.Closed),
        (AbsenceState.PaidByInsurer, AbsenceState.RefundClaimed), (AbsenceState.PaidByInsurer, AbsenceState.Closed),
        (AbsenceState.RefundClaimed, AbsenceState.Refunded), (AbsenceState.RefundClaimed, AbsenceState.Closed), (AbsenceState.Refunded, AbsenceState.Closed),
        (AbsenceState.Reported, AbsenceState.Reported), (AbsenceState.Certified, AbsenceState.Certified), (AbsenceState.PaidByActivity, AbsenceState.PaidByActivity),
        (AbsenceState.PaidByInsurer, AbsenceState.PaidByInsurer),
        (AbsenceState.Certified, AbsenceState.Refused), (AbsenceState.PaidByActivity, AbsenceState.Refused), (AbsenceState.PaidByInsurer, AbsenceState.Refused), (AbsenceState.Closed, AbsenceState.Refused));

    /// <summary>Visible to payroll only; every look is kept.</summary>
    public FileHash? Certificate { get; init; }

    /// <summary>The last day for it; null where no verified rule says one, or none is needed.</summary>
    public LocalDate? CertificateDue { get; init; }

    public string Insurer { get; init; } = "";

    /// <summary>What was asked back from the insurer.</summary>
    public Money? Claimed { get; init; }

    public Id<Person>? ClaimedBy { get; init; }

    /// <summary>When the insurer should have answered.</summary>
    public LocalDate? RefundDue { get; init; }

    public Money? Refunded { get; init; }

    public bool OfHealth => Kind is AbsenceKind.Sick or AbsenceKind.WorkAccident;

    /// <summary>Payroll has confirmed it, and may say that it was wrong.</summary>
    public bool MayBeTakenBack => Claimed is null && States.Refuse(State, AbsenceState.Refused) is null && State is not AbsenceState.Reported;

    /// <summary>Nothing more will happen.</summary>
    public bool Over => State is AbsenceState.Closed or AbsenceState.Refused or AbsenceState.Withdrawn;
}

/// <summary>What the country says about an absence. Pure.</summary>
internal static class AbsenceRules
{
    /// <summary>Three years: parental leave of the longest kind.</summary>
    public const int MostDays = 1096;

    /// <summary>Who pays from which day; <c>regime-not-verified</c> or <c>parameter-missing</c> with the fact's id where nobody may say.</summary>
    public static Outcome<Fact<AbsenceRule>> Payers(this FactBook facts, string country, AbsenceKind kind, LocalDate first) => kind switch
    {
        AbsenceKind.Sick => facts.Find<AbsenceRule>(country, FactNames.AbsenceSick, first),
        AbsenceKind.WorkAccident => facts.Find<AbsenceRule>(country, FactNames.AbsenceWorkAccident, first),
        AbsenceKind.Parental => facts.Find<AbsenceRule>(country, FactNames.AbsenceParental, first),
        AbsenceKind.Unpaid => facts.Find<AbsenceRule>(country, FactNames.AbsenceUnpaid, first),
        // Holiday pay has been earned in the activity; how much of it there is stands in the balance of days.
        _ => new Refusal("unknown-kind", ("kind", kind)),
    };

    /// <summary>How many days of illness need no certificate.</summary>
    public static Outcome<Fact<int>> DaysWithoutCertificate(this FactBook facts, string country, LocalDate first) => facts.Find<int>(country, FactNames.AbsenceCertificate, first);

    /// <returns>Null, or what is wrong with the days.</returns>
    public static Refusal? RefuseDays(LocalDate from, LocalDate to)
    {
        if (to < from) return new Refusal("field-invalid", ("text", $"{to:uuuu-MM-dd}")) { Field = "to" };
        return NodaTime.Period.DaysBetween(from, to) >= MostDays ? new Refusal("field-invalid", ("text", $"{to:uuuu-MM-dd}")) { Field = "to" } : null;
    }

    /// <summary>The part of a month's cost that falls on the days on which the activity pays, by calendar days, half a cent away from zero.</summary>
    /// <param name="absent">Days of the month on which it does not pay.</param>
    public static Money Share(Money month, int days, int absent) => Money.Of(month.ToDecimal() * (days - absent) / days, month.Currency, Rounding.HalfAwayFromZero);

    /// <summary>Days of a month on which the activity does not pay somebody who is absent.</summary>
    public static int UnpaidDays(AbsenceRule rule, LocalDate from, LocalDate to, YearMonth month)
    {
        var (first, last) = (LocalDate.Max(from, month.ToDateInterval().Start), LocalDate.Min(to, month.ToDateInterval().End));
        return Enumerable.Range(0, Math.Max(0, NodaTime.Period.DaysBetween(first, last) + 1)).Count(day => rule.On(from, first.PlusDays(day)) is not Payer.Activity);
    }
}
