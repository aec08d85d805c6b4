using System.Globalization;
using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What an authority asks, filled in as far as the program knows it.</summary>
/// <param name="Fields">As the rule names them, in its order.</param>
/// <param name="Whole">Of the whole declaration: "employer.number", "total.tax".</param>
/// <param name="Missing">Asked and not known; the person is empty for a field of the whole.</param>
internal sealed record DeclarationData(
    IReadOnlyList<string> Fields, IReadOnlyDictionary<string, string?> Whole, IReadOnlyList<DeclarationPerson> People, Money Gross, Money Tax, Money Contributions, IReadOnlyList<DeclarationGap> Missing);

/// <summary>One person's part, by field.</summary>
internal sealed record DeclarationPerson(Id<Person> Person, string Name, IReadOnlyDictionary<string, string?> Values);

internal sealed record DeclarationGap(string Field, string Person, Id<Person>? Id);

internal static class DeclarationDataOf
{
    /// <summary>Who is declared with which sums: of the period's payslips, or whoever begins to work.</summary>
    public static async Task<IReadOnlyList<Declared>> ToDeclare(this Tx tx, Declaration declaration)
    {
        if (declaration.Work is not { } id) return await tx.PaidIn(declaration.Entity, declaration.From, declaration.To);
        var (work, nothing) = ((await tx.FindWork(id))!, Money.Zero((await tx.FindEntity(declaration.Entity))!.Currency));
        return [new Declared(work.Person, nothing, nothing, nothing, [])];
    }

    /// <summary>Wages were paid in the period since the figures were fixed.</summary>
    public static async Task<bool> HasMoved(this Tx tx, Declaration declaration)
    {
        if (declaration.Work is not null || !declaration.HasFigures) return false;
        var (was, now) = (await tx.Fixed(declaration.Id), await tx.PaidIn(declaration.Entity, declaration.From, declaration.To));
        return was.Count != now.Count || was.Zip(now).Any(pair =>
            (pair.First.Person, pair.First.Gross, pair.First.Tax, pair.First.Contributions) != (pair.Second.Person, pair.Second.Gross, pair.Second.Tax, pair.Second.Contributions));
    }

    public static async Task<DeclarationData> DataOf(this Tx tx, Declaration declaration, IReadOnlyList<Declared> people)
    {
        var entity = (await tx.FindEntity(declaration.Entity))!;
        var work = declaration.Work is { } id ? await tx.FindWork(id) : null;
        Money Sum(Func<Declared, Money> of) => Money.Sum(people.Select(of), entity.Currency);
        var (gross, tax, contributions) = (Sum(one => one.Gross), Sum(one => one.Tax), Sum(one => one.Contributions));
        var whole = declaration.Wants.Where(IsWhole).ToDictionary(field => field, string? (field) => field switch
        {
            "total.gross" => Figure(gross), "total.tax" => Figure(tax), "total.contributions" => Figure(contributions), "total.people" => people.Count.ToString(CultureInfo.InvariantCulture), _ => null,
        }, StringComparer.Ordinal);
        if (whole.ContainsKey("employer.number")) whole["employer.number"] = (await tx.FindSeller(entity.Id))?.OrganisationNumber;

        var numbers = await tx.PersonNumbers(people.Select(one => one.Person), entity.Country);
        var rows = new List<DeclarationPerson>();
        foreach (var one in people)
        {
            var person = (await tx.FindPerson(one.Person))!;
            rows.Add(new(one.Person, person.Name, declaration.Wants.Where(field => !IsWhole(field))
                .ToDictionary(field => field, field => Value(field, person, numbers.GetValueOrDefault(one.Person), one, work), StringComparer.Ordinal)));
        }

        return new(declaration.Wants, whole, rows, gross, tax, contributions,
        [
            .. whole.Where(field => string.IsNullOrEmpty(field.Value)).Select(field => new DeclarationGap(field.Key, "", null)),
            .. rows.SelectMany(row => row.Values.Where(field => string.IsNullOrEmpty(field.Value)).Select(field => new DeclarationGap(field.Key, row.Name, row.Person))),
        ]);
    }

    private static bool IsWhole(string field) => field.StartsWith("employer.", StringComparison.Ordinal) || field.StartsWith("total.", StringComparison.Ordinal);

    // What the program does not keep is missing, and said to be: the rule asks for it.
    private static string? Value(string field, PersonFacts person, string? number, Declared declared, Work? work) => field switch
    {
        "person.number" => number,
        "person.name" => person.ErasedOn is null ? person.Name : null,
        "person.born" => person.BornOn?.ToString("R", null),
        "pay.gross" => Figure(declared.Gross),
        "pay.tax" => Figure(declared.Tax),
        "pay.contributions" => Figure(declared.Contributions),
        "work.start" => work?.Begins.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        "work.days" => work?.Days.Select(day => day.Day).Distinct().Count().ToString(CultureInfo.InvariantCulture),
        "work.hours" => work is null ? null : (work.Minutes / 60m).ToString("0.##", CultureInfo.InvariantCulture),
        "work.place" => work?.Place,
        "work.role" => work?.Role,
        "contract.kind" => work?.Contract,
        _ => null,
    };

    private static string Figure(Money money) => money.ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);
}
