using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A manager invites somebody into the team, by a link that works for 14 days. Only its hash is kept.</summary>
internal sealed class InviteToTeam : IUseCase<InviteToTeam.Command, InviteToTeam.Result>
{
    public static Access Access => ActivityAccess.Steering;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;

        var token = Delegation.NewToken();
        var delegation = new Delegation(
            new(command.Request), activity.Id, command.Manager ? Relation.Manager : Relation.TeamMember, command.Email, command.Person,
            tx.Today.PlusDays(Delegation.Days), null, DelegationState.Invited);
        await tx.Add(delegation, token);
        if (command.Mail is { } mail && command.Email is { } email)
        {
            if (!mail.Text.Contains(LinkPlace, StringComparison.Ordinal)) return new Refusal("field-invalid", ("field", "mail")) { Field = "mail" };
            var queued = await tx.QueueMail(new Mail(
                Id<Mail>.Named(command.Request, "invitation"), email, mail.Subject, mail.Text.Replace(LinkPlace, token, StringComparison.Ordinal), Document: delegation.Id.Value));
            if (queued.Refusal is { } refusal) return refusal.Field is "recipient" ? refusal with { Field = "email" } : refusal;
        }

        return new Result(delegation.Id, delegation.ValidUntil);
    }

    /// <summary>Where the text of a mail wants the secret of the link.</summary>
    public const string LinkPlace = "{token}";

    /// <param name="Email">Where the link goes.</param>
    /// <param name="Person">Only this person may accept; null = who holds the link.</param>
    /// <param name="Mail">In the reader's language, written by the page that knows this node's address.</param>
    public sealed record Command(Guid Request, Id<Activity> Activity, bool Manager, string? Email, Id<Person>? Person, Letter? Mail)
        : ICommand<Command, InviteToTeam, Result>
    {
        public object Subject => new { Request, Activity, Manager, Person };
    }

    /// <param name="Text">With <see cref="LinkPlace"/> inside the link.</param>
    public sealed record Letter(string Subject, string Text);

    public sealed record Result(Id<Delegation> Delegation, NodaTime.LocalDate ValidUntil);
}
