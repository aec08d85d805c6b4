using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>The registry: what each country wants to be told, what has become of it, and what is switched off.</summary>
internal sealed class ListDeclarations : IUseCase<ListDeclarations.Query, ListDeclarations.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var (facts, entities) = (await tx.Facts(), await tx.Entities());
        var names = entities.ToDictionary(entity => entity.Id, entity => entity.Name);
        var rows = await tx.SelectDeclarations("deadline >= @since or state not in ('Accepted', 'Cancelled')", new { since = tx.Today.PlusYears(-2) });
        return new Result(
            [.. rows.OrderBy(row => row.Waits ? 0 : 1).ThenBy(row => row.Waits ? row.Deadline : LocalDate.MaxIsoValue).Select(row =>
                new Row(row.Id, row.Name, row.Authority, names[row.Entity], row.From, row.To, row.Deadline, row.State, row.Late || (row.Waits && row.Deadline < tx.Today), row.Receipt, row.Corrects is not null))],
            [.. entities.Select(entity => entity.Country).Distinct().Order(StringComparer.Ordinal).SelectMany(country => facts.Kinds(country).Select(kind => RuleOf(facts, country, kind, tx.Today)))], tx.Today);
    }

    private static Rule RuleOf(FactBook facts, string country, string kind, LocalDate today)
    {
        var id = $"{country.ToLowerInvariant()}.{FactNames.Declaration}{kind}";
        var found = facts.Rule(country, kind, today);
        return found.Refusal is null
            ? new(id, country, found.Value.Value.Name, found.Value.Value, found.Value.Use.Status, found.Value.Use.Source)
            : new(id, country, kind, null, FactStatus.Unverified, facts.HistoryOf(id) is [.., var last] ? last.Use.Source : "");
    }

    public sealed record Query : IQuery<Query, ListDeclarations, Result>;

    /// <param name="Value">Null while it is switched off: nobody has verified it, and nobody here stands for it.</param>
    internal sealed record Rule(string Fact, string Country, string Name, DeclarationRule? Value, FactStatus Status, string Source);

    /// <param name="Late">Its day has passed, or it was sent after it.</param>
    internal sealed record Row(
        Guid Id, string Name, string Authority, string Entity, LocalDate From, LocalDate To, LocalDate Deadline, DeclarationState State, bool Late, string? Receipt, bool IsCorrection);

    internal sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<Rule> Rules, LocalDate Today);
}

/// <summary>One declaration with everything that the authority asks. Names and numbers of people are in it.</summary>
internal sealed class ReadDeclaration : IUseCase<ReadDeclaration.Query, ReadDeclaration.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindDeclaration(query.Declaration) is not { } declaration) return Refusal.Unknown;
        var people = declaration.HasFigures ? await tx.Fixed(declaration.Id) : await tx.ToDeclare(declaration);
        var correction = (await tx.SelectDeclarations("corrects = @Id", new { declaration.Id })).Select(one => (Guid?)one.Id).SingleOrDefault();
        var steps = await tx.Steps(declaration.Id);
        var names = await tx.Names(steps.Select(step => step.Person));
        return new Result(
            declaration, (await tx.FindEntity(declaration.Entity))!, await tx.DataOf(declaration, people), await tx.HasMoved(declaration), correction,
            actor.Roles.Contains(Role.Finance), steps, names.ToDictionary(name => name.Key.Value, name => name.Value), tx.Today);
    }

    public sealed record Query(Guid Declaration) : IQuery<Query, ReadDeclaration, Result>;

    /// <param name="Moved">Wages were paid in its period since its figures were fixed.</param>
    /// <param name="Correction">The declaration that corrects this one.</param>
    internal sealed record Result(
        Declaration Declaration, LegalEntity Entity, DeclarationData Data, bool Moved, Guid? Correction, bool Keeps, IReadOnlyList<Step> Steps, IReadOnlyDictionary<Guid, string> Names, LocalDate Today);
}

/// <summary>The receipt of the authority.</summary>
internal sealed class ReadDeclarationReceipt : IUseCase<ReadDeclarationReceipt.Query, ReadDeclarationReceipt.Result>
{
    public static Access Access => ReadDeclaration.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The file; <c>not-found</c> where there is none.</returns>
    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) =>
        await tx.FindDeclaration(query.Declaration) is { ReceiptFile: { } hash } ? (await tx.LoadFile(hash)).Then<Result>(file => new Result(file.Content, file.MediaType)) : Refusal.Unknown;

    public sealed record Query(Guid Declaration) : IQuery<Query, ReadDeclarationReceipt, Result>;

    public sealed record Result(byte[] Content, string MediaType);
}

/// <summary>What an authority asks as a file for people: no authority's own format is known here, so every file says that it is a draft.</summary>
internal static class DeclarationFiles
{
    private const string Draft = "DRAFT: a list of facts, not the authority's file. Enter them in its own service.";

    public static byte[] Csv(ReadDeclaration.Result of) => Ui.Csv.Write(
        ["note", "declaration", "from", "to", .. of.Data.Whole.Keys, "person", .. PersonFields(of)],
        of.Data.People.Select(person => (IReadOnlyList<string?>)
        [
            Draft, of.Declaration.Name, of.Declaration.From.ToString("R", null), of.Declaration.To.ToString("R", null), .. of.Data.Whole.Values, person.Name,
            .. PersonFields(of).Select(field => person.Values[field]),
        ]));

    public static object Json(ReadDeclaration.Result of) => new
    {
        Draft, of.Declaration.Id, of.Declaration.Kind, of.Declaration.Name, of.Declaration.Authority, of.Declaration.RestsOn, of.Declaration.Corrects, Entity = of.Entity.Name, of.Declaration.From, of.Declaration.To,
        of.Declaration.Deadline, of.Declaration.State, Complete = of.Data.Missing.Count is 0, of.Data.Whole, Totals = new { of.Data.Gross, of.Data.Tax, of.Data.Contributions },
        People = of.Data.People.Select(person => new { person.Name, person.Values }),
    };

    private static IEnumerable<string> PersonFields(ReadDeclaration.Result of) => of.Data.Fields.Where(field => !of.Data.Whole.ContainsKey(field));
}
