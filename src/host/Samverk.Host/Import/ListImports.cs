using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Files that were taken over or wait, latest first.</summary>
internal sealed class ListImports : IUseCase<ListImports.Query, IReadOnlyList<ListImports.Row>>
{
    private const int Most = 200;

    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None), (Role.Administrator, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor) => Outcome.Of<IReadOnlyList<Row>>(
        [.. await tx.Connection.QueryAsync<Row>("select id, kind, state, lines, name, imported_on from imports.batch order by imported_on desc, id desc limit @Most", new { Most })]);

    internal sealed record Query : IQuery<Query, ListImports, IReadOnlyList<Row>>;

    /// <param name="Imported_On">The day of the file's last step forward.</param>
    internal sealed record Row(Guid Id, string Kind, BatchState State, int Lines, string? Name, LocalDate Imported_On);
}
