using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>How persons are found, named and saved. Verbs for all modules above.</summary>
public static class PersonSql
{
    /// <returns>Null when nobody has this id.</returns>
    public static async Task<PersonFacts?> FindPerson(this Tx tx, Id<Person> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<PersonRow>($"{PersonRow.Select} where id = @id", new { id = id.Value }))?.ToFacts();

    /// <summary>What the person is called: the code, once erased. Null when nobody has this id.</summary>
    public static async Task<string?> PersonName(this Tx tx, Id<Person> id) =>
        await tx.Connection.QuerySingleOrDefaultAsync<string>("select name from members.person where id = @id", new { id = id.Value });

    /// <summary>The names of many for a list, in one query. Who is not known is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Id<Person>, string>> Names(this Tx tx, IEnumerable<Id<Person>> ids)
    {
        var asked = ids.Select(id => id.Value).Distinct().ToArray();
        if (asked.Length is 0) return new Dictionary<Id<Person>, string>();
        return (await tx.Connection.QueryAsync<(Guid Id, string Name)>("select id, name from members.person where id = any(@asked)", new { asked }))
            .ToDictionary(row => new Id<Person>(row.Id), row => row.Name);
    }

    /// <summary>The generated codes of many, in one query. Who is not known is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Id<Person>, string>> PersonCodes(this Tx tx, IReadOnlyCollection<Id<Person>> ids) =>
        (await tx.Connection.QueryAsync<(Guid Id, string Code)>("select id, code from members.person where id = any(@ids)", new { ids = ids.Select(id => id.Value).ToArray() }))
            .ToDictionary(row => new Id<Person>(row.Id), row => row.Code);

    /// <summary>Whose name, code, mail or town contains the words; for searches of other modules.</summary>
    public static async Task<IReadOnlyList<Id<Person>>> PersonsLike(this Tx tx, string words, int limit = 500) =>
        [.. (await tx.Connection.QueryAsync<Guid>(
            "select id from members.person where concat_ws(' ', name, code, email, town) ilike @like limit @limit", new { like = Sql.Containing(words) ?? "%", limit }))
            .Select(id => new Id<Person>(id))];

    /// <summary>Who seems to be the same as somebody: by the mail address, or by name and birth date.</summary>
    public static async Task<IReadOnlyList<PersonFacts>> Doubles(this Tx tx, string? email, string? name, LocalDate? bornOn) =>
        [.. (await tx.Connection.QueryAsync<PersonRow>(
            $"{PersonRow.Select} where erased_on is null and (lower(email) = lower(@email) or (lower(name) = lower(@name) and born_on = @bornOn)) order by id",
            new { email = email?.Trim(), name = (name ?? "").Trim(), bornOn })).Select(row => row.ToFacts())];

    /// <summary>
    /// Saves somebody new (version 0), who gets a code, or a change of the version that was loaded. Checked and tidied first.
    /// </summary>
    /// <returns>As it is saved; <c>field-missing</c>, <c>field-invalid</c> with the field, or <c>changed-meanwhile</c>.</returns>
    public static async Task<Outcome<PersonFacts>> SavePerson(this Tx tx, PersonFacts person)
    {
        var tidy = PersonRules.Check(person, tx.Today);
        if (tidy.Refusal is { } refusal) return refusal;
        if (person.Adviser is { } adviser && await tx.PersonName(adviser) is null) return new Refusal("field-invalid") { Field = "adviser" };
        return person.Version is 0 ? await Insert(tx, tidy.Value) : await Update(tx, tidy.Value);
    }

    /// <summary>Locks the person, so that two decisions about them take turns.</summary>
    internal static async Task<PersonFacts?> LockPerson(this Tx tx, Id<Person> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<PersonRow>($"{PersonRow.Select} where id = @id for no key update", new { id = id.Value }))?.ToFacts();

    private static async Task<Outcome<PersonFacts>> Insert(Tx tx, PersonFacts person)
    {
        // Four letters name half a million people; where they get crowded, the code grows.
        for (var again = 0; again < 40; again++)
        {
            var drawn = person with { Code = PersonRules.DrawCode(4 + again / 8), Version = 1 };
            var inserted = await tx.Connection.ExecuteAsync(
                """
                insert into members.person (id, code, kind, name, email, phone, street, building, postal_code, town, region, country, born_on, language, adviser, version)
                values (@Id, @Code, @Kind, @Name, @Email, @Phone, @Street, @Building, @PostalCode, @Town, @Region, @Country, @BornOn, @Language, @Adviser, @Version)
                on conflict (code) do nothing
                """,
                Columns(drawn));
            if (inserted is not 1) continue;
            await KeepAddress(tx, drawn);
            await tx.Raise(new PersonNamed(drawn.Id.Value));
            return drawn;
        }

        throw new InvalidOperationException("no free code for a person was found");
    }

    private static async Task<Outcome<PersonFacts>> Update(Tx tx, PersonFacts person)
    {
        var saved = await tx.Connection.ExecuteAsync(
            """
            update members.person
            set kind = @Kind, name = @Name, email = @Email, phone = @Phone, street = @Street, building = @Building, postal_code = @PostalCode, town = @Town,
                region = @Region, country = @Country, born_on = @BornOn, language = @Language, adviser = @Adviser, version = version + 1
            where id = @Id and version = @Version and erased_on is null
            """,
            Columns(person));
        if (saved is not 1) return new Refusal("changed-meanwhile");
        await KeepAddress(tx, person);
        await tx.Raise(new PersonNamed(person.Id.Value));
        return person with { Version = person.Version + 1 };
    }

    private static Task KeepAddress(Tx tx, PersonFacts person) => tx.Connection.ExecuteAsync(
        "insert into members.mail_address (person, email) select @Id, lower(@Email) where @Email::text is not null on conflict do nothing",
        new { Id = person.Id.Value, person.Email });

    private static object Columns(PersonFacts person) => new
    {
        Id = person.Id.Value, person.Code, Kind = person.Kind.ToString(), person.Name, person.Email, person.Phone, person.Address?.Street,
        Building = person.Address?.BuildingNumber, person.Address?.PostalCode, person.Address?.Town, person.Address?.Region, person.Address?.Country,
        person.BornOn, person.Language, Adviser = person.Adviser?.Value, person.Version,
    };
}

/// <summary>A row of members.person.</summary>
internal sealed record PersonRow(
    Guid Id, string Code, PersonKind Kind, string Name, string? Email, string? Phone, string? Street, string? Building, string? Postal_Code,
    string? Town, string? Region, string? Country, LocalDate? Born_On, string Language, Guid? Adviser, int Version, LocalDate? Erased_On)
{
    public const string Select =
        """
        select id, code, kind, name, email, phone, street, building, postal_code, town, region, country, born_on, language, adviser, version, erased_on
        from members.person
        """;

    public PersonFacts ToFacts() => new(
        new(Id), Code, Kind, Name, Email, Phone,
        Country is null ? null : new PostalAddress(Country, Town!, Postal_Code, Street, Building, Region),
        Born_On, Language, Adviser is { } adviser ? new(adviser) : null, Version, Erased_On);
}
