using Dapper;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Takes a wrong match back by correction entries; the line waits again.</summary>
public sealed class UnmatchLine : IUseCase<UnmatchLine.Command, Done>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// Done; <c>payment-not-reversible</c> for a client's payment that something later depends on, <c>state-not-allowed</c>,
    /// <c>reason-needed</c>, <c>payment-not-reversible</c> for money of ours that came back and was sent anew, <c>more-than-owed</c> for a credit that was refunded meanwhile.
    /// </returns>
    public async Task<Outcome<Done>> Run(Command request, Tx tx, Actor actor)
    {
        if (await tx.LockLine(request.Line) is not { } line) return Refusal.Unknown;
        if (BankLine.States.Refuse(line.State, LineState.Unknown) is { } notAllowed) return notAllowed;
        if (string.IsNullOrWhiteSpace(request.Why)) return new Refusal("reason-needed") { Field = "why" };

        var parts = await tx.PartsOf(line);
        if ((await tx.ReopenPayments(parts, request.Why)).Refusal is { } depends) return depends;
        // The latest first, so that each finds the invoice as its own posting has left it.
        foreach (var part in parts.Where(part => part.Kind is not PartKind.Entry).Reverse())
        {
            var back = part.Kind is PartKind.Invoice or PartKind.Recovery or PartKind.Return ? await tx.TakePaymentBack(part.Id, request.Why) : await TakeBack(tx, line, part);
            if (back.Refusal is { } refusal) return refusal;
        }

        await tx.Connection.ExecuteAsync(
            "update treasury.part set undone_at = @Now, undone_by = @person where line = @id and undone_at is null",
            new { tx.Now, person = actor.Person.Value, id = line.Id.Value });
        await tx.Move(line, LineState.Unknown, "correction", request.Why);
        await tx.Raise(new LineUnmatched(line.Id.Value));
        return default(Done);
    }

    private static async Task<Outcome<Done>> TakeBack(Tx tx, BankLine line, Part part)
    {
        if (part is { Kind: PartKind.ClientCredit, Client: { } id } && await tx.FindClient(new(id)) is { } client)
        {
            var owed = -await tx.Balance(line.Account.Entity, Account.ClientCredit(client.Code), line.Account.Currency, tx.Today);
            if (part.Value > owed) return new Refusal("more-than-owed", ("owed", owed), ("amount", part.Value));
        }

        var posted = await tx.FindEntry(new(part.Entry)) ?? throw new InvalidOperationException($"part {part.Id} names no entry");
        return await tx.Post(new Entry(Id<Entry>.Named(part.Id, "reversal"), posted.Entity, tx.Today, part.Id, "reversal", $"Back: {posted.Text}",
            [.. posted.Lines.Select(one => new Line(one.Account, -one.Amount) { Activity = one.Activity, Member = one.Member, Client = one.Client })])
        {
            Reverses = posted.Id,
        });
    }

    public sealed record Command(Guid Request, Id<BankLine> Line, string Why) : ICommand<Command, UnmatchLine, Done>
    {
        public object Subject => new { Line };
    }
}
