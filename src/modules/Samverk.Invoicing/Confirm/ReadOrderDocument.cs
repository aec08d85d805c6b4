using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An order as a page to print: what the client reads, in the client's language, and who has confirmed it.</summary>
internal sealed class ReadOrderDocument(ConfirmationMail mail) : IUseCase<ReadOrderDocument.Query, ReadOrderDocument.View>
{
    public static Access Access => ViewOrder.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Order, actor);

    public async Task<Outcome<View>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindOrder(query.Order) is not { } order || await tx.FindStored(order.Id) is not { } kept) return Refusal.Unknown;
        if (await tx.FindClient(order.Client) is not { } client || await tx.FindEntity(order.Entity) is not { } entity) return Refusal.Unknown;
        var document = OrderDocument.Of(order, kept.Content, client, entity, mail.Text);
        var asked = await tx.FindConfirmation(order.Id);
        var same = asked is not null && document.Hash.AsSpan().SequenceEqual(asked.Hash);
        return new View(
            entity.Name, order.Number, order.Title, order.State, [.. document.Lines.Select(line => new Line(line.Label, line.Text))],
            same ? [.. asked!.Approvers.Where(one => one.Answered is AnswerKind.Accept).Select(one => new Signed(one.Typed_Name ?? one.Name, one.Typed_Role ?? "", one.Reference ?? "", one.At!.Value.InZone(tx.Zone).LocalDateTime))] : [],
            Convert.ToHexStringLower(document.Hash), tx.Today);
    }

    public sealed record Query(Id<Order> Order) : IQuery<Query, ReadOrderDocument, View>;

    public sealed record Line(string Label, string Text);

    public sealed record Signed(string Name, string Role, string Reference, LocalDateTime At);

    /// <param name="Document">SHA-256 of what is shown, as it is in the client's mail.</param>
    public sealed record View(
        string Entity, string Number, string Title, OrderState State, IReadOnlyList<Line> Lines, IReadOnlyList<Signed> Signatures, string Document, LocalDate Today);
}
