using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A person has given the figures to the authority, in its own service.</summary>
internal sealed class SendDeclaration : IUseCase<SendDeclaration.Command, DeclarationState>
{
    public static Access Access => PrepareDeclaration.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The state; <c>changed-meanwhile</c> where wages were paid since it was prepared, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<DeclarationState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDeclaration(command.Declaration) is not { } declaration) return Refusal.Unknown;
        if (Declaration.States.Refuse(declaration.State, DeclarationState.Sent) is { } notAllowed) return notAllowed;
        if (await tx.HasMoved(declaration)) return new Refusal("changed-meanwhile");
        await tx.Move(declaration with { SentOn = tx.Today, Late = declaration.Late || tx.Today > declaration.Deadline }, DeclarationState.Sent, "sent", "");
        await tx.CloseDeclaration(declaration, "sent");
        return DeclarationState.Sent;
    }

    public sealed record Command(Guid Request, Guid Declaration) : ICommand<Command, SendDeclaration, DeclarationState>
    {
        public object Subject => new { Declaration };
    }
}

/// <summary>What the authority has answered: its receipt, or why it did not take the declaration.</summary>
internal sealed class AnswerDeclaration : IUseCase<AnswerDeclaration.Command, DeclarationState>
{
    /// <summary>10 MiB: a receipt is a page or two.</summary>
    public const int Largest = 10 * 1024 * 1024;

    public static Access Access => PrepareDeclaration.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The state; <c>field-missing</c> without the receipt's number or the code, <c>field-invalid</c> for a file that is no receipt, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<DeclarationState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDeclaration(command.Declaration) is not { } declaration) return Refusal.Unknown;
        var to = command.Accepted ? DeclarationState.Accepted : DeclarationState.Rejected;
        if (Declaration.States.Refuse(declaration.State, to) is { } notAllowed) return notAllowed;
        var said = command.Number.Trim();
        if (said.Length is 0) return new Refusal("field-missing", ("field", "number")) { Field = "number" };
        if (said.Length > 200 || said.Any(char.IsControl)) return new Refusal("field-invalid", ("text", said[..Math.Min(40, said.Length)])) { Field = "number" };
        if (!command.Accepted)
        {
            await tx.Move(declaration with { Code = said }, to, "rejected", said);
            await tx.AskToDeclare(declaration);
            return to;
        }

        FileHash? file = null;
        if (command.Content is { Length: > 0 } content)
        {
            if (content.Length > Largest) return new Refusal("field-invalid", ("text", content.Length)) { Field = "file" };
            var stored = await tx.StoreFile(content, command.MediaType ?? "application/pdf");
            if (stored.Refusal is { } notStored) return notStored with { Field = "file" };
            file = stored.Value;
        }

        var accepted = (await tx.Move(declaration with { Receipt = said, ReceiptFile = file }, to, "accepted", said)).Value;
        // Payslips of its period were corrected, or wages paid, while it was on its way.
        if (await tx.HasMoved(accepted)) await tx.RaiseCorrection(accepted, RaisingCorrections.CorrectionOf(accepted));
        return to;
    }

    /// <param name="Number">Of the receipt; of a rejection its code.</param>
    /// <param name="Content">The receipt as a file; null where there is none.</param>
    public sealed record Command(Guid Request, Guid Declaration, bool Accepted, string Number, string? MediaType = null, byte[]? Content = null) : ICommand<Command, AnswerDeclaration, DeclarationState>
    {
        public object Subject => new { Declaration, Accepted, Content?.Length };
    }
}
