using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Asks for a wage for approved work: a gross, or what it may cost. Nothing is reserved before an adviser has approved it.</summary>
internal sealed class AskWage : IUseCase<AskWage.Command, Id<AskedWage>>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Work, actor);

    public async Task<Outcome<Id<AskedWage>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockWork(command.Work) is not { } work || await tx.LockActivity(work.Activity) is not { } activity) return Refusal.Unknown;
        if (work.State is not WorkState.Checked) return new Refusal("state-not-allowed", ("state", work.State));
        if (await tx.WageFor(work.Id) is { } there) return new Refusal("state-not-allowed", ("state", there.State));
        if (command.Asked.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "asked" };
        if (!command.Asked.IsPositive) return new Refusal("amount-not-positive", ("amount", command.Asked)) { Field = "asked" };
        if (await WageGuards.RefuseLate(tx, work) is { } late) return late;
        if (await tx.RefuseUnpaidAbsence(work) is { } away) return away;

        var forecast = await Forecast.Of(tx, work, command.Basis, command.Asked);
        if (forecast.Refusal is { } notComputed) return notComputed;
        var wage = new AskedWage(
            new(command.Request), work.Id, work.Entity, work.Activity, work.Person, actor.Hand, command.Basis, command.Asked, forecast.Value.Gross, forecast.Value.Cost, WageState.Requested, null, tx.Today);
        if (await tx.RefuseBelowFloor(work, wage.Gross) is { } tooLow) return tooLow;
        if (await tx.RefuseNewWage(activity, wage.Person, wage.Cost) is { } refusal) return refusal.Field is "cost" ? refusal with { Field = "asked" } : refusal;
        await tx.Ask(wage);
        await tx.AskAdviser(wage, activity, await tx.FloorOf((await tx.FindEntity(work.Entity))!, work.Contract, work.FirstDay));
        return wage.Id;
    }

    public sealed record Command(Guid Request, Id<Work> Work, WageBasis Basis, Money Asked) : ICommand<Command, AskWage, Id<AskedWage>>
    {
        public object Subject => new { Request, Work, Basis, Asked };
    }
}
