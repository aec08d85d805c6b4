using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>Drafts, issued invoices, credit notes, disputes, dunning and losses. The only wiring of this part of the module.</summary>
public static class InvoicesWiring
{
    public static IServiceCollection AddInvoices(this IServiceCollection services) => services
        .AddScoped<SetSeller>().AddScoped<SetLogo>().AddScoped<ReadLogo>().AddScoped<ReadSeller>().AddScoped<ListSellers>()
        .AddScoped<PlanInvoices>().AddScoped<ChangeDraft>().AddScoped<WithdrawDraft>().AddScoped<PreviewDraft>().AddScoped<SendInvoice>()
        .AddScoped<PreviewPlan>().AddScoped<ListDrafts>().AddScoped<AttachToDraft>().AddScoped<DetachFromDraft>().AddScoped<ReadInvoiceFile>().AddScoped<ReadLinkedFile>()
        .AddScoped<CreditInvoice>().AddScoped<RefundCredit>()
        .AddScoped<OpenDispute>().AddScoped<NoteDispute>().AddScoped<DecideDispute>()
        .AddScoped<ProposeWriteOff>().AddScoped<ApproveWriteOff>().AddScoped<RefuseWriteOff>().AddScoped<ReadLoss>().AddScoped<ProposeVerdict>().AddScoped<DecideVerdict>().AddScoped<ReadVerdict>().AddScoped<RecordRecovery>()
        .AddScoped<HearMember>().AddScoped<EscalateInvoice>()
        .AddDocuments(typeof(InvoicesWiring).Assembly, DraftAccess.Read, InvoicingDocuments.Of)
        .AddScoped<ListInvoices>().AddScoped<ReadInvoice>().AddScoped<Ageing>().AddScoped<ReadPaper>()
        .AddScoped<ReadLinked>().AddScoped<ReadLinkedPaper>().AddScoped<DisputeByLink>()
        .AddSingleton(new NavigationItem(typeof(InvoicesWiring).Assembly, "Invoices", "file-invoice", "/invoices", ListInvoices.Access) { Order = 40 })
        .AddScoped<IPlannedChange, PlannedInvoices>()
        .AddSingleton(provider => InvoiceDocuments.Of(provider.GetRequiredService<Texts>()))
        .AddHomeLines(typeof(InvoicesWiring).Assembly, OrderHomeLines.Access, OrderHomeLines.Of).AddHomeLines(typeof(InvoicesWiring).Assembly, InvoiceHomeLines.Access, InvoiceHomeLines.Of)
        .AddRecurring<IssuePlanned>().AddRecurring<Dun>()
        .AddJob<IssueDraft, IssuesDraft>().AddJob<PrintPaper, PrintsPaper>().AddJob<DunInvoice, DunsInvoice>()
        .AddInvoiceChecks()
        .AddStates(InvoiceStates.Machine).AddStates(DisputeStates.Machine);

    public static void MapInvoices(this IEndpointRouteBuilder api)
    {
        api.MapUseCase<SetSeller.Command, SetSeller, IReadOnlyList<string>>("/invoicing/sellers");
        api.MapUseCase<SetLogo.Command, SetLogo, Done>("/invoicing/sellers/logo");
        api.MapReading<ReadSeller.Query, ReadSeller, ReadSeller.Result>("/invoicing/seller");
        api.MapReading<ListSellers.Query, ListSellers, IReadOnlyList<ListSellers.Row>>("/invoicing/sellers/list");
        api.MapUseCase<PlanInvoices.Command, PlanInvoices, IReadOnlyList<Id<Invoice>>>("/invoicing/drafts");
        api.MapUseCase<ChangeDraft.Command, ChangeDraft, Done>("/invoicing/drafts/change");
        api.MapUseCase<WithdrawDraft.Command, WithdrawDraft, Done>("/invoicing/drafts/withdraw");
        api.MapReading<PreviewDraft.Query, PreviewDraft, PreviewDraft.Result>("/invoicing/draft");
        api.MapReading<PreviewPlan.Query, PreviewPlan, PreviewPlan.Result>("/invoicing/plan");
        api.MapReading<ListDrafts.Query, ListDrafts, ListDrafts.Result>("/invoicing/drafts/list");
        api.MapUseCase<AttachToDraft.Command, AttachToDraft, FileHash>("/invoicing/drafts/attach");
        api.MapUseCase<DetachFromDraft.Command, DetachFromDraft, Done>("/invoicing/drafts/detach");
        api.MapUseCase<SendInvoice.Command, SendInvoice, SendInvoice.Result>("/invoicing/invoices/send");
        api.MapUseCase<CreditInvoice.Command, CreditInvoice, CreditInvoice.Result>("/invoicing/invoices/credit");
        api.MapUseCase<RefundCredit.Command, RefundCredit, Done>("/invoicing/clients/refund");
        api.MapUseCase<OpenDispute.Command, OpenDispute, Done>("/invoicing/disputes");
        api.MapUseCase<NoteDispute.Command, NoteDispute, Done>("/invoicing/disputes/note");
        api.MapUseCase<DecideDispute.Command, DecideDispute, Done>("/invoicing/disputes/decide");
        api.MapUseCase<ProposeWriteOff.Command, ProposeWriteOff, ProposeWriteOff.Result>("/invoicing/write-offs");
        api.MapUseCase<ApproveWriteOff.Command, ApproveWriteOff, Done>("/invoicing/write-offs/approve");
        api.MapUseCase<RefuseWriteOff.Command, RefuseWriteOff, Done>("/invoicing/write-offs/refuse");
        api.MapReading<ReadLoss.Query, ReadLoss, ReadLoss.Result>("/invoicing/loss");
        api.MapUseCase<ProposeVerdict.Command, ProposeVerdict, Done>("/invoicing/guarantee/propose");
        api.MapUseCase<DecideVerdict.Command, DecideVerdict, Done>("/invoicing/guarantee/decide");
        api.MapReading<ReadVerdict.Query, ReadVerdict, ReadVerdict.Result>("/invoicing/guarantee");
        api.MapUseCase<RecordRecovery.Command, RecordRecovery, Done>("/invoicing/recoveries");
        api.MapUseCase<HearMember.Command, HearMember, Done>("/invoicing/dunning/heard");
        api.MapUseCase<EscalateInvoice.Command, EscalateInvoice, InvoiceState>("/invoicing/dunning/escalate");
        api.MapReading<ListInvoices.Query, ListInvoices, ListInvoices.Result>("/invoicing/invoices");
        api.MapReading<ReadInvoice.Query, ReadInvoice, ReadInvoice.Result>("/invoicing/invoice");
        api.MapReading<Ageing.Query, Ageing, Ageing.Result>("/invoicing/ageing");
        api.MapDownloads();
    }
}
