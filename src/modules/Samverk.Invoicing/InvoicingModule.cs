using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>The only wiring of this room.</summary>
public static class InvoicingModule
{
    public static IServiceCollection AddInvoicing(this IServiceCollection services)
    {
        services.AddRoom("invoicing", typeof(InvoicingModule).Assembly);
        services.AddHttpContextAccessor();
        services.AddScoped<LinkGuard>().AddScoped<ConfirmationMail>();
        services.AddScoped<SearchClients>().AddScoped<EnterClient>().AddScoped<ViewClient>().AddScoped<CheckClient>().AddScoped<HoldClient>().AddScoped<UnblockClient>()
            .AddScoped<KeepContact>().AddScoped<ForgetContact>();
        services.AddScoped<SaveOrder>().AddScoped<AttachFile>().AddScoped<DetachFile>().AddScoped<ReadOrderFile>().AddScoped<SubmitOrder>().AddScoped<GiveTrust>().AddScoped<ReadTrust>()
            .AddScoped<DecideOrder>().AddScoped<WithdrawOrder>().AddScoped<CancelOrder>().AddScoped<ListOrders>().AddScoped<OrdersToCheck>().AddScoped<ViewOrder>()
            .AddScoped<OrderChoices>().AddScoped<KeepAssignment>().AddScoped<ReadOrderDocument>().AddScoped<ReadClientAccount>();
        services.AddScoped<AnswerOrder>().AddScoped<ReadLink>().AddScoped<ReadLinkFile>().AddScoped<AskAgain>();
        services.AddRecurring<BlockLateClients>().AddRecurring<ExpireOrders>().AddRecurring<MakeNextOrders>().AddRecurring<CompletePaidOrders>().AddRecurring<CloseAssignments>();
        services.AddHandler<InvoicePaid, FreePayingClient>("invoicing-clients");
        services.AddMemberPanel<TrustPanel>(40, ReadTrust.Access);
        var here = typeof(InvoicingModule).Assembly;
        return services
            .AddSingleton(new NavigationItem(here, "Orders", "briefcase", "/orders", ListOrders.Access) { Order = 20, Tab = "Orders" })
            .AddSingleton(new NavigationItem(here, "Clients", "users", "/clients", SearchClients.Access) { Order = 30 })
            .AddSingleton(new NavigationItem(here, "Orders to check", "inbox", "/staff/orders", OrdersToCheck.Access) { Order = 40 })
            .AddSingleton(new NavigationItem(here, "Clients to check", "building", "/staff/clients", CheckClient.Access) { Order = 41 });
    }

    public static IEndpointRouteBuilder MapInvoicing(this IEndpointRouteBuilder api)
    {
        api.MapReading<SearchClients.Query, SearchClients, IReadOnlyList<SearchClients.Row>>("/clients");
        api.MapReading<ViewClient.Query, ViewClient, ViewClient.View>("/client");
        api.MapUseCase<EnterClient.Command, EnterClient, Id<Client>>("/clients/enter");
        api.MapUseCase<CheckClient.Command, CheckClient, ClientState>("/clients/check");
        api.MapUseCase<HoldClient.Command, HoldClient, ClientState>("/clients/hold");
        api.MapUseCase<UnblockClient.Command, UnblockClient, ClientState>("/clients/unblock");
        api.MapUseCase<KeepContact.Command, KeepContact, Guid>("/clients/contacts/keep");
        api.MapUseCase<ForgetContact.Command, ForgetContact, Done>("/clients/contacts/forget");
        api.MapReading<ListOrders.Query, ListOrders, ListOrders.Page>("/orders");
        api.MapReading<OrdersToCheck.Query, OrdersToCheck, IReadOnlyList<OrderRow>>("/orders/to-check");
        api.MapReading<ViewOrder.Query, ViewOrder, ViewOrder.View>("/order");
        api.MapReading<OrderChoices.Query, OrderChoices, OrderChoices.View>("/orders/choices");
        api.MapUseCase<SaveOrder.Command, SaveOrder, Guid>("/orders/save");
        api.MapUseCase<AttachFile.Command, AttachFile, FileHash>("/orders/attach");
        api.MapUseCase<DetachFile.Command, DetachFile, Done>("/orders/detach");
        api.MapUseCase<SubmitOrder.Command, SubmitOrder, OrderState>("/orders/submit");
        api.MapUseCase<WithdrawOrder.Command, WithdrawOrder, OrderState>("/orders/withdraw");
        api.MapUseCase<DecideOrder.Command, DecideOrder, OrderState>("/orders/decide");
        api.MapUseCase<CancelOrder.Command, CancelOrder, OrderState>("/orders/cancel");
        api.MapUseCase<AskAgain.Command, AskAgain, Done>("/orders/ask-again");
        api.MapReading<ReadOrderDocument.Query, ReadOrderDocument, ReadOrderDocument.View>("/order/document");
        api.MapUseCase<KeepAssignment.Command, KeepAssignment, Done>("/orders/keep-assignment");
        api.MapReading<ReadClientAccount.Query, ReadClientAccount, ReadClientAccount.Result>("/client/account");
        api.MapReading<ReadTrust.Query, ReadTrust, ReadTrust.Result>("/orders/trust");
        api.MapUseCase<GiveTrust.Command, GiveTrust, Done>("/orders/trust");
        api.MapReading<ReadLink.Query, ReadLink, ReadLink.View>("/confirmation").AddEndpointFilter(Counted);
        api.MapUseCase<AnswerOrder.Command, AnswerOrder, AnswerOrder.Result>("/confirmation/answer").AddEndpointFilter(Counted);
        api.MapGet("/orders/{order:guid}/files/{file}", async (Guid order, FileHash file, Door door, Actor actor) => File(await door.Read(new ReadOrderFile.Query(order, file), actor))).Of(nameof(ReadOrderFile), ReadOrderFile.Access);
        api.MapGet("/confirmation/{token}/files/{file}", async (string token, FileHash file, Door door, Actor actor) => File(await door.Read(new ReadLinkFile.Query(token, file), actor))).Of(nameof(ReadLinkFile), ReadLinkFile.Access).AddEndpointFilter(Counted);
        api.MapGet("/orders.csv", async (string? search, OrderState? state, Door door, Actor actor) => Lists.Orders(await door.Read(new ListOrders.Query(search, state, null, true), actor))).Of(nameof(ListOrders), ListOrders.Access);
        api.MapGet("/clients.csv", async (string? search, ClientState? state, Door door, Actor actor) => Lists.Clients(await door.Read(new SearchClients.Query(search, state, null, All: true), actor))).Of(nameof(SearchClients), SearchClients.Access);
        return api;
    }

    private static async ValueTask<object?> Counted(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<LinkGuard>().Refuse() is { } refusal ? ApiProblem.Of(refusal) : await next(context);

    // Always as a download: what somebody attached is never run or shown as a page of ours.
    private static IResult File(Outcome<StoredFile> file) =>
        file.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(file.Value.Content, file.Value.MediaType, $"{file.Value.Hash.Value[..16]}");
}
