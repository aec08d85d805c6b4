using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What parts of an order's rest would be, before anybody makes drafts of them; without weights, what the order itself agreed on.</summary>
internal sealed class PreviewPlan : IUseCase<PreviewPlan.Query, PreviewPlan.Result>
{
    public static Access Access => DraftAccess.Write;

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) =>
        await tx.FindOrder(query.Order) is { } order ? await tx.RelationTo(order.Activity, actor) : Relation.None;

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindOrder(query.Order) is not { } order || await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        var left = await tx.Unplanned(order);
        var agreed = (await tx.FindStored(order.Id))?.Content;
        var (supply, place, reason) = (query.Supply ?? agreed?.Supply ?? SupplyKind.Services, query.Place ?? agreed?.PlaceCountry, query.Reason ?? agreed?.VatReason);
        var result = new Result(order.Number, order.Title, client.Name, order.State, order.Net, left, supply, Typed.OrNull(place), Typed.OrNull(reason), [], null, null, tx.Today);
        if (order.State is not OrderState.Active) return result with { Refused = "order-not-active" };
        if (!left.IsPositive) return result;

        var read = query.Weights is { } typed ? Read(typed) : Outcome.Of(Agreed(agreed, tx.Today));
        if (read.Refusal is { } unreadable) return unreadable;
        if (PlanInvoices.RefuseParts(read.Value, tx.Today) is { } wrong) return wrong;
        var split = await PlanInvoices.Split(tx, order, left, read.Value, supply, result.Place, result.Reason);
        return split.Refusal is { } refusal
            ? result with { Parts = [.. read.Value.Select(part => new Row(part.Weight, part.Planned, null, null))], Refused = refusal.Code, RefusedField = refusal.Field }
            : result with { Parts = [.. read.Value.Zip(split.Value, (part, sums) => new Row(part.Weight, part.Planned, sums.Net, sums.Vat))] };
    }

    // A part whose day has passed meanwhile is sent by hand.
    private static IReadOnlyList<PlanInvoices.Part> Agreed(OrderContent? content, LocalDate today) => content is { Instalments: { Count: > 0 } parts }
        ? [.. parts.Select(part => new PlanInvoices.Part(part.Weight, part.Date < today ? null : part.Date))]
        : [new(100)];

    private static Outcome<IReadOnlyList<PlanInvoices.Part>> Read(string weights)
    {
        var parts = new List<PlanInvoices.Part>();
        foreach (var typed in weights.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Typed.Number(typed, $"weight[{parts.Count}]", out var weight) is { } refusal) return refusal;
            else parts.Add(new(weight!.Value));
        return Outcome.Of<IReadOnlyList<PlanInvoices.Part>>(parts);
    }

    /// <param name="Weights">Shares of the rest, separated by spaces: "30 70"; null = as the order says.</param>
    /// <param name="Supply">Null, like place and reason: as the order says.</param>
    public sealed record Query(Id<Order> Order, string? Weights = null, SupplyKind? Supply = null, string? Place = null, string? Reason = null) : IQuery<Query, PreviewPlan, Result>;

    /// <param name="Rest">Neither invoiced nor in a draft.</param>
    /// <param name="Refused">Why no drafts can be made now; null when they can.</param>
    public sealed record Result(
        string Number, string Title, string Client, OrderState State, Money Net, Money Rest, SupplyKind Supply, string? Place, string? Reason, IReadOnlyList<Row> Parts, string? Refused,
        string? RefusedField, LocalDate Today);

    /// <param name="Net">Null, like <paramref name="Vat"/>, where they cannot be computed.</param>
    public sealed record Row(decimal Weight, LocalDate? Planned, Money? Net, Money? Vat);
}
