using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>One file: what it brings, who brought it, and how it came to where it is.</summary>
internal sealed class ReadImport : IUseCase<ReadImport.Query, ReadImport.Result>
{
    public static Access Access => ListImports.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            "select kind, state, lines, name, imported_on, sums::text, uploaded_by from imports.batch where id = @id", new { id = query.Batch.Value }) is not { } row) return Refusal.Unknown;
        var steps = await tx.Steps(query.Batch.Value);
        var names = await tx.Names(steps.Select(step => step.Person));
        return new Result(
            new(query.Batch.Value, row.Kind, row.State, row.Lines, row.Name, row.Imported_On), JsonSerializer.Deserialize<string[]>(row.Sums)!,
            [.. steps.Select(step => new Taken(step.State, step.Date, step.Person == Actor.System.Person ? "Samverk" : names.GetValueOrDefault(step.Person, "–"), step.Why))],
            MayRelease: row.State is BatchState.DryRun && row.Uploaded_By != actor.Hand.Value && row.Uploaded_By != actor.Person.Value && ReleaseImport.Access.Refuse(actor, Relation.None) is null,
            MayUndo: row.State is BatchState.DryRun or BatchState.Imported && UndoImport.Access.Refuse(actor, Relation.None) is null, tx.Today);
    }

    internal sealed record Query(Id<Batch> Batch) : IQuery<Query, ReadImport, Result>;

    /// <param name="Sums">One line each, to compare with the other tool.</param>
    internal sealed record Result(ListImports.Row File, IReadOnlyList<string> Sums, IReadOnlyList<Taken> Steps, bool MayRelease, bool MayUndo, LocalDate Today);

    internal sealed record Taken(string State, LocalDate Date, string Who, string Why);

    private sealed record Row(string Kind, BatchState State, int Lines, string? Name, LocalDate Imported_On, string Sums, Guid? Uploaded_By);
}
