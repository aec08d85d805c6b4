using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// A new link to an engagement: to pass on by hand, for somebody who has no mail or has lost it. It is made by the page, which shows it once;
/// the node keeps its hash.
/// </summary>
internal sealed class FreshLink : IUseCase<FreshLink.Command, Done>
{
    public static Access Access => SubmitCrew.Access with { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Engagement, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockEngagement(command.Engagement) is not { } one) return Refusal.Unknown;
        if (one.RefuseOver(tx.Today) is { } over) return over;
        // Once the person has said who they are the link opens what only they may see: it goes to their own address, or an adviser hands it to them.
        if (one.State is not EngagementState.Invited && !actor.Roles.Contains(Role.Adviser)) return new Refusal("link-is-theirs");
        if (!command.Token.IsWhole) return new Refusal("field-invalid", ("field", "token")) { Field = "token" };
        await tx.Add(one.Id, command.Token);
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Engagement> Engagement, EngagementToken Token) : ICommand<Command, FreshLink, Done>
    {
        public object Subject => new { Engagement, Link = Token.Key };
    }
}

/// <summary>Sends the link again to the person's own mail address.</summary>
internal sealed class SendAgain : IUseCase<SendAgain.Command, Done>
{
    public static Access Access => SubmitCrew.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Engagement, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockEngagement(command.Engagement) is not { } one || await tx.FindEntity(one.Entity) is not { } entity) return Refusal.Unknown;
        if (one.RefuseOver(tx.Today) is { } over) return over;
        if (one.Email is null) return new Refusal("field-missing", ("field", "email")) { Field = "email" };
        return await tx.SendLink(one, entity, command.Request);
    }

    public sealed record Command(Guid Request, Id<Engagement> Engagement) : ICommand<Command, SendAgain, Done>
    {
        public object Subject => new { Engagement };
    }
}
