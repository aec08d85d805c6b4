using Dapper;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Finance puts a sign on the invoices of an entity, or takes it away. Invoices that were sent stay as they are.</summary>
internal sealed class SetLogo : IUseCase<SetLogo.Command, Done>
{
    public static Access Access => SetSeller.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        FileHash? file = null;
        if (command.Png.Length > 0)
        {
            var read = Logo.Read(command.Png);
            if (read.Refusal is { } refusal) return refusal;
            file = (await tx.StoreFile(read.Value, "image/png")).Value;
        }

        await tx.Connection.ExecuteAsync(
            "insert into invoicing.seller_logo (entity, file, at, person) values (@entity, @file, @Now, @person)",
            new { entity = entity.Id.Value, file = file?.Value, tx.Now, person = actor.Person.Value });
        return default(Done);
    }

    /// <param name="Png">Empty to take it away.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, byte[] Png) : ICommand<Command, SetLogo, Done>
    {
        public object Subject => new { Entity, Bytes = Png.Length };
    }
}

/// <summary>The sign as it stands on the entity's invoices from now on.</summary>
internal sealed class ReadLogo : IUseCase<ReadLogo.Query, ReadPaper.Result>
{
    public static Access Access => ReadSeller.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<ReadPaper.Result>> Run(Query query, Tx tx, Actor actor) =>
        await tx.LogoOf(query.Entity) is { } png ? new ReadPaper.Result("logo.png", "image/png", png) : Refusal.Unknown;

    public sealed record Query(Id<LegalEntity> Entity) : IQuery<Query, ReadLogo, ReadPaper.Result>;
}

internal static class LogoSql
{
    public static Task<bool> HasLogo(this Tx tx, Id<LegalEntity> entity) => tx.Connection.QuerySingleAsync<bool>(
        "select coalesce((select file is not null from invoicing.seller_logo where entity = @entity order by number desc limit 1), false)", new { entity = entity.Value });

    /// <summary>Null where there is none.</summary>
    public static async Task<byte[]?> LogoOf(this Tx tx, Id<LegalEntity> entity) =>
        await tx.Connection.QuerySingleOrDefaultAsync<string?>(
            "select file from invoicing.seller_logo where entity = @entity order by number desc limit 1", new { entity = entity.Value }) is { } file
            ? (await tx.LoadFile(FileHash.Parse(file, null))).Value.Content
            : null;
}
