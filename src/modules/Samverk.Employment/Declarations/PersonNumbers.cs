using Dapper;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>The number under which a country's authorities know a person: for declarations, and shown to whoever enters it only.</summary>
internal sealed class EnterPersonNumber : IUseCase<EnterPersonNumber.Command, Done>
{
    public static Access Access => EnterTaxFacts.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationToPerson(command.Person, actor);

    /// <returns>Done; <c>field-invalid</c> for a number that the country does not give.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindPerson(command.Person) is not { } person) return Refusal.Unknown;
        var number = PersonNumber.Read(command.Country, command.Number, person.BornOn);
        if (number.Refusal is { } refusal) return refusal;
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.person_number (person, country, number) values (@person, @country, @number)
            on conflict (person, country) do update set number = excluded.number
            """,
            new { person = command.Person.Value, country = command.Country.ToUpperInvariant(), number = number.Value });
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Person> Person, string Country, string Number) : ICommand<Command, EnterPersonNumber, Done>
    {
        // The number itself is the person's own: the audit names whose it is.
        public object Subject => new { Person, Country };
    }
}

internal static class PersonNumberSql
{
    public static async Task<IReadOnlyDictionary<Id<Person>, string>> PersonNumbers(this Tx tx, IEnumerable<Id<Person>> people, string country) =>
        (await tx.Connection.QueryAsync<(Guid Person, string Number)>(
            "select person, number from employment.person_number where person = any(@people) and country = @country",
            new { people = people.Select(one => one.Value).ToArray(), country })).ToDictionary(row => new Id<Person>(row.Person), row => row.Number);
}

/// <summary>This module's part of a person's data: the numbers, and what was declared about them.</summary>
internal sealed class DeclarationOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx)
    {
        var numbers = (await tx.Connection.QueryAsync<(string Country, string Number)>(
            "select country, number from employment.person_number where person = @id", new { id = person.Value })).Select(row => new { row.Country, row.Number }).ToArray();
        var declared = (await tx.Connection.QueryAsync<(string Name, string Authority, NodaTime.LocalDate From, long Gross, long Tax, Currency Currency)>(
            """
            select name, authority, first_day, gross, tax, currency from employment.declared join employment.declaration on declaration.id = declared.declaration
            where person = @id and state in ('Sent', 'Accepted') order by first_day
            """,
            new { id = person.Value })).Select(row => new { row.Name, row.Authority, row.From, Gross = new Money(row.Gross, row.Currency), Tax = new Money(row.Tax, row.Currency) }).ToArray();
        return [.. numbers.Length > 0 ? [("person-numbers", (object)numbers)] : (IEnumerable<(string, object)>)[], .. declared.Length > 0 ? [("declared", (object)declared)] : (IEnumerable<(string, object)>)[]];
    }
}

/// <summary>The numbers go with the person; what was declared keeps sums and an id.</summary>
internal sealed class DeclarationErase : IErase
{
    public Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) => Task.FromResult<IReadOnlyList<Retention>>([]);

    public Task Erase(PersonFacts person, Tx tx) => tx.Connection.ExecuteAsync("delete from employment.person_number where person = @id", new { id = person.Id.Value });
}
