using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// Somebody at the client answers by the link: accepts, asks for changes, or refuses. The same answer again changes nothing and says the same.
/// </summary>
internal sealed class AnswerOrder(ConfirmationMail mail) : IUseCase<AnswerOrder.Command, AnswerOrder.Result>
{
    private const int LongestWords = 2000;

    public static Access Access => new((Role.Visitor, Relation.Link)) { InPerson = true };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => await tx.FindLink(command.Token) is null ? Relation.None : Relation.Link;

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindLink(command.Token) is not var (found, _) || await tx.LockOrder(found.Order) is not { } order) return Refusal.Unknown;
        // Again, after the lock: two people who answer at the same moment take turns.
        if (await tx.FindLink(command.Token) is not var (asked, approver)) return Refusal.Unknown;
        if (approver.Answered is { } earlier)
            return earlier == command.Answer.Kind ? new Result(order.State, asked.IsAccepted) : new Refusal("already-answered");
        if (asked.Refuse(order, tx.Today) is { } closed) return closed;
        if (asked.Rule is SignerRule.InOrder && asked.Next?.Id != approver.Id) return new Refusal("order-not-ready");

        if (await tx.FindStored(order.Id) is not { } kept || await tx.FindClient(order.Client) is not { } client || await tx.FindEntity(order.Entity) is not { } entity) return Refusal.Unknown;
        var document = OrderDocument.Of(order, kept.Content, client, entity, mail.Text);
        if (!document.Hash.AsSpan().SequenceEqual(asked.Hash) || command.Document != Convert.ToHexStringLower(asked.Hash)) return new Refusal("document-changed");
        var answer = Tidy(command.Answer);
        if (Refuse(answer, command.MaySign) is { } refusal) return refusal;

        await tx.Save(approver, answer, asked.Hash);
        return answer.Kind is AnswerKind.Accept
            ? await Accept(tx, order, kept, client, entity, document, answer)
            : await Return(tx, order, answer);
    }

    private async Task<Outcome<Result>> Accept(Tx tx, Order order, StoredOrder kept, Client client, LegalEntity entity, OrderDocument document, Answer answer)
    {
        // Nobody outside is told why: what stops the order is between the cooperative and its members.
        if (await tx.RefuseBlocked(client) is not null) return new Refusal("order-not-ready");
        var asked = (await tx.FindConfirmation(order.Id))!;
        if (!asked.IsAccepted)
            return (await tx.SendLink(mail, asked.Next!, asked, order, kept, client, entity, document)).Refusal is { } notSent ? notSent : new Result(order.State, false);

        var hash = Convert.ToHexStringLower(asked.Hash);
        var evidence = new
        {
            confirmation = asked.Id, document = hash,
            answers = asked.Approvers.Where(one => one.Answered is not null).Select(one => new { link = one.Id, asked = one.Name, one.Email, typed = one.Typed_Name, role = one.Typed_Role, one.Reference, one.At }),
        };
        if ((await tx.Activate(order, OrderState.Confirming, confirmed: true, evidence)).Refusal is { } notActive)
            return notActive.Code is "activity-closed" or "activity-frozen" ? new Refusal("order-not-ready") : notActive;

        await tx.EndAsking(order.Id);
        var seller = await tx.FindSeller(entity.Id);
        foreach (var one in asked.Approvers.Where(one => one.Answered is AnswerKind.Accept))
        {
            var receipt = mail.Receipt(Id<Mail>.Named(one.Id, "receipt"), one.Email, order, document, client, entity, seller, answer, hash, tx.Now.InZone(tx.Zone));
            if ((await tx.QueueMail(receipt)).Refusal is { } notQueued) return notQueued;
        }

        await tx.Raise(new OrderAnswered(order.Id.Value, OrderState.Active));
        return new Result(OrderState.Active, true);
    }

    private static async Task<Outcome<Result>> Return(Tx tx, Order order, Answer answer)
    {
        var to = answer.Kind is AnswerKind.AskChanges ? OrderState.ChangesAsked : OrderState.Declined;
        await tx.Save(order with { State = to }, OrderState.Confirming, answer.Kind is AnswerKind.AskChanges ? "client-asks-changes" : "client-refuses", answer.Words);
        await tx.EndAsking(order.Id);
        await tx.Raise(new OrderAnswered(order.Id.Value, to));
        return new Result(to, false);
    }

    private static Refusal? Refuse(Answer answer, bool maySign)
    {
        foreach (var (field, text, most) in new[] { ("name", answer.Name, 120), ("role", answer.Role, 120), ("reference", answer.Reference, 120), ("words", answer.Words, LongestWords) })
            if (text.Length > most) return new Refusal("field-invalid", ("text", $"{text[..40]}…")) { Field = field };
        if (answer.Name.Length is 0) return Typed.Missing("name");
        if (answer.Kind is not AnswerKind.Accept) return answer.Words.Length is 0 ? new Refusal("reason-needed") { Field = "words" } : null;
        return answer.Role.Length is 0 ? Typed.Missing("role") : maySign ? null : Typed.Missing("maySign");
    }

    private static Answer Tidy(Answer typed) => typed with { Name = typed.Name.Trim(), Role = typed.Role.Trim(), Reference = typed.Reference.Trim(), Words = typed.Words.Trim() };

    /// <param name="Document">The hash of what was read, as the page showed it.</param>
    /// <param name="MaySign">"I may sign for …" was ticked.</param>
    public sealed record Command(Guid Request, string Token, string Document, Answer Answer, bool MaySign) : ICommand<Command, AnswerOrder, Result>
    {
        // Never the token: who reads the audit must not be able to answer.
        public object Subject => new { Document, Answer.Kind };
    }

    /// <param name="Accepted">The client has accepted as a whole; false while others still have to sign.</param>
    public sealed record Result(OrderState State, bool Accepted);
}
