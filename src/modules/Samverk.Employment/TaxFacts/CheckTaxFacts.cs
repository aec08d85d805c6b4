using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Somebody else has compared the facts with the tax decision: they count, or they do not.</summary>
internal sealed class CheckTaxFacts : IUseCase<CheckTaxFacts.Command, TaxFactsState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.LockTaxFacts(command.Facts) is { } facts ? await tx.RelationToPerson(facts.Person, actor) : Relation.None;

    public async Task<Outcome<TaxFactsState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockTaxFacts(command.Facts) is not { } facts) return Refusal.Unknown;
        var to = command.Right ? TaxFactsState.Checked : TaxFactsState.Refused;
        if (DatedTaxFacts.States.Refuse(facts.State, to) is { } notAllowed) return notAllowed;
        if (facts.EnteredBy == actor.Person) return new Refusal("second-person-needed");
        if (!command.Right && string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };

        await tx.Decide(facts, to, command.Right ? "checked" : "refused", command.Why?.Trim() ?? "");
        return to;
    }

    /// <param name="Right">They agree with the decision of the tax agency.</param>
    public sealed record Command(Guid Request, Id<DatedTaxFacts> Facts, bool Right, string? Why) : ICommand<Command, CheckTaxFacts, TaxFactsState>
    {
        public object Subject => new { Facts, Right };
    }
}
