using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

internal static class AbsenceSql
{
    private const string Select =
        """
        select id, entity, activity, person, author, kind, first_day, last_day, state, encode(certificate, 'hex') as certificate, certificate_due, insurer, currency, claimed, claimed_by,
               refund_due, refunded, made_on
        from employment.absence
        """;

    public static async Task<Absence?> FindAbsence(this Tx tx, Id<Absence> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<Absence?> LockAbsence(this Tx tx, Id<Absence> id) => (await tx.Load($"{Select} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    /// <param name="person">Null = everybody's.</param>
    public static Task<IReadOnlyList<Absence>> Absences(this Tx tx, Id<Person>? person, int limit) =>
        tx.Load($"{Select} where (@person::uuid is null or person = @person) order by first_day desc, id desc limit @limit", new { person = person?.Value, limit });

    /// <summary>What a person said about days between two days.</summary>
    public static Task<IReadOnlyList<Absence>> AbsencesOn(this Tx tx, Id<Person> person, LocalDate from, LocalDate to) => tx.Load(
        $"{Select} where person = @person and state not in ('Refused', 'Withdrawn') and first_day <= @to and last_day >= @from order by first_day",
        new { person = person.Value, from, to });

    /// <summary>The same of many, in one statement.</summary>
    public static async Task<ILookup<Id<Person>, Absence>> AbsencesOf(this Tx tx, IEnumerable<Id<Person>> people, LocalDate from, LocalDate to) => (await tx.Load(
        $"{Select} where person = any(@people) and state not in ('Refused', 'Withdrawn') and first_day <= @to and last_day >= @from",
        new { people = people.Select(person => person.Value).ToArray(), from, to })).ToLookup(absence => absence.Person);

    /// <summary>All that some people have ever said, whatever became of it.</summary>
    public static Task<IReadOnlyList<Absence>> EveryAbsenceOf(this Tx tx, IEnumerable<Id<Person>> people) =>
        tx.Load($"{Select} where person = any(@people) order by first_day, id", new { people = people.Select(person => person.Value).ToArray() });

    /// <summary>Locks those that move by the calendar, in the order of their ids.</summary>
    public static Task<IReadOnlyList<Absence>> LockRunning(this Tx tx) =>
        tx.Load($"{Select} where state in ('Certified', 'PaidByActivity', 'PaidByInsurer') order by id for update", new { });

    /// <summary>The first of some days on which the person is said to be absent; null on all of them at work.</summary>
    public static Task<LocalDate?> FirstAbsent(this Tx tx, Id<Person> person, IEnumerable<LocalDate> days) => tx.Connection.QueryFirstOrDefaultAsync<LocalDate?>(
        """
        select day from unnest(@days) as asked (day)
        where exists (select from employment.absence where person = @person and state not in ('Refused', 'Withdrawn') and day between first_day and last_day)
        order by day limit 1
        """,
        new { person = person.Value, days = days.ToArray() });

    /// <summary>The first day of another absence of the person between two days.</summary>
    public static Task<LocalDate?> OtherAbsence(this Tx tx, Absence absence) => tx.Connection.QueryFirstOrDefaultAsync<LocalDate?>(
        """
        select greatest(first_day, @From) as day from employment.absence
        where person = @person and id <> @id and state not in ('Refused', 'Withdrawn') and first_day <= @To and last_day >= @From
        order by day limit 1
        """,
        new { id = absence.Id.Value, person = absence.Person.Value, absence.From, absence.To });

    /// <summary>Two reports of one person take turns. Until the transaction ends.</summary>
    public static Task LockAbsencesOf(this Tx tx, Id<Person> person) =>
        tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('absence ' || @person, 11))", new { person = person.ToString() });

    /// <summary>Writes it and takes the arrow; the desk is brought up to date by who asks.</summary>
    public static async Task<Outcome<Done>> Save(this Tx tx, Absence absence, AbsenceState? was, string @event, string why)
    {
        if (was is { } before && Absence.States.Refuse(before, absence.State) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.absence (id, entity, activity, person, author, kind, first_day, last_day, state, certificate, certificate_due, insurer, currency, claimed, claimed_by, refund_due, refunded, made_on)
            values (@id, @entity, @activity, @person, @author, @kind, @From, @To, @state, decode(@certificate, 'hex'), @CertificateDue, @Insurer, @currency, @claimed, @claimedBy, @RefundDue, @refunded, @MadeOn)
            on conflict (id) do update set last_day = excluded.last_day, state = excluded.state, certificate = excluded.certificate, certificate_due = excluded.certificate_due,
                insurer = excluded.insurer, currency = excluded.currency, claimed = excluded.claimed, claimed_by = excluded.claimed_by, refund_due = excluded.refund_due, refunded = excluded.refunded
            """,
            new
            {
                id = absence.Id.Value, entity = absence.Entity.Value, activity = absence.Activity.Value, person = absence.Person.Value, author = absence.Author.Value, kind = absence.Kind.ToString(),
                absence.From, absence.To, state = absence.State.ToString(), certificate = absence.Certificate?.Value, absence.CertificateDue, absence.Insurer,
                currency = (absence.Claimed ?? absence.Refunded)?.Currency.Code ?? "", claimed = absence.Claimed?.Minor, claimedBy = absence.ClaimedBy?.Value, absence.RefundDue,
                refunded = absence.Refunded?.Minor, absence.MadeOn,
            });
        await tx.TakeStep(Absence.States, absence.Id.Value, was, absence.State, @event, why);
        if (absence.Over) await tx.CloseItem(absence.Id.Value, AbsenceItems.Kind, @event);
        return default(Done);
    }

    private static async Task<IReadOnlyList<Absence>> Load(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<Row>(sql, with)).Select(row => row.ToAbsence())];

    private sealed record Row(
        Guid Id, Guid Entity, Guid Activity, Guid Person, Guid Author, AbsenceKind Kind, LocalDate First_Day, LocalDate Last_Day, AbsenceState State, string? Certificate, LocalDate? Certificate_Due,
        string Insurer, string Currency, long? Claimed, Guid? Claimed_By, LocalDate? Refund_Due, long? Refunded, LocalDate Made_On)
    {
        public Absence ToAbsence()
        {
            return new(new(Id), new(Entity), new(Activity), new(Person), new(Author), Kind, First_Day, Last_Day, State, Made_On)
            {
                Certificate = Certificate is null ? null : FileHash.Parse(Certificate, null), CertificateDue = Certificate_Due, Insurer = Insurer, Claimed = Of(Claimed),
                ClaimedBy = Claimed_By is { } by ? new(by) : null, RefundDue = Refund_Due, Refunded = Of(Refunded),
            };

            Money? Of(long? minor) => minor is { } amount ? new Money(amount, Kernel.Currency.Of(Currency.Trim()).Value) : null;
        }
    }
}
