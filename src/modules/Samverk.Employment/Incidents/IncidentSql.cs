using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class IncidentSql
{
    private const string Select = "select id, entity, person, author, happened_on, happened_at, place, what, injured, doctor, witnesses, state, due, told_on, receipt, made_on from employment.incident";

    private const string SelectClaim = "select id, incident, policy, currency, state, due, paid, made_on from employment.insurance_claim";

    public static async Task<Incident?> FindIncident(this Tx tx, Id<Incident> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<Incident?> LockIncident(this Tx tx, Id<Incident> id) => (await tx.Load($"{Select} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    /// <param name="person">Null = everybody's.</param>
    public static Task<IReadOnlyList<Incident>> Incidents(this Tx tx, Id<Person>? person, int limit) => tx.Load(
        $"{Select} where (@person::uuid is null or person = @person) order by state = 'Closed', happened_on desc, happened_at desc, id desc limit @limit", new { person = person?.Value, limit });

    /// <summary>Own, or nothing: no team and no adviser reads what happened to somebody.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Id<Incident> id, Actor actor) => await tx.FindIncident(id) is { } incident && incident.Person == actor.Person ? Relation.Own : Relation.None;

    public static async Task<Outcome<Done>> Save(this Tx tx, Incident incident, IncidentState? was, string @event, string why)
    {
        if (was is { } before && Incident.States.Refuse(before, incident.State) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.incident (id, entity, person, author, happened_on, happened_at, place, what, injured, doctor, witnesses, state, due, told_on, receipt, made_on)
            values (@id, @entity, @person, @author, @day, @minutes, @Place, @What, @Injured, @Doctor, @Witnesses, @state, @Due, @ToldOn, @Receipt, @MadeOn)
            on conflict (id) do update set state = excluded.state, told_on = excluded.told_on, receipt = excluded.receipt
            """,
            new
            {
                id = incident.Id.Value, entity = incident.Entity.Value, person = incident.Person.Value, author = incident.Author.Value, day = incident.Happened.Date,
                minutes = (incident.Happened.Hour * 60) + incident.Happened.Minute, incident.Place, incident.What, incident.Injured, incident.Doctor, incident.Witnesses, state = incident.State.ToString(),
                incident.Due, incident.ToldOn, incident.Receipt, incident.MadeOn,
            });
        await tx.TakeStep(Incident.States, incident.Id.Value, was, incident.State, @event, why);
        if (incident.State is not IncidentState.Reported) await tx.CloseItem(incident.Id.Value, IncidentItems.Kind, @event);
        return default(Done);
    }

    public static Task AddFile(this Tx tx, Guid id, Id<Incident> incident, FileHash hash, string mediaType) => tx.Connection.ExecuteAsync(
        "insert into employment.incident_file (id, incident, hash, media_type) values (@id, @incident, decode(@hash, 'hex'), @mediaType)",
        new { id, incident = incident.Value, hash = hash.Value, mediaType });

    public static async Task<IReadOnlyList<IncidentFile>> FilesOf(this Tx tx, Id<Incident> incident) =>
        [.. (await tx.Connection.QueryAsync<(Guid Id, string Hash, string MediaType)>("select id, encode(hash, 'hex'), media_type from employment.incident_file where incident = @id order by number", new { id = incident.Value }))
            .Select(row => new IncidentFile(row.Id, FileHash.Parse(row.Hash, null), row.MediaType))];

    public static async Task<InsuranceClaim?> FindClaim(this Tx tx, Id<InsuranceClaim> id) => (await tx.LoadClaims($"{SelectClaim} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<InsuranceClaim?> LockClaim(this Tx tx, Id<InsuranceClaim> id) => (await tx.LoadClaims($"{SelectClaim} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    public static Task<IReadOnlyList<InsuranceClaim>> ClaimsOf(this Tx tx, Id<Incident> incident) => tx.LoadClaims($"{SelectClaim} where incident = @id order by made_on, id", new { id = incident.Value });

    public static async Task<Outcome<Done>> Save(this Tx tx, InsuranceClaim claim, InsuranceClaimState? was, string @event, string why)
    {
        if (was is { } before && InsuranceClaim.States.Refuse(before, claim.State) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.insurance_claim (id, incident, policy, currency, state, due, paid, made_on) values (@id, @incident, @policy, @currency, @state, @Due, @paid, @MadeOn)
            on conflict (id) do update set state = excluded.state, paid = excluded.paid
            """,
            new { id = claim.Id.Value, incident = claim.Incident.Value, policy = claim.Policy.Value, currency = claim.Currency.Code, state = claim.State.ToString(), claim.Due, paid = claim.Paid?.Minor, claim.MadeOn });
        await tx.TakeStep(InsuranceClaim.States, claim.Id.Value, was, claim.State, @event, why);
        if (claim.State is not (InsuranceClaimState.Reported or InsuranceClaimState.Completed)) await tx.CloseItem(claim.Id.Value, IncidentItems.Claim, @event);
        return default(Done);
    }

    private static async Task<IReadOnlyList<Incident>> Load(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<Row>(sql, with)).Select(row => row.ToIncident())];

    private static async Task<IReadOnlyList<InsuranceClaim>> LoadClaims(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<ClaimRow>(sql, with)).Select(row => row.ToClaim())];

    private sealed record Row(
        Guid Id, Guid Entity, Guid Person, Guid Author, LocalDate Happened_On, int Happened_At, string Place, string What, bool Injured, string Doctor, string Witnesses, IncidentState State, LocalDate? Due,
        LocalDate? Told_On, string Receipt, LocalDate Made_On)
    {
        public Incident ToIncident() => new(
            new(Id), new(Entity), new(Person), new(Author), Happened_On + new LocalTime(Happened_At / 60, Happened_At % 60), Place, What, Injured, Doctor, Witnesses, State, Made_On)
        {
            Due = Due, ToldOn = Told_On, Receipt = Receipt,
        };
    }

    private sealed record ClaimRow(Guid Id, Guid Incident, Guid Policy, Currency Currency, InsuranceClaimState State, LocalDate? Due, long? Paid, LocalDate Made_On)
    {
        public InsuranceClaim ToClaim() => new(new(Id), new(Incident), new(Policy), Currency, State, Due, Made_On) { Paid = Paid is { } minor ? new Money(minor, Currency) : null };
    }
}

/// <param name="Id">Names the file here; its hash opens nothing.</param>
internal sealed record IncidentFile(Guid Id, FileHash Hash, string MediaType);
