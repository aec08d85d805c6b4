using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// Anybody who was given a certificate asks whether it is ours: by its code, by its file, or by both. The answer names no person and repeats
/// nothing of the paper but its number.
/// </summary>
internal sealed class CheckProof : IUseCase<CheckProof.Query, CheckProof.Result>
{
    /// <summary>Whoever holds the code or the file, signed in or not.</summary>
    public static Access Access => ReadEngaged.Access;

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) => await Find(query, tx) is null ? Relation.None : Relation.Link;

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await Find(query, tx) is not { } proof || await tx.FindEntity(proof.Entity) is not { } entity) return Refusal.Unknown;
        return new Result(proof.Kind, proof.Number, proof.At.InZone(tx.Zone).Date, entity.Name, proof.Hash, query.Hash is not { } hash ? null : hash == proof.Hash);
    }

    // The code names it where there is one: a file that was changed is then told apart from a code that is not ours.
    private static Task<Proof?> Find(Query query, Tx tx) =>
        query.Code is { Length: > 0 } typed ? ProofCode.Read(typed) is { } code ? tx.FindProof(code, null) : Task.FromResult<Proof?>(null) : tx.FindProof(null, query.Hash);

    /// <param name="Code">As it was typed.</param>
    /// <param name="Hash">SHA-256 of the file that was given.</param>
    public sealed record Query(string? Code, FileHash? Hash) : IQuery<Query, CheckProof, Result>;

    /// <param name="Hash">Of the file as it was issued.</param>
    /// <param name="Unchanged">Whether the file that was given is the one that was issued; null where none was.</param>
    internal sealed record Result(ProofKind Kind, string Number, LocalDate IssuedOn, string Entity, FileHash Hash, bool? Unchanged);
}

/// <summary>How often one address may ask: a bank checks a few papers, who guesses codes needs 2^60 tries.</summary>
internal sealed class ProofGuard(Db db, IHttpContextAccessor http)
{
    private const int Most = 60;

    private static readonly Duration Window = Duration.FromMinutes(10);

    /// <returns>Null, or <c>too-many-requests</c>. Counted in a transaction of its own, so asked before the door.</returns>
    public Task<Refusal?> Refuse() => Attempts.Refuse(db, $"proof:{http.HttpContext?.Connection.RemoteIpAddress}", Most, Window);
}
