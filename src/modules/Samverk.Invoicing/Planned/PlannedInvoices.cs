using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>
/// What an activity's orders and invoices will bring, as it was known on any day: open invoices are expected on their due day, what is not
/// invoiced yet on the day of its draft, else of its instalment, else when the work ends, and paid after the order's term. What the client
/// disputes is expected by nobody. Amounts are those of the positions of that day, so that they agree with its balances.
/// </summary>
internal sealed class PlannedInvoices(Texts texts) : IPlannedChange
{
    public async Task<IReadOnlyList<PlannedChange>> Of(Tx tx, Activity activity, LocalDate asOf, LocalDate to)
    {
        var positions = await tx.Positions(activity, asOf);
        var text = texts.Of(typeof(PlannedInvoices).Assembly);
        var open = await tx.OpenOn([.. Documents(PositionKind.Open)], asOf);
        var orders = await tx.PlansOn([.. Documents(PositionKind.Planned)], activity.Currency, asOf);
        return
        [
            .. positions.Where(position => position.Kind is PositionKind.Open && open.ContainsKey(position.Document)).Select(position => Payment(position, open[position.Document], text)),
            .. positions.Where(position => position.Kind is PositionKind.Planned && orders.ContainsKey(position.Document))
                .SelectMany(position => Changes(orders[position.Document], position.Amount, position.Sure, asOf, text)),
        ];

        IEnumerable<Guid> Documents(PositionKind kind) => positions.Where(position => position.Kind == kind).Select(position => position.Document);
    }

    private static PlannedChange Payment(Position position, DueInvoice invoice, IStringLocalizer text) =>
        new(invoice.Due, position.Amount, text["{0} pays invoice {1}", invoice.Client, invoice.Number], $"/invoices/{invoice.Id}")
        {
            Wages = position.Sure ? Zero(position.Amount) : position.Amount, Expenses = position.Amount,
        };

    /// <summary>The rest of one order: invoiced in parts, and each part paid after the order's term.</summary>
    /// <param name="rest">After the contribution, in the activity's currency.</param>
    /// <param name="sure">Guaranteed: it counts for wages already.</param>
    internal static IEnumerable<PlannedChange> Changes(OrderPlan order, Money rest, bool sure, LocalDate asOf, IStringLocalizer text)
    {
        var parts = order.Parts(asOf);
        if (parts.Count is 0 || !rest.IsPositive) yield break;
        var amounts = rest.Allocate([.. parts.Select(part => (decimal)part.Net)]);
        foreach (var (part, amount) in parts.Zip(amounts))
        {
            var href = part.Draft is { } draft ? $"/invoices/drafts/{draft}" : $"/orders/{order.Id}";
            // In a foreign currency nothing is booked before the money arrives; in the own one the contribution is taken with the invoice.
            var own = order.Foreign ? amount : new Money(order.OwnShare(part.Net), rest.Currency);
            var fee = own - amount;
            yield return new(part.Date, own, text["Invoice to {0}: {1}", order.Client, order.Title], href) { Wages = sure || order.Foreign ? Zero(rest) : -fee, Expenses = order.Foreign ? Zero(rest) : -fee };
            if (part.Date is { } date)
                yield return new(date.PlusDays(order.TermDays), own, text["{0} pays for {1}", order.Client, order.Title], href) { Wages = sure ? Zero(rest) : own, Expenses = own };
        }
    }

    private static Money Zero(Money like) => Money.Zero(like.Currency);
}
