using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class EngagementSql
{
    private const string Select =
        """
        select id, crew, entity, activity, author, name, email, phone, language, contract, country, place, role, risk, days::text as days, currency, cost, state, valid_until, made_on,
               person, twin, permit, tax_facts, work, wage
        from employment.engagement
        """;

    private static readonly EngagementState[] Live =
        [EngagementState.Invited, EngagementState.Identified, EngagementState.Ready, EngagementState.Contracted, EngagementState.Engaged];

    public static async Task<Engagement?> FindEngagement(this Tx tx, Id<Engagement> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<Engagement?> LockEngagement(this Tx tx, Id<Engagement> id) => (await tx.Load($"{Select} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    public static async Task<Engagement?> EngagementOf(this Tx tx, Id<Work> work) => (await tx.Load($"{Select} where work = @id", new { id = work.Value })).SingleOrDefault();

    public static Task<IReadOnlyList<Engagement>> CrewOf(this Tx tx, Guid crew) => tx.Load($"{Select} where crew = @crew order by number", new { crew });

    /// <summary>Those of some activities, the newest first.</summary>
    /// <param name="activities">Null = of all.</param>
    public static Task<IReadOnlyList<Engagement>> EngagementsOf(this Tx tx, IEnumerable<Id<Activity>>? activities, int limit) => tx.Load(
        $"{Select} where (@activities::uuid[] is null or activity = any(@activities)) order by number desc limit @limit",
        new { activities = activities?.Select(id => id.Value).ToArray(), limit });

    public static Task<IReadOnlyList<Engagement>> EngagementsOf(this Tx tx, Id<Person> person) => tx.Load($"{Select} where person = @person order by number", new { person = person.Value });

    /// <summary>What somebody is already asked to do, by the address that they are reached at.</summary>
    public static Task<IReadOnlyList<Engagement>> LiveFor(this Tx tx, string? email, string? phone) => tx.Load(
        $"{Select} where state = any(@states) and ((@email::text is not null and lower(email) = lower(@email)) or (@phone::text is not null and phone = @phone))",
        new { states = Live.Select(state => state.ToString()).ToArray(), email, phone });

    public static Task<IReadOnlyList<Engagement>> EngagementsWith(this Tx tx, IEnumerable<Id<AskedWage>> wages) =>
        tx.Load($"{Select} where wage = any(@ids) order by number for update", new { ids = wages.Select(wage => wage.Value).ToArray() });

    public static async Task Invite(this Tx tx, Engagement one)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.engagement (id, crew, entity, activity, author, name, email, phone, language, contract, country, place, role, risk, days, currency, cost, state, valid_until, made_on)
            values (@id, @Crew, @entity, @activity, @author, @Name, @Email, @Phone, @Language, @Contract, @Country, @Place, @Role, @Risk, @days::jsonb, @Currency, @cost, @state, @ValidUntil, @MadeOn)
            """,
            new
            {
                id = one.Id.Value, one.Crew, entity = one.Entity.Value, activity = one.Activity.Value, author = one.Author.Value, one.Name, one.Email, one.Phone, one.Language, one.Contract,
                one.Country, one.Place, one.Role, one.Risk, days = JsonSerializer.Serialize(one.Days, StoreJson.Options), one.Cost.Currency, cost = one.Cost.Minor, state = one.State.ToString(),
                one.ValidUntil, one.MadeOn,
            });
        await tx.TakeStep(Engagement.States, one.Id.Value, null, one.State, "invited", "");
        await tx.SetPosition(new Position(one.Activity, one.Id.Value, PositionKind.Reserved, one.Cost, true));
    }

    /// <summary>Takes one arrow with what it brings. The caller holds the lock.</summary>
    public static async Task<Outcome<Done>> Move(this Tx tx, Engagement one, EngagementState to, string @event, string why)
    {
        if (Engagement.States.Refuse(one.State, to) is { } notAllowed) return notAllowed;
        await tx.Keep(one with { State = to });
        await tx.TakeStep(Engagement.States, one.Id.Value, one.State, to, @event, why);
        return default(Done);
    }

    public static Task Keep(this Tx tx, Engagement one) => tx.Connection.ExecuteAsync(
        "update employment.engagement set state = @state, person = @person, twin = @twin, permit = @Permit, tax_facts = @facts, work = @work, wage = @wage where id = @id",
        new
        {
            id = one.Id.Value, state = one.State.ToString(), person = one.Person?.Value, twin = one.Twin?.Value, one.Permit, facts = one.TaxFacts?.Value, work = one.Work?.Value, wage = one.Wage?.Value,
        });

    /// <summary>What was reserved for the invitation can be spent again.</summary>
    public static Task Free(this Tx tx, Engagement one) =>
        tx.SetPosition(new Position(one.Activity, one.Id.Value, PositionKind.Reserved, Money.Zero(one.Cost.Currency), true));

    /// <summary>As a manager of its activity, or as an adviser; never as the person, who comes by the link.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Id<Engagement> id, Actor actor) =>
        await tx.FindEngagement(id) is not { } one ? Relation.None
            : await tx.RelationTo(one.Activity, actor) | (one.Person == actor.Person ? Relation.Own : Relation.None);

    private static async Task<IReadOnlyList<Engagement>> Load(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<Row>(sql, with)).Select(row => row.ToEngagement())];

    private sealed record Row(
        Guid Id, Guid Crew, Guid Entity, Guid Activity, Guid Author, string Name, string? Email, string? Phone, string Language, string Contract, string Country, string Place, string Role,
        string Risk, string Days, Currency Currency, long Cost, EngagementState State, LocalDate Valid_Until, LocalDate Made_On, Guid? Person, Guid? Twin, bool Permit, Guid? Tax_Facts, Guid? Work, Guid? Wage)
    {
        public Engagement ToEngagement() => new(
            new(Id), Crew, new(Entity), new(Activity), new(Author), Name, Email, Phone, Language, Contract, Country, Place, Role, Risk,
            JsonSerializer.Deserialize<WorkDay[]>(Days, StoreJson.Options)!, new(Cost, Currency), State, Valid_Until, Made_On)
        {
            Person = Person is { } person ? new(person) : null, Twin = Twin is { } twin ? new(twin) : null, Permit = Permit, TaxFacts = Tax_Facts is { } facts ? new(facts) : null,
            Work = Work is { } work ? new(work) : null, Wage = Wage is { } wage ? new(wage) : null,
        };
    }
}
