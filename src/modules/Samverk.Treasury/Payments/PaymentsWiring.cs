using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Treasury;

/// <summary>Payments out: what becomes due, batches, and what the bank says about them.</summary>
internal static class PaymentsWiring
{
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        var here = typeof(PaymentsWiring).Assembly;
        return services
            .AddStates(Batch.States).AddStates(Payment.States)
            .AddScoped<MakeBatch>().AddScoped<ReleaseBatch>().AddScoped<CancelBatch>().AddScoped<RejectBatch>().AddScoped<ListPayments>().AddScoped<ViewBatch>().AddScoped<ReadBatchFile>()
            .AddScoped<EnterPayee>().AddScoped<DecidePayee>().AddScoped<ListPayees>().AddScoped<AskRefund>().AddStates(Payee.States)
            .AddScoped<ReadLiquidity>().AddSingleton(new NavigationItem(here, "Liquidity", "chart-line", "/liquidity", ReadLiquidity.Access) { Order = 72 })
            .AddScoped<ChangeSetting>().AddScoped<DecideSetting>().AddScoped<ReadSettings>().AddStates(SettingChange.States)
            .AddDeskKind(SettingSql.Item, here, "Setting", Role.Finance, Role.Board)
            .AddDeskAction(SettingSql.Item, async (door, change, request, actor) => (await door.Run(new DecideSetting.Command(request, change, true), actor)).Refusal)
            .AddSingleton(new NavigationItem(here, "Settings of payments", "settings", "/payments/settings", ReadSettings.Access) { Order = 73 })
            .AddDeskKind(PayeeItems.Kind, here, "Where an authority is paid", Role.Finance)
            .AddDeskAction(PayeeItems.Kind, async (door, payee, request, actor) => (await door.Run(new DecidePayee.Command(request, payee, true), actor)).Refusal, "Release")
            .AddHandler<ClaimApproved, BecomeDue>("treasury").AddHandler<WagesReleased, BecomeDue>("treasury").AddHandler<SharesRedeemed, SharesBecomeDue>("treasury").AddShareCheck().AddHandler<WagesCorrected, BecomeDue>("treasury")
            .AddScoped<IOwnData, PaymentOwnData>().AddScoped<IErase, PaymentErase>()
            .AddDeskKind(BatchItems.Kind, here, "Payments", Role.Finance)
            .AddDeskAction(BatchItems.Kind, async (door, batch, request, actor) => (await door.Run(new ReleaseBatch.Command(request, batch), actor)).Refusal, "Release")
            .AddSingleton(new NavigationItem(here, "Payments", "cash", "/payments", ListPayments.Access) { Order = 71 });
    }

    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListPayments.Query, ListPayments, ListPayments.Result>("/payments");
        api.MapReading<ViewBatch.Query, ViewBatch, ViewBatch.Result>("/payments/batch");
        api.MapReading<ReadLiquidity.Query, ReadLiquidity, ReadLiquidity.Result>("/liquidity");
        api.MapReading<ReadSettings.Query, ReadSettings, ReadSettings.Result>("/payments/settings");
        api.MapUseCase<ChangeSetting.Command, ChangeSetting, SettingState>("/payments/settings/change");
        api.MapUseCase<DecideSetting.Command, DecideSetting, SettingState>("/payments/settings/decide");
        api.MapReading<ListPayees.Query, ListPayees, ListPayees.Result>("/payments/payees");
        api.MapUseCase<EnterPayee.Command, EnterPayee, Guid>("/payments/payees/enter");
        api.MapUseCase<DecidePayee.Command, DecidePayee, PayeeState>("/payments/payees/decide");
        api.MapUseCase<AskRefund.Command, AskRefund, Guid>("/payments/refund");
        api.MapUseCase<MakeBatch.Command, MakeBatch, Guid>("/payments/make");
        api.MapUseCase<ReleaseBatch.Command, ReleaseBatch, Done>("/payments/release");
        api.MapUseCase<CancelBatch.Command, CancelBatch, Done>("/payments/cancel");
        api.MapUseCase<RejectBatch.Command, RejectBatch, Done>("/payments/reject");
        api.MapGet("/payments/{batch:guid}/file", async (Guid batch, HttpContext http, Door door, Actor actor) =>
        {
            var read = await door.Read(new ReadBatchFile.Query(batch), actor);
            http.Response.Headers.CacheControl = "no-store";
            return read.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(read.Value, "application/xml", $"payments-{batch:N}.xml");
        }).Of(nameof(ReadBatchFile), ReadBatchFile.Access);
    }
}
