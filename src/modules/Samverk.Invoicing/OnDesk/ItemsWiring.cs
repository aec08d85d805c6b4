using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What this module puts on the desk, who can do something about it, and what can be approved from there.</summary>
internal static class ItemsWiring
{
    public static IServiceCollection AddItems(this IServiceCollection services)
    {
        var here = typeof(ItemsWiring).Assembly;
        return services
            .AddDeskKind(OrderItems.Kind, here, "Order", Role.Adviser)
            .AddDeskKind(ClientItems.Check, here, "Client", Role.Adviser)
            .AddDeskKind(ClientItems.Unblock, here, "Blocked client", Role.Adviser, Role.Finance)
            .AddDeskKind(InvoiceItems.Talk, here, "Late invoice", Role.Adviser, Role.Finance)
            .AddDeskKind(InvoiceItems.Dispute, here, "Dispute", Role.Adviser, Role.Finance)
            .AddDeskKind(InvoiceItems.WriteOff, here, "Loss", Role.Finance, Role.Board)
            .AddDeskKind(GuaranteeItems.Kind, here, "Guarantee", Role.Finance, Role.Board)
            .AddDeskAction(OrderItems.Kind, async (door, order, request, actor) =>
                (await door.Run(new DecideOrder.Command(request, order, OrderDecision.Approve, null, null), actor)).Refusal)
            .AddDeskAction(ClientItems.Check, async (door, client, request, actor) =>
                (await door.Run(new CheckClient.Command(request, client, ClientDecision.Approve, null, null), actor)).Refusal)
            .AddDeskAction(InvoiceItems.WriteOff, async (door, proposal, request, actor) => (await door.Run(new ApproveWriteOff.Command(request, proposal), actor)).Refusal)
            .AddDeskAction(GuaranteeItems.Kind, async (door, proposal, request, actor) => (await door.Run(new DecideVerdict.Command(request, proposal, true, null), actor)).Refusal);
    }
}
