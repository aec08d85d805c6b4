using NodaTime;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>
/// Issues a certificate at once: nobody has to look at it, because it says only what is on record. For oneself, or by an adviser for somebody.
/// </summary>
internal sealed class IssueProof : IUseCase<IssueProof.Command, Id<Proof>>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationToPerson(command.Person, actor);

    /// <returns>
    /// The certificate; <c>not-yet</c> for days to come, <c>field-invalid</c> for the days or the language, <c>nothing-on-record</c>,
    /// <c>parameter-missing</c> while nobody has said where this node is reached.
    /// </returns>
    public Task<Outcome<Id<Proof>>> Run(Command command, Tx tx, Actor actor) =>
        tx.Issue(new(command.Request), command.Entity, command.Person, command.Kind, (command.From, command.To), command.Language, actor.Hand, null);

    /// <param name="Language">Two letters; one in which this program is complete.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, Id<Person> Person, ProofKind Kind, LocalDate From, LocalDate To, string Language) : ICommand<Command, IssueProof, Id<Proof>>
    {
        public object Subject => new { Request, Entity, Person, Kind, From, To };
    }
}

/// <summary>The same by the link of somebody who is engaged: about the work of this engagement, and nothing else that the register knows.</summary>
internal sealed class IssueProofByLink : IUseCase<IssueProofByLink.Command, Id<Proof>>
{
    public static Access Access => ReadEngaged.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Token);

    public async Task<Outcome<Id<Proof>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.Open(command.Token) is not { } one) return Refusal.Unknown;
        if (one is not { Person: { } person, Work: not null }) return new Refusal("nothing-on-record");
        // The payslip comes after the work: until today, for income.
        var first = one.Days.Min(day => day.Day);
        return first > tx.Today ? new Refusal("nothing-on-record") : await tx.Issue(new(command.Request), one.Entity, person, command.Kind, (first, tx.Today), command.Language, person, one);
    }

    public sealed record Command(Guid Request, EngagementToken Token, ProofKind Kind, string Language) : ICommand<Command, IssueProofByLink, Id<Proof>>
    {
        public object Subject => new { Request, Token, Kind };
    }
}

internal static class IssueProofs
{
    public static async Task<Outcome<Id<Proof>>> Issue(
        this Tx tx, Id<Proof> id, Id<LegalEntity> entityId, Id<Person> personId, ProofKind kind, (LocalDate From, LocalDate To) days, string language, Id<Person> by, Engagement? one)
    {
        if (await tx.FindEntity(entityId) is not { } entity) return Refusal.Unknown with { Field = "entity" };
        if (await tx.FindPerson(personId) is not { ErasedOn: null } person) return Refusal.Unknown with { Field = "person" };
        if (Language.Of(language) is null) return new Refusal("field-invalid", ("text", language)) { Field = "language" };
        if (Proof.RefuseDays(days.From, days.To, tx.Today) is { } wrong) return wrong;
        if (await tx.Address() is not { } home) return new Refusal("parameter-missing", ("parameter", NodeAddress.Setting));
        var record = await OnRecord.Of(tx, entity.Id, person.Id, days.From, days.To, one?.Work);
        if (!record.Has(kind)) return new Refusal("nothing-on-record");

        var (number, code) = (await tx.NextProofNumber(entity.Id), ProofCode.New());
        var subject = new ProofSubject(
            entity, person, kind, days.From, days.To, number, code, language, ReadPayslip.SenderOf(entity, await tx.FindSeller(entity.Id)), new Uri(home, "check"), tx.Today, tx.Now);
        var stored = await tx.StoreFile(ProofPaper.Print(subject, record), "application/pdf");
        if (stored.Refusal is { } notStored) return notStored;
        await tx.Add(new Proof(id, entity.Id, person.Id, kind, days.From, days.To, number, code, stored.Value, language, by, one?.Id, tx.Now));
        return id;
    }
}
