using NodaTime;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>The business date of a demo goes one day on. On a node of real people there is no such thing, whoever asks.</summary>
internal sealed class StepDemoClock(Ui.Cooperative cooperative) : IUseCase<StepDemoClock.Command, Done>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Administrator, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (!await tx.IsDemo()) return Refusal.Unknown;
        // To nine in the morning of the next day, whatever summer time does in between.
        var morning = tx.Today.PlusDays(1).At(new LocalTime(9, 0)).InZoneLeniently(tx.Zone).ToInstant();
        var by = Duration.FromSeconds((long)(morning - tx.Now).TotalSeconds);
        // Before the step: whoever is signed in now stays so.
        await tx.ProlongVisits(by);
        var stepped = await tx.StepClock(by);
        if (stepped.Refusal is null) cooperative.Forget();
        return stepped;
    }

    internal sealed record Command(Guid Request) : ICommand<Command, StepDemoClock, Done>
    {
        public object Subject => new { Days = 1 };
    }
}
