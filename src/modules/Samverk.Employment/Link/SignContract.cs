using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// By the link: the person signs exactly the text that they have read, before the work begins. Where no authority has to be told before the first
/// hour, the work is then declared, and its receipt is the signature's own time.
/// </summary>
internal sealed class SignContract : IUseCase<SignContract.Command, EngagementState>
{
    public static Access Access => Identify.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Token);

    public async Task<Outcome<EngagementState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.Open(command.Token) is not { } found || await tx.LockEngagement(found.Id) is not { Person: { } person } one) return Refusal.Unknown;
        if (one.RefuseOver(tx.Today) is { } over) return over;
        if (one.Work is not { } id || await tx.LockWork(id) is not { } work || await tx.ContractFor(id) is not { } contract) return new Refusal("contract-not-ready");
        if (one.State is not EngagementState.Ready) return new Refusal("already-answered");
        if (WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun with { Field = null };
        var name = command.Name.Trim();
        if (name.Length is 0) return new Refusal("field-missing", ("field", "name")) { Field = "name" };
        if (name.Length > WorkRules.LongestText || !Mail.IsOneLine(name)) return new Refusal("field-invalid", ("text", name[..Math.Min(name.Length, 40)])) { Field = "name" };
        if (!command.Agrees) return new Refusal("field-missing", ("field", "agrees")) { Field = "agrees" };

        var signed = await tx.Sign(contract, new Signature(SignerSide.Worker, person, name, SignedHow.Link, command.Token.Key, command.Document, tx.Now));
        if (signed.Refusal is { } notSigned) return notSigned;
        if ((await tx.Move(one, EngagementState.Contracted, "contracted", "")).Refusal is { } notContracted) return notContracted;
        return await tx.DeclareSigned(one with { State = EngagementState.Contracted }, work);
    }

    /// <param name="Document">The hash of what was read, as the page showed it.</param>
    public sealed record Command(Guid Request, EngagementToken Token, FileHash Document, string Name, bool Agrees) : ICommand<Command, SignContract, EngagementState>
    {
        public object Subject => new { Link = Token.Key, Document };
    }
}

/// <summary>By the link: the person does not want the work. It costs them nothing, and what was reserved is free again.</summary>
internal sealed class DeclineEngagement : IUseCase<DeclineEngagement.Command, EngagementState>
{
    public static Access Access => Identify.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Token);

    public async Task<Outcome<EngagementState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.Open(command.Token) is not { } found || await tx.LockEngagement(found.Id) is not { } one) return Refusal.Unknown;
        if (!one.IsUnsigned) return new Refusal("already-answered");
        return (await tx.End(one, EngagementState.Withdrawn, "declined", "")).Then<EngagementState>(_ => EngagementState.Withdrawn);
    }

    public sealed record Command(Guid Request, EngagementToken Token) : ICommand<Command, DeclineEngagement, EngagementState>
    {
        public object Subject => new { Link = Token.Key };
    }
}
