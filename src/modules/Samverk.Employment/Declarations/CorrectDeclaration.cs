using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What was accepted is corrected by another declaration that points to it; what was accepted stays as it is.</summary>
internal sealed class CorrectDeclaration : IUseCase<CorrectDeclaration.Command, Guid>
{
    public static Access Access => PrepareDeclaration.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The correction, due today; <c>reason-needed</c>, <c>state-not-allowed</c> unless it is accepted and has no correction yet.</returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDeclaration(command.Declaration) is not { } original) return Refusal.Unknown;
        if (original.State is not DeclarationState.Accepted || (await tx.SelectDeclarations("corrects = @Id", new { original.Id })).Count > 0)
            return new Refusal("state-not-allowed", ("state", original.State));
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        await tx.RaiseCorrection(original, command.Request);
        return command.Request;
    }

    /// <param name="Request">Becomes the correction's id.</param>
    public sealed record Command(Guid Request, Guid Declaration, string Why) : ICommand<Command, CorrectDeclaration, Guid>
    {
        public object Subject => new { Declaration };
    }
}

internal static class RaisingCorrections
{
    /// <summary>A declaration that corrects an accepted one is due today.</summary>
    public static async Task RaiseCorrection(this Tx tx, Declaration original, Guid id)
    {
        var correction = original with
        {
            Id = id, Corrects = original.Id, State = DeclarationState.Due, Late = false, SentOn = null, Receipt = null, ReceiptFile = null, MadeOn = tx.Today,
            Deadline = NodaTime.LocalDate.Max(original.Deadline, tx.Today),
        };
        await tx.Declare(correction);
        await tx.AskToDeclare(correction);
    }

    /// <summary>
    /// Payslips with these pay days were corrected: what an authority has accepted of their periods is corrected too. What nobody has sent yet takes the new
    /// figures when it is prepared; what is sent follows when the authority has answered.
    /// </summary>
    public static async Task CorrectDeclarations(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<NodaTime.LocalDate> payDays)
    {
        var accepted = await tx.SelectDeclarations(
            """
            entity = @entity and work is null and state = 'Accepted' and exists (select from unnest(@days) as day where day between first_day and last_day)
            and not exists (select from employment.declaration later where later.corrects = declaration.id)
            """,
            new { entity = entity.Value, days = payDays.ToArray() });
        foreach (var one in accepted) await tx.RaiseCorrection(one, CorrectionOf(one));
    }

    public static Guid CorrectionOf(Declaration declaration) => NamedGuid.Of(declaration.Id, "correction");
}

/// <summary>The authority has cancelled what it had accepted: the work is off.</summary>
internal sealed class CancelDeclaration : IUseCase<CancelDeclaration.Command, DeclarationState>
{
    public static Access Access => PrepareDeclaration.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The state; <c>reason-needed</c> without the cancellation's receipt, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<DeclarationState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDeclaration(command.Declaration) is not { } declaration) return Refusal.Unknown;
        if (declaration.State is not DeclarationState.Accepted) return new Refusal("state-not-allowed", ("state", declaration.State));
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        await tx.Move(declaration, DeclarationState.Cancelled, "cancelled", command.Why.Trim());
        await tx.CloseDeclaration(declaration, "cancelled");
        return DeclarationState.Cancelled;
    }

    /// <param name="Why">The cancellation's receipt and its reason.</param>
    public sealed record Command(Guid Request, Guid Declaration, string Why) : ICommand<Command, CancelDeclaration, DeclarationState>
    {
        public object Subject => new { Declaration };
    }
}
