using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class ProofSql
{
    private const string Select = "select id, entity, person, kind, first_day, last_day, number, code, encode(hash, 'hex') as hash, language, asked_by, engagement, at from employment.proof";

    public static async Task<Proof?> FindProof(this Tx tx, Id<Proof> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    /// <summary>All about a person, the newest first.</summary>
    public static Task<IReadOnlyList<Proof>> ProofsOf(this Tx tx, Id<Person> person) => tx.Load($"{Select} where person = @id order by at desc, number desc", new { id = person.Value });

    /// <summary>Those that were asked for by the link of one engagement.</summary>
    public static Task<IReadOnlyList<Proof>> ProofsOf(this Tx tx, Id<Engagement> engagement) => tx.Load($"{Select} where engagement = @id order by at desc, number desc", new { id = engagement.Value });

    /// <summary>The one with this code, or with these bytes; both where both are said.</summary>
    public static async Task<Proof?> FindProof(this Tx tx, ProofCode? code, FileHash? hash) => code is null && hash is null ? null
        : (await tx.Load($"{Select} where (@code::text is null or code = @code) and (@hash::text is null or hash = decode(@hash, 'hex'))", new { code = code?.Value, hash = hash?.Value })).SingleOrDefault();

    /// <summary>The next number of a company's year. Two who ask at once take turns.</summary>
    public static async Task<string> NextProofNumber(this Tx tx, Id<LegalEntity> entity) => Proof.NumberOf(tx.Today.Year, await tx.Connection.QuerySingleAsync<int>(
        "insert into employment.proof_series (entity, year, last) values (@entity, @year, 1) on conflict (entity, year) do update set last = proof_series.last + 1 returning last",
        new { entity = entity.Value, year = tx.Today.Year }));

    public static Task Add(this Tx tx, Proof proof) => tx.Connection.ExecuteAsync(
        """
        insert into employment.proof (id, entity, person, kind, first_day, last_day, number, code, hash, language, asked_by, engagement, at)
        values (@id, @entity, @person, @kind, @From, @To, @Number, @code, decode(@hash, 'hex'), @Language, @by, @engagement, @At)
        """,
        new
        {
            id = proof.Id.Value, entity = proof.Entity.Value, person = proof.Person.Value, kind = proof.Kind.ToString(), proof.From, proof.To, proof.Number, code = proof.Code.Value,
            hash = proof.Hash.Value, proof.Language, by = proof.AskedBy.Value, engagement = proof.Engagement?.Value, proof.At,
        });

    private static async Task<IReadOnlyList<Proof>> Load(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<Row>(sql, with)).Select(row => row.ToProof())];

    private sealed record Row(
        Guid Id, Guid Entity, Guid Person, ProofKind Kind, LocalDate First_Day, LocalDate Last_Day, string Number, string Code, string Hash, string Language, Guid Asked_By, Guid? Engagement, Instant At)
    {
        public Proof ToProof() => new(
            new(Id), new(Entity), new(Person), Kind, First_Day, Last_Day, Number, new(Code), FileHash.Parse(Hash, null), Language, new(Asked_By), Engagement is { } one ? new(one) : null, At);
    }
}
