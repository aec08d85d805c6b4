using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>Writes down what insurers, funds and authorities have told the employer. No wage uses it before a second person has compared it with the notice.</summary>
internal sealed class EnterEmployerFacts : IUseCase<EnterEmployerFacts.Command, Id<EmployerFacts>>
{
    private const int LongestSource = 500;

    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Id<EmployerFacts>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown with { Field = "entity" };
        if (EmploymentRules.RefuseCountry(entity) is { } elsewhere) return elsewhere;
        var read = WageFacts.Read(entity.Country, ofEmployer: true, command.Facts);
        if (read.Refusal is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(command.Source)) return new Refusal("field-missing", ("field", "source")) { Field = "source" };
        if (command.Source.Length > LongestSource) return new Refusal("field-invalid") { Field = "source" };

        var facts = new EmployerFacts(new(command.Request), command.Entity, command.ValidFrom, read.Value, command.Source.Trim(), TaxFactsState.Entered, actor.Hand);
        await tx.Enter(facts);
        await tx.AskToCheck(facts, entity);
        return facts.Id;
    }

    /// <param name="Facts">Answers by the names of the country's pack.</param>
    /// <param name="Source">The notice, with its date.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LocalDate ValidFrom, IReadOnlyDictionary<string, string> Facts, string Source) : ICommand<Command, EnterEmployerFacts, Id<EmployerFacts>>
    {
        public object Subject => new { Request, Entity, ValidFrom };
    }
}

/// <summary>Somebody else has compared the facts with the notice: they count, or they do not.</summary>
internal sealed class CheckEmployerFacts : IUseCase<CheckEmployerFacts.Command, TaxFactsState>
{
    public static Access Access => EnterEmployerFacts.Access with { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<TaxFactsState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockEmployerFacts(command.Facts) is not { } facts) return Refusal.Unknown;
        var to = command.Right ? TaxFactsState.Checked : TaxFactsState.Refused;
        if (EmployerFacts.States.Refuse(facts.State, to) is { } notAllowed) return notAllowed;
        if (facts.EnteredBy == actor.Person) return new Refusal("second-person-needed");
        if (!command.Right && string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };

        await tx.Decide(facts, to, command.Right ? "checked" : "refused", command.Why?.Trim() ?? "");
        return to;
    }

    /// <param name="Right">They agree with the notice.</param>
    public sealed record Command(Guid Request, Id<EmployerFacts> Facts, bool Right, string? Why) : ICommand<Command, CheckEmployerFacts, TaxFactsState>
    {
        public object Subject => new { Facts, Right };
    }
}

/// <summary>What is known of an employer for its wages.</summary>
internal sealed class ReadEmployerFacts : IUseCase<ReadEmployerFacts.Query, ReadEmployerFacts.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Adviser, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(query.Entity) is not { } entity) return Refusal.Unknown;
        var writes = EnterEmployerFacts.Access.Refuse(actor, Relation.None) is null;
        return new Result(
            entity, WageFacts.Of(entity.Country, ofEmployer: true),
            [.. (await tx.EmployerFactsOf(entity.Id)).Select(facts => new Row(facts, writes && facts.State is TaxFactsState.Entered && facts.EnteredBy != actor.Person))], writes);
    }

    public sealed record Query(Id<LegalEntity> Entity) : IQuery<Query, ReadEmployerFacts, Result>;

    /// <param name="MayCheck">The asker is the second person.</param>
    internal sealed record Row(EmployerFacts Facts, bool MayCheck);

    /// <param name="Asked">What the country asks of employers; none = nothing has to be entered.</param>
    /// <param name="Rows">The newest first.</param>
    internal sealed record Result(LegalEntity Entity, IReadOnlyList<WageFact> Asked, IReadOnlyList<Row> Rows, bool MayEnter);
}
