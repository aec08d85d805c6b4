using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>What the wages engine has to know of an employer, from a day on: rates that insurers, funds and authorities tell each of them.</summary>
/// <param name="Facts">Answers by the names of the country's pack (<see cref="WageFacts.Of(string)"/>), in their one spelling.</param>
/// <param name="Source">The notice that says so.</param>
public sealed record EmployerFacts(
    Id<EmployerFacts> Id, Id<LegalEntity> Entity, LocalDate ValidFrom, IReadOnlyDictionary<string, string> Facts, string Source, TaxFactsState State, Id<Person> EnteredBy)
{
    public static readonly StateMachine<TaxFactsState> States = new("employment.employer-facts", 1,
        (TaxFactsState.Entered, TaxFactsState.Checked), (TaxFactsState.Entered, TaxFactsState.Refused));
}

internal static class EmployerFactsSql
{
    private const string Select = "select id, entity, valid_from, facts::text as facts, source, state, entered_by from employment.employer_facts";

    /// <summary>Those that count on a day: checked, and the latest that has begun. Nothing where the country asks nothing of employers.</summary>
    /// <returns>The facts, or <c>employer-facts-missing</c>.</returns>
    public static async Task<Outcome<IReadOnlyDictionary<string, string>>> EmployerFactsOn(this Tx tx, LegalEntity entity, LocalDate date)
    {
        if (WageFacts.Of(entity.Country, ofEmployer: true).Count is 0) return new Dictionary<string, string>(StringComparer.Ordinal);
        var row = await tx.Connection.QueryFirstOrDefaultAsync<Row>(
            $"{Select} where entity = @entity and state = 'Checked' and valid_from <= @date order by valid_from desc, number desc limit 1", new { entity = entity.Id.Value, date });
        return row is null ? new Refusal("employer-facts-missing", ("date", date)) : Outcome.Of(row.ToFacts().Facts);
    }

    /// <summary>All of an entity, the newest first.</summary>
    public static async Task<IReadOnlyList<EmployerFacts>> EmployerFactsOf(this Tx tx, Id<LegalEntity> entity) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} where entity = @entity order by number desc", new { entity = entity.Value })).Select(row => row.ToFacts())];

    public static async Task<EmployerFacts?> LockEmployerFacts(this Tx tx, Id<EmployerFacts> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"{Select} where id = @id for update", new { id = id.Value }))?.ToFacts();

    public static async Task Enter(this Tx tx, EmployerFacts facts)
    {
        await tx.Connection.ExecuteAsync(
            "insert into employment.employer_facts (id, entity, valid_from, facts, source, state, entered_by) values (@id, @entity, @ValidFrom, @facts::jsonb, @Source, 'Entered', @by)",
            new
            {
                id = facts.Id.Value, entity = facts.Entity.Value, facts.ValidFrom, facts.Source, by = facts.EnteredBy.Value,
                facts = JsonSerializer.Serialize(facts.Facts, StoreJson.Options),
            });
        await tx.TakeStep(EmployerFacts.States, facts.Id.Value, null, TaxFactsState.Entered, "entered", facts.Source);
    }

    public static async Task Decide(this Tx tx, EmployerFacts facts, TaxFactsState to, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            "update employment.employer_facts set state = @state, checked_by = @by where id = @id", new { id = facts.Id.Value, state = to.ToString(), by = tx.Actor.Person.Value });
        await tx.TakeStep(EmployerFacts.States, facts.Id.Value, facts.State, to, @event, why);
        await tx.CloseItem(facts.Id.Value, EmploymentItems.EmployerFacts, @event);
    }

    private sealed record Row(Guid Id, Guid Entity, LocalDate Valid_From, string Facts, string Source, TaxFactsState State, Guid Entered_By)
    {
        public EmployerFacts ToFacts() =>
            new(new(Id), new(Entity), Valid_From, JsonSerializer.Deserialize<Dictionary<string, string>>(Facts, StoreJson.Options)!, Source, State, new(Entered_By));
    }
}
