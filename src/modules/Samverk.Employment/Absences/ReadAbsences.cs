using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>One absence with who pays which of its days. For the person, and for payroll.</summary>
internal sealed class ReadAbsence : IUseCase<ReadAbsence.Query, ReadAbsence.Result>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Absence, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindAbsence(query.Absence) is not { } absence || await tx.FindActivity(absence.Activity) is not { } activity || await tx.FindEntity(absence.Entity) is not { } entity) return Refusal.Unknown;
        var (facts, payroll) = (await tx.Facts(), actor.Roles.Contains(Role.Finance) && absence.Person != actor.Person);
        var payers = facts.Payers(entity.Country, absence.Kind, absence.From);
        var unknown = absence.Kind is AbsenceKind.Holiday ? null : payers.Refusal;
        Span[] spans = payers.Refusal is not null ? [] : [.. payers.Value.Value.Spans(absence.From, absence.To).Select(span => new Span(span.From, span.To, span.Stage.Payer, span.Stage.PerCent))];
        return new Result(
            absence, activity.Name, activity.Currency, await tx.PersonName(absence.Person) ?? "", absence.Person == actor.Person, payroll,
            payroll && absence.Author != actor.Person, payroll && absence.ClaimedBy != actor.Person, spans, payers.Refusal is null ? payers.Value.Use : null, unknown,
            payers.Refusal is null ? payers.Value.Value.WaitingPerCentOfWeek : null, ReportAbsence.EndOfInsurance(facts, entity.Country, absence), await tx.Steps(absence.Id.Value), tx.Today)
        {
            SickRightAfterDays = facts.Find<int>(entity.Country, FactNames.AbsenceSickRightAfterDays, absence.From) is { Refusal: null, Value.Value: var days } ? days : null,
        };
    }

    public sealed record Query(Id<Absence> Absence) : IQuery<Query, ReadAbsence, Result>;

    internal sealed record Span(LocalDate From, LocalDate To, Payer Payer, Rate? PerCent);

    /// <param name="MayDecide">The asker is payroll and has not reported it.</param>
    /// <param name="MayReceive">The asker is payroll and has not claimed the refund.</param>
    /// <param name="Rule">Where the days come from; null where nobody may say.</param>
    /// <param name="NotKnown">Why nobody may say who pays.</param>
    internal sealed record Result(
        Absence Absence, string Activity, Currency Currency, string Person, bool Own, bool Payroll, bool MayDecide, bool MayReceive, IReadOnlyList<Span> Spans, FactUse? Rule, Refusal? NotKnown,
        Rate? WaitingPerCentOfWeek, LocalDate? InsuranceEnds, IReadOnlyList<Step> Steps, LocalDate Today)
    {
        /// <summary>After how many days of an engagement of less than a month there is a right to sick pay; null where nothing is known of it.</summary>
        public int? SickRightAfterDays { get; init; }
    }
}

/// <summary>Absences, the newest first: one's own; everybody's for payroll.</summary>
internal sealed class ListAbsences : IUseCase<ListAbsences.Query, ListAbsences.Result>
{
    private const int Most = 200;

    public static Access Access => new((Role.Member, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var payroll = actor.Roles.Contains(Role.Finance);
        var found = await tx.Absences(payroll ? null : actor.Person, Most);
        var names = await tx.Names(found.Select(absence => absence.Person).Distinct());
        var mine = await tx.OpenActivitiesOf(actor.Person);
        return new Result(
            payroll, [.. found.Select(absence => new Row(absence.Id, names.GetValueOrDefault(absence.Person) ?? "", absence.Kind, absence.From, absence.To, absence.State, absence.CertificateDue))],
            [.. mine.Select(activity => new Choice(activity.Id, activity.Name))], tx.Today);
    }

    public sealed record Query : IQuery<Query, ListAbsences, Result>;

    internal sealed record Row(Id<Absence> Id, string Person, AbsenceKind Kind, LocalDate From, LocalDate To, AbsenceState State, LocalDate? CertificateDue);

    internal sealed record Choice(Id<Activity> Id, string Name);

    /// <param name="Activities">The asker's own, for a new report.</param>
    internal sealed record Result(bool Payroll, IReadOnlyList<Row> Rows, IReadOnlyList<Choice> Activities, LocalDate Today);
}
