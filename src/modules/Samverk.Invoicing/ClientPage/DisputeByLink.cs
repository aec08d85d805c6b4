using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A client says by the link that something is wrong: reminders stop, and the adviser looks at it.</summary>
internal sealed class DisputeByLink : IUseCase<DisputeByLink.Command, Done>
{
    public static Access Access => LinkAccess.Holder;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => LinkAccess.To(command.Token, tx);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.OpenLink(command.Token) is not { } id) return Refusal.Unknown;
        if (command.Reason.Length > 2000) return new Refusal("field-invalid", ("text", command.Reason[..40])) { Field = "reason" };
        return await tx.BeginDispute(id, command.Reason);
    }

    public sealed record Command(Guid Request, string Token, string Reason) : ICommand<Command, DisputeByLink, Done>
    {
        /// <summary>The token is a secret; the timeline of the invoice says which one it was.</summary>
        public object Subject => new { };
    }
}
