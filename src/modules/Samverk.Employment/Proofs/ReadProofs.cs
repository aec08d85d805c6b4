using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Certificates about somebody, the newest first, and what can be asked for.</summary>
internal sealed class ListProofs : IUseCase<ListProofs.Query, ListProofs.Result>
{
    public static Access Access => IssueProof.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationToPerson(query.Person, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var person = (await tx.FindPerson(query.Person))!;
        var entities = (await tx.Entities()).ToDictionary(entity => entity.Id, entity => entity.Name);
        var (work, slips, proofs) = (await tx.ListWork(person.Id, null, int.MaxValue), await tx.PayslipsOf(person.Id), await tx.ProofsOf(person.Id));
        Id<LegalEntity>[] with = [.. work.Where(one => one.State is WorkState.Checked or WorkState.Paid).Select(one => one.Entity).Concat(slips.Select(slip => slip.Entity)).Distinct()];
        var names = await tx.Names(proofs.Select(proof => proof.AskedBy).Distinct());
        return new Result(
            person.Name, person.Language, [.. with.Select(id => new Employer(id, entities[id])).OrderBy(one => one.Name, StringComparer.CurrentCulture)],
            [.. proofs.Select(proof => new Row(
                proof.Id, proof.Kind, proof.From, proof.To, proof.Number, proof.Code.ToString(), entities[proof.Entity], proof.At.InZone(tx.Zone).Date,
                proof.Engagement is not null ? null : proof.AskedBy == person.Id ? person.Name : names.GetValueOrDefault(proof.AskedBy, "–")))],
            work.Where(one => one.State is WorkState.Checked or WorkState.Paid).Select(one => (LocalDate?)one.FirstDay).Min(), tx.Today);
    }

    public sealed record Query(Id<Person> Person) : IQuery<Query, ListProofs, Result>;

    internal sealed record Employer(Id<LegalEntity> Id, string Name);

    /// <param name="AskedBy">Null = by the link of an engagement.</param>
    internal sealed record Row(Id<Proof> Id, ProofKind Kind, LocalDate From, LocalDate To, string Number, string Code, string Entity, LocalDate IssuedOn, string? AskedBy);

    /// <param name="Employers">Companies at which there is something on record.</param>
    internal sealed record Result(string Person, string Language, IReadOnlyList<Employer> Employers, IReadOnlyList<Row> Rows, LocalDate? FirstDay, LocalDate Today);
}

/// <summary>The PDF of a certificate.</summary>
internal sealed class ReadProof : IUseCase<ReadProof.Query, StoredFile>
{
    public static Access Access => IssueProof.Access;

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) => await tx.FindProof(query.Proof) is { } proof ? await tx.RelationToPerson(proof.Person, actor) : Relation.None;

    public async Task<Outcome<StoredFile>> Run(Query query, Tx tx, Actor actor) => await tx.FindProof(query.Proof) is { } proof ? await tx.LoadFile(proof.Hash) : Refusal.Unknown;

    public sealed record Query(Id<Proof> Proof) : IQuery<Query, ReadProof, StoredFile>;
}

/// <summary>By the link: the certificates that were asked for by it.</summary>
internal sealed class ListProofsByLink : IUseCase<ListProofsByLink.Query, IReadOnlyList<ListProofsByLink.Row>>
{
    public static Access Access => ReadEngaged.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Token);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor) => await tx.Open(query.Token) is { } one
        ? Outcome.Of<IReadOnlyList<Row>>([.. (await tx.ProofsOf(one.Id)).Select(proof => new Row(proof.Id, proof.Kind, proof.Number, proof.At.InZone(tx.Zone).Date))])
        : Refusal.Unknown;

    public sealed record Query(EngagementToken Token) : IQuery<Query, ListProofsByLink, IReadOnlyList<Row>>;

    internal sealed record Row(Id<Proof> Id, ProofKind Kind, string Number, LocalDate IssuedOn);
}

/// <summary>By the link: the PDF of one of them.</summary>
internal sealed class TakeProof : IUseCase<TakeProof.Query, byte[]>
{
    public static Access Access => ReadEngaged.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Token);

    public async Task<Outcome<byte[]>> Run(Query query, Tx tx, Actor actor) =>
        await tx.Open(query.Token) is { } one && await tx.FindProof(query.Proof) is { } proof && proof.Engagement == one.Id
            ? (await tx.LoadFile(proof.Hash)).Then<byte[]>(file => file.Content)
            : Refusal.Unknown;

    public sealed record Query(EngagementToken Token, Id<Proof> Proof) : IQuery<Query, TakeProof, byte[]>;
}
