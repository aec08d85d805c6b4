using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Makes drafts of what is left of an order: one, or instalments by weights that sum to it in net, VAT and gross.</summary>
internal sealed class PlanInvoices : IUseCase<PlanInvoices.Command, IReadOnlyList<Id<Invoice>>>
{
    public static Access Access => DraftAccess.Write;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.FindOrder(command.Order) is { } order ? await tx.RelationTo(order.Activity, actor) : Relation.None;

    public async Task<Outcome<IReadOnlyList<Id<Invoice>>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(command.Order) is not { } order) return Refusal.Unknown;
        if (order.State is not OrderState.Active) return new Refusal("order-not-active", ("order", order.Number));
        if (RefuseParts(command.Parts, tx.Today) is { } wrong) return wrong;
        var left = await tx.Unplanned(order);
        if (!left.IsPositive) return new Refusal("order-rest-exceeded", ("rest", left)) { Field = "order" };

        var split = await Split(tx, order, left, command.Parts, command.Supply, command.Place, command.Reason);
        if (split.Refusal is { } refusal) return refusal;

        var ids = new List<Id<Invoice>>();
        foreach (var (part, at) in split.Value.Select((part, at) => (part, at)))
        {
            if (!part.Net.IsPositive) return new Refusal("amount-not-positive", ("amount", part.Net)) { Field = "parts" };
            var planned = command.Parts[at].Planned;
            var line = new DraftLine(TextOf(command, order, at), 1, "C62", part.Net.ToDecimal(), command.Supply, command.Place, command.Reason);
            var draft = new Draft(
                Id<Invoice>.Named(command.Request, $"part {at}"), order.Id, order.Activity, planned is null ? InvoiceState.Draft : InvoiceState.Scheduled, planned, [line],
                part.Net, split.Value.Count > 1 ? part.Vat : null, "", "");
            await tx.Save(draft, null, planned is null ? "drafted" : "planned");
            ids.Add(draft.Id);
        }

        return ids;
    }

    /// <summary>Null, or what is wrong with the parts, with the field and its place: "weight[1]".</summary>
    internal static Refusal? RefuseParts(IReadOnlyList<Part> parts, LocalDate today)
    {
        if (parts is not { Count: >= 1 and <= MostParts }) return new Refusal("field-invalid", ("field", "parts")) { Field = "parts" };
        for (var at = 0; at < parts.Count; at++)
        {
            if (parts[at].Weight is <= 0 or > 1_000_000_000) return Typed.Invalid($"weight[{at}]", parts[at].Weight.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (parts[at].Planned < today) return new Refusal("past-dated", ("date", today)) { Field = $"planned[{at}]" };
            if (parts[at].Text is { Length: > 300 } text) return Typed.Invalid($"text[{at}]", text);
        }

        return null;
    }

    internal const int MostParts = 60;

    /// <summary>The VAT of the whole by today's rules, then both by weight: the law decides the tax of each part again on its own day.</summary>
    internal static async Task<Outcome<IReadOnlyList<(Money Net, Money Vat)>>> Split(
        Tx tx, Order order, Money left, IReadOnlyList<Part> parts, SupplyKind supply, string? place, string? reason)
    {
        if (await tx.FindSeller(order.Entity) is not { } seller || await tx.FindEntity(order.Entity) is not { } entity) return Typed.Missing("seller");
        if (await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        DraftLine[] whole = [new(order.Title, 1, "C62", left.ToDecimal(), supply, place, reason)];
        var decided = LineVat.Decide(entity, seller, client, whole, tx.Today, InvoiceLetters.LanguageOf(client, seller), await tx.Facts());
        if (decided.Refusal is { } refusal) return refusal;

        var computed = Totals.Compute(new([new PricedLine(left.ToDecimal(), 1, decided.Value[0].Pair)]) { Instalments = [.. parts.Select(part => part.Weight)] });
        if (computed.Refusal is { } notComputed) return notComputed;
        return Outcome.Of<IReadOnlyList<(Money, Money)>>([.. computed.Value.Instalments.Select(part => (Of(part.Net), Of(part.Vat)))]);

        Money Of(decimal amount) => Money.Of(amount, order.Net.Currency, Rounding.HalfAwayFromZero);
    }

    private static string TextOf(Command command, Order order, int at) =>
        command.Parts[at].Text is { Length: > 0 } text ? text
        : command.Parts.Count is 1 ? order.Title
        : $"{order.Title} ({at + 1}/{command.Parts.Count})";

    /// <param name="Supply">What kind of supply it is: the VAT follows from it.</param>
    public sealed record Command(Guid Request, Id<Order> Order, IReadOnlyList<Part> Parts, SupplyKind Supply, string? Place = null, string? Reason = null)
        : ICommand<Command, PlanInvoices, IReadOnlyList<Id<Invoice>>>
    {
        public object Subject => new { Order, Parts = Parts?.Count };
    }

    /// <param name="Weight">Its share in proportion to the other parts.</param>
    /// <param name="Planned">The day on which it is issued by itself; null = somebody sends it.</param>
    public sealed record Part(decimal Weight, LocalDate? Planned = null, string? Text = null);
}
