using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class TaxFactsSql
{
    private const string Select = "select id, entity, person, valid_from, facts::text as facts, state, entered_by from employment.tax_facts";

    /// <summary>Those that count on a day: checked, and the latest that has begun.</summary>
    /// <returns>The facts, or <c>tax-facts-missing</c>: never those of another day or that nobody has checked.</returns>
    public static async Task<Outcome<IReadOnlyDictionary<string, string>>> TaxFactsOn(this Tx tx, Id<LegalEntity> entity, Id<Person> person, LocalDate date)
    {
        var row = await tx.Connection.QueryFirstOrDefaultAsync<Row>(
            $"{Select} where entity = @entity and person = @person and state = 'Checked' and facts <> '{{}}' and valid_from <= @date order by valid_from desc, number desc limit 1",
            new { entity = entity.Value, person = person.Value, date });
        return Known(row?.ToFacts().On(date));
    }

    public static Outcome<IReadOnlyDictionary<string, string>> Known(IReadOnlyDictionary<string, string>? facts) => facts is null ? new Refusal("tax-facts-missing") : Outcome.Of(facts);

    /// <summary>The same for many in one round trip; who has none that counts is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Id<Person>, IReadOnlyDictionary<string, string>>> TaxFactsOn(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<Id<Person>> people, LocalDate date) =>
        (await tx.Connection.QueryAsync<Row>(
            $"select distinct on (person) {Select["select ".Length..]} where entity = @entity and person = any(@people) and state = 'Checked' and facts <> '{{}}' and valid_from <= @date order by person, valid_from desc, number desc",
            new { entity = entity.Value, people = people.Select(person => person.Value).ToArray(), date })).Select(row => row.ToFacts()).ToDictionary(facts => facts.Person, facts => facts.On(date));

    /// <summary>All of a person, the newest first.</summary>
    public static async Task<IReadOnlyList<DatedTaxFacts>> TaxFactsOf(this Tx tx, Id<Person> person) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} where person = @person and facts <> '{{}}' order by number desc", new { person = person.Value })).Select(row => row.ToFacts())];

    public static async Task<DatedTaxFacts?> LockTaxFacts(this Tx tx, Id<DatedTaxFacts> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"{Select} where id = @id and facts <> '{{}}' for update", new { id = id.Value }))?.ToFacts();

    public static async Task Enter(this Tx tx, DatedTaxFacts facts)
    {
        await tx.Connection.ExecuteAsync(
            "insert into employment.tax_facts (id, entity, person, valid_from, facts, state, entered_by) values (@id, @entity, @person, @ValidFrom, @facts::jsonb, 'Entered', @by)",
            new
            {
                id = facts.Id.Value, entity = facts.Entity.Value, person = facts.Person.Value, facts.ValidFrom, by = facts.EnteredBy.Value,
                facts = JsonSerializer.Serialize(facts.Facts, StoreJson.Options),
            });
        await tx.TakeStep(DatedTaxFacts.States, facts.Id.Value, null, TaxFactsState.Entered, "entered", "");
    }

    public static async Task Decide(this Tx tx, DatedTaxFacts facts, TaxFactsState to, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            "update employment.tax_facts set state = @state, checked_by = @by where id = @id", new { id = facts.Id.Value, state = to.ToString(), by = tx.Actor.Person.Value });
        await tx.TakeStep(DatedTaxFacts.States, facts.Id.Value, facts.State, to, @event, why);
        await tx.CloseItem(facts.Id.Value, EmploymentItems.TaxFacts, @event);
    }

    private sealed record Row(Guid Id, Guid Entity, Guid Person, LocalDate Valid_From, string Facts, TaxFactsState State, Guid Entered_By)
    {
        public DatedTaxFacts ToFacts() =>
            new(new(Id), new(Entity), new(Person), Valid_From, JsonSerializer.Deserialize<Dictionary<string, string>>(Facts, StoreJson.Options)!, State, new(Entered_By));
    }
}
