using NodaTime;
using Samverk.Banking;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What will be on an invoice if it were issued today: lines, tax with its ground, due day, and the page itself.</summary>
internal sealed class PreviewDraft : IUseCase<PreviewDraft.Query, PreviewDraft.Result>
{
    public static Access Access => DraftAccess.Read;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => DraftAccess.To(query.Draft, tx, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindDraft(query.Draft) is not { } draft || await tx.FindOrder(draft.Order) is not { } order || await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        var prepared = await tx.Prepare(order, draft);
        var rest = await tx.Unplanned(order, draft.Id);
        if (prepared.Refusal is { } refusal)
            return new Result(
                draft.Id, draft.State, draft.Planned, order.Id, order.Number, order.Title, client.Id, client.Name, client.Email, draft.Net, null, null, rest, draft.Note, draft.BuyerReference,
                draft.Lines, draft.Files, [], refusal.Code, refusal.Field, tx.Today, null);

        var ready = prepared.Value;
        return new Result(
            draft.Id, draft.State, draft.Planned, order.Id, order.Number, order.Title, client.Id, client.Name, client.Email, ready.Net, ready.Vat, ready.Due, rest, draft.Note, draft.BuyerReference,
            draft.Lines, draft.Files,
            [.. ready.Lines.Select(line => new Ground(line.Vat.Category.ToString(), line.Vat.Rate, line.Vat.LegalText, line.Vat.Why.Law))], null, null, tx.Today,
            query.Pdf ? Page(ready, tx.Now, await tx.LogoOf(ready.Entity.Id)) : null);
    }

    /// <summary>The same page as later, with a word where the number will stand.</summary>
    private static byte[] Page(Prepared ready, Instant now, byte[]? logo) => PrintsPaper.Print(
        UblWriter.Write(ready.Model.Numbered("-", PaymentReference.For(ready.Entity.Country, 1)) with { Payment = null }), InvoiceLetters.LanguageOf(ready.Client, ready.Seller), now, logo);

    /// <param name="Pdf">With the page itself.</param>
    public sealed record Query(Id<Invoice> Draft, bool Pdf = false) : IQuery<Query, PreviewDraft, Result>;

    /// <param name="Refused">Why it cannot be issued now; null when it can.</param>
    /// <param name="RefusedField">What it is about: "seller" where the sender's data lacks something.</param>
    /// <param name="Email">Where it goes; null where somebody has to hand it over.</param>
    /// <param name="Rest">Of the order, for this draft at most.</param>
    public sealed record Result(
        Id<Invoice> Draft, InvoiceState State, LocalDate? Planned, Id<Order> OrderId, string Order, string Title, Id<Client> ClientId, string Client, string? Email, Money Net, Money? Vat,
        LocalDate? Due, Money Rest, string Note, string BuyerReference, IReadOnlyList<DraftLine> Lines, IReadOnlyList<OrderFile> Files, IReadOnlyList<Ground> Grounds, string? Refused,
        string? RefusedField, LocalDate Today, byte[]? Pdf);

    /// <param name="Text">What the invoice says about it; null for an ordinary rate.</param>
    public sealed record Ground(string Category, Rate? Rate, string? Text, string Law);
}
