using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>A member's message that needs no answer ("thank you") leaves the desk.</summary>
internal sealed class CloseQuestion : IUseCase<CloseQuestion.Command, Done>
{
    public static Access Access => new(Who.Staff);

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindCase(command.Case) is not { Item.Kind: PostMessage.Kind } one) return Refusal.Unknown;
        await tx.CloseItem(one.Item.Object, PostMessage.Kind, "no-answer-needed");
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Case> Case) : ICommand<Command, CloseQuestion, Done>
    {
        public object Subject => new { Case };
    }
}
