using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Says of a claim that it buys equipment that is to last, or that it does not: the member while writing, whoever checks it after that.</summary>
internal sealed class MarkEquipment : IUseCase<MarkEquipment.Command, Done>
{
    public const int LongestLife = 240;

    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    /// <returns>Done; <c>unknown-kind</c> for a journey, <c>field-invalid</c>, <c>state-not-allowed</c> where it is not one's turn.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim || await tx.FindActivity(claim.Content.Activity) is not { } activity) return Refusal.Unknown;
        if (claim.State is ClaimState.Draft && claim.Member != actor.Person) return Refusal.Unknown;
        if (claim.Journey is not null) return new Refusal("unknown-kind", ("kind", claim.Kind));
        var mine = claim.Member == actor.Person ? claim.State is ClaimState.Draft : claim.State is ClaimState.Submitted or ClaimState.Checked;
        if (!mine) return new Refusal("state-not-allowed", ("state", claim.State));
        var serial = (command.Serial ?? "").Trim();
        if (serial.Length > 70 || !Mail.IsOneLine(serial)) return new Refusal("field-invalid", ("field", "serial")) { Field = "serial" };
        if (command.Months is < 1 or > LongestLife) return new Refusal("field-invalid", ("field", "months"), ("text", command.Months)) { Field = "months" };

        var marked = claim with { Equipment = command.Months is { } months ? new(serial, months) : null };
        await tx.Save(marked, claim.State, "equipment");
        if (claim.State is not ClaimState.Draft) await tx.AskAdviser(marked, activity, (await tx.FindEntity(claim.Entity))!);
        return default(Done);
    }

    /// <param name="Months">Of its life; null = it is used up and no equipment.</param>
    public sealed record Command(Guid Request, Guid Claim, int? Months, string? Serial) : ICommand<Command, MarkEquipment, Done>
    {
        public object Subject => new { Claim, Months };
    }
}
