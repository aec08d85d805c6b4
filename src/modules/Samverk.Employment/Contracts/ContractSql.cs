using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class ContractSql
{
    private const string Select = "select id, work, entity, person, replaces, template, version, language, encode(hash, 'hex') as hash, drafted, state from employment.contract";

    /// <summary>The one that counts for some work: sent or signed.</summary>
    public static async Task<Contract?> ContractFor(this Tx tx, Id<Work> work) =>
        (await tx.Load($"{Select} where work = @id and state in ('Sent', 'PartSigned', 'Signed')", new { id = work.Value })).SingleOrDefault();

    public static async Task<Contract?> FindContract(this Tx tx, Id<Contract> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    /// <summary>All of a person, the newest first.</summary>
    public static Task<IReadOnlyList<Contract>> ContractsOf(this Tx tx, Id<Person> person) => tx.Load($"{Select} where person = @id order by number desc", new { id = person.Value });

    /// <summary>Drafts the contract of some work and keeps its exact text. One that counted until now is replaced by it.</summary>
    /// <returns>The contract; <c>contract-template-missing</c> where there is none of our wording.</returns>
    public static async Task<Outcome<Contract>> Draft(this Tx tx, Work work, ContractTerms terms)
    {
        var earlier = await tx.ContractFor(work.Id);
        var drafted = ContractText.Draft(terms with { Replaces = earlier?.Hash });
        if (drafted.Refusal is { } noTemplate) return noTemplate;
        var stored = await tx.StoreFile(System.Text.Encoding.UTF8.GetBytes(drafted.Value.Text), "text/plain");
        if (stored.Refusal is { } notStored) return notStored;
        if (earlier is not null && (await tx.Move(earlier, ContractState.Replaced, "replaced")).Refusal is { } notReplaced) return notReplaced;

        var contract = new Contract(
            Id<Contract>.New(), work.Id, work.Entity, work.Person, earlier?.Id, drafted.Value.Template, drafted.Value.Version, drafted.Value.Language, stored.Value, tx.Now, ContractState.Sent, []);
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.contract (id, work, entity, person, replaces, template, version, language, hash, drafted, state)
            values (@id, @work, @entity, @person, @replaces, @Template, @Version, @Language, decode(@hash, 'hex'), @Now, 'Sent')
            """,
            new
            {
                id = contract.Id.Value, work = work.Id.Value, entity = work.Entity.Value, person = work.Person.Value, replaces = earlier?.Id.Value, contract.Template, contract.Version,
                contract.Language, hash = contract.Hash.Value, tx.Now,
            });
        await tx.TakeStep(Contract.States, contract.Id.Value, null, ContractState.Sent, "drafted", "");
        return contract;
    }

    /// <summary>One side signs exactly what lies in the store under the contract's hash.</summary>
    /// <returns>The state after it; <c>document-changed</c> when another text was read, <c>already-answered</c> for a side that has signed.</returns>
    public static async Task<Outcome<ContractState>> Sign(this Tx tx, Contract contract, Signature signature)
    {
        if (contract.Of(signature.Side) is not null) return new Refusal("already-answered");
        if (signature.Hash != contract.Hash) return new Refusal("document-changed");
        var to = contract.Signatures.Count is 0 ? ContractState.PartSigned : ContractState.Signed;
        if ((await tx.Move(contract, to, signature.Side is SignerSide.Company ? "company-signs" : "worker-signs")).Refusal is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync(
            "insert into employment.signature (contract, side, person, name, how, key, hash, at) values (@id, @side, @person, @Name, @how, @Key, decode(@hash, 'hex'), @At)",
            new
            {
                id = contract.Id.Value, side = signature.Side.ToString(), person = signature.Person.Value, signature.Name, how = signature.How.ToString(), signature.Key, hash = signature.Hash.Value,
                signature.At,
            });
        return to;
    }

    public static async Task<Outcome<Done>> Move(this Tx tx, Contract contract, ContractState to, string @event)
    {
        if (Contract.States.Refuse(contract.State, to) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync("update employment.contract set state = @state where id = @id", new { id = contract.Id.Value, state = to.ToString() });
        await tx.TakeStep(Contract.States, contract.Id.Value, contract.State, to, @event, "");
        return default(Done);
    }

    /// <summary>The words that are signed; null once the person is erased.</summary>
    public static async Task<string?> TextOf(this Tx tx, Contract contract) =>
        await tx.LoadFile(contract.Hash) is { Refusal: null, Value.Content: var bytes } ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    private static async Task<IReadOnlyList<Contract>> Load(this Tx tx, string sql, object with)
    {
        var rows = (await tx.Connection.QueryAsync<Row>(sql, with)).AsList();
        var signatures = (await tx.Connection.QueryAsync<SignatureRow>(
            "select contract, side, person, name, how, key, encode(hash, 'hex') as hash, at from employment.signature where contract = any(@ids) order by at, side",
            new { ids = rows.Select(row => row.Id).ToArray() })).ToLookup(row => row.Contract);
        return [.. rows.Select(row => row.ToContract([.. signatures[row.Id].Select(one => one.ToSignature())]))];
    }

    private sealed record SignatureRow(Guid Contract, SignerSide Side, Guid Person, string Name, SignedHow How, string? Key, string Hash, Instant At)
    {
        public Signature ToSignature() => new(Side, new(Person), Name, How, Key, FileHash.Parse(Hash, null), At);
    }

    private sealed record Row(
        Guid Id, Guid Work, Guid Entity, Guid Person, Guid? Replaces, string Template, int Version, string Language, string Hash, Instant Drafted, ContractState State)
    {
        public Contract ToContract(IReadOnlyList<Signature> signatures) => new(
            new(Id), new(Work), new(Entity), new(Person), Replaces is { } before ? new(before) : null, Template, Version, Language, FileHash.Parse(Hash, null), Drafted, State, signatures);
    }
}
