using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Puts the receipt to a claim: a photograph or the PDF. Another one takes its place.</summary>
internal sealed class AttachReceipt : IUseCase<AttachReceipt.Command, FileHash>
{
    /// <summary>10 MiB: a photograph of today's telephones.</summary>
    public const int Largest = 10 * 1024 * 1024;

    private static readonly string[] Kinds = ["application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic"];

    public static Access Access => ClaimAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    /// <returns>The file; <c>field-invalid</c> for what is no image or PDF or is too large, <c>receipt-already-used</c>, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<FileHash>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim) return Refusal.Unknown;
        if (claim.State is not ClaimState.Draft) return new Refusal("state-not-allowed", ("state", claim.State));
        if (!Kinds.Contains(command.MediaType) || command.Content.Length > Largest) return new Refusal("field-invalid", ("text", command.MediaType)) { Field = "receipt" };
        var stored = await tx.StoreFile(command.Content, command.MediaType);
        if (stored.Refusal is { } notStored) return notStored with { Field = "receipt" };

        var with = claim with { Receipt = new(stored.Value, $"receipt.{Ending(command.MediaType)}") };
        if (await tx.UsedBefore(with) is { Receipt: { } used } earlier && used.Hash == stored.Value) return SubmitClaim.Used(earlier, actor, "receipt");
        await tx.Save(with, claim.State, "receipt");
        return stored.Value;
    }

    private static string Ending(string mediaType) => mediaType.Split('/')[1] is var kind && kind is "jpeg" ? "jpg" : kind;

    public sealed record Command(Guid Request, Guid Claim, string MediaType, byte[] Content) : ICommand<Command, AttachReceipt, FileHash>
    {
        public object Subject => new { Claim, Bytes = Content.Length };
    }
}
