using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>Tax facts, work, wages and payslips. The only wiring of this room.</summary>
public static class EmploymentModule
{
    private static readonly Assembly Here = typeof(EmploymentModule).Assembly;

    public static IServiceCollection AddEmployment(this IServiceCollection services) => services
        .AddRoom("employment", Here).AddDeclarations().AddEngagements().AddContracts().AddAbsences(Here).AddPlans(Here).AddProofs(Here).AddInsurance(Here).AddCorrections()
        .AddScoped<EnterTaxFacts>().AddScoped<CheckTaxFacts>().AddScoped<ReadTaxFacts>().AddMemberPanel<TaxFactsPanel>(50, ReadTaxFacts.Access)
        .AddScoped<EnterEmployerFacts>().AddScoped<CheckEmployerFacts>().AddScoped<ReadEmployerFacts>()
        .AddScoped<DeclareWork>().AddScoped<DecideWork>().AddScoped<NoteLateWork>().AddScoped<CancelWork>().AddScoped<ListWork>().AddScoped<ReadWork>().AddScoped<WorkChoices>()
        .AddScoped<AskWage>().AddScoped<DecideWage>().AddScoped<CancelWage>()
        .AddScoped<FreezeRun>().AddScoped<ComputeRun>().AddScoped<SetAside>().AddScoped<ReleaseRun>().AddScoped<ReadRun>().AddScoped<ListRuns>()
        .AddScoped<ReadPayslip>().AddScoped<ListPayslips>().AddHandler<WagesReleased, TellNothingPaid>("employment-nothing-paid")
        .AddStates(DatedTaxFacts.States).AddStates(EmployerFacts.States).AddStates(Work.States).AddStates(AskedWage.States).AddStates(PayrollRun.States)
        .AddSingleton(new NavigationItem(Here, "Work", "clock", "/work", ListWork.Access) { Order = 22 })
        .AddSingleton(new NavigationItem(Here, "Payslips", "cash", "/payslips", ListPayslips.Access) { Order = 24 })
        .AddSingleton(new NavigationItem(Here, "Payroll", "coins", "/payroll", ListRuns.Access) { Order = 62 })
        .AddScoped<IErase, EmploymentErase>().AddScoped<IOwnData, EmploymentOwnData>()
        .AddDeskKind(EmploymentItems.TaxFacts, Here, "Tax facts", Role.Adviser)
        .AddDeskKind(EmploymentItems.EmployerFacts, Here, "Facts of the employer", Role.Finance, Role.Board)
        .AddDeskKind(EmploymentItems.Work, Here, "Work", Role.Adviser)
        .AddDeskKind(EmploymentItems.LateWork, Here, "Late work", Role.Board)
        .AddDeskKind(EmploymentItems.Wage, Here, "Wage", Role.Adviser)
        .AddDeskKind(EmploymentItems.Run, Here, "Payroll", Role.Finance, Role.Board)
        .AddRecurring<WarnOfEndingLaw>().AddDeskKind(WarnOfEndingLaw.Item, Here, "Wage rules that end", Role.Finance, Role.Board)
        .AddDeskAction(EmploymentItems.Wage, async (door, wage, request, actor) => (await door.Run(new DecideWage.Command(request, new(wage), true, null), actor)).Refusal)
        .AddDeskAction(EmploymentItems.Work, async (door, work, request, actor) => (await door.Run(new DecideWork.Command(request, new(work), true, null), actor)).Refusal)
        .AddDeskAction(EmploymentItems.LateWork, async (door, work, request, actor) => (await door.Run(new NoteLateWork.Command(request, new(work)), actor)).Refusal, "Noted")
        .AddDeskAction(EmploymentItems.TaxFacts, async (door, facts, request, actor) => (await door.Run(new CheckTaxFacts.Command(request, new(facts), true, null), actor)).Refusal);

    public static IEndpointRouteBuilder MapEmployment(this IEndpointRouteBuilder api)
    {
        api.MapEngagements();
        api.MapContracts();
        api.MapReading<ReadTaxFacts.Query, ReadTaxFacts, ReadTaxFacts.Result>("/employment/tax-facts");
        api.MapUseCase<EnterTaxFacts.Command, EnterTaxFacts, Id<DatedTaxFacts>>("/employment/tax-facts/enter");
        api.MapUseCase<CheckTaxFacts.Command, CheckTaxFacts, TaxFactsState>("/employment/tax-facts/check");
        api.MapReading<ReadEmployerFacts.Query, ReadEmployerFacts, ReadEmployerFacts.Result>("/employment/employer-facts");
        api.MapUseCase<EnterEmployerFacts.Command, EnterEmployerFacts, Id<EmployerFacts>>("/employment/employer-facts/enter");
        api.MapUseCase<CheckEmployerFacts.Command, CheckEmployerFacts, TaxFactsState>("/employment/employer-facts/check");
        api.MapReading<ListWork.Query, ListWork, ListWork.Result>("/employment/work");
        api.MapReading<ReadWork.Query, ReadWork, ReadWork.Result>("/employment/work/one");
        api.MapReading<WorkChoices.Query, WorkChoices, WorkChoices.Result>("/employment/work/choices");
        api.MapUseCase<DeclareWork.Command, DeclareWork, Id<Work>>("/employment/work/declare");
        api.MapUseCase<DecideWork.Command, DecideWork, WorkState>("/employment/work/decide");
        api.MapUseCase<NoteLateWork.Command, NoteLateWork, Done>("/employment/work/note-late");
        api.MapUseCase<CancelWork.Command, CancelWork, WorkState>("/employment/work/cancel");
        api.MapUseCase<AskWage.Command, AskWage, Id<AskedWage>>("/employment/wages/ask");
        api.MapUseCase<DecideWage.Command, DecideWage, WageState>("/employment/wages/decide");
        api.MapUseCase<CancelWage.Command, CancelWage, WageState>("/employment/wages/cancel");
        api.MapReading<ListRuns.Query, ListRuns, ListRuns.Result>("/payroll");
        api.MapReading<ReadRun.Query, ReadRun, ReadRun.Result>("/payroll/run");
        api.MapUseCase<FreezeRun.Command, FreezeRun, Id<PayrollRun>>("/payroll/freeze");
        api.MapUseCase<ComputeRun.Command, ComputeRun, RunState>("/payroll/compute");
        api.MapUseCase<SetAside.Command, SetAside, RunState>("/payroll/set-aside");
        api.MapUseCase<ReleaseRun.Command, ReleaseRun, RunState>("/payroll/release");
        api.MapReading<ListPayslips.Query, ListPayslips, IReadOnlyList<ListPayslips.Row>>("/payslips");
        api.MapReading<ReadPayslip.Query, ReadPayslip, ReadPayslip.Result>("/payslip");
        api.MapGet("/payslips/{payslip:guid}/pdf", async (Guid payslip, HttpContext http, Door door, Actor actor, IClock clock, IStringLocalizer<ReadPayslip> text) =>
        {
            var read = await door.Read(new ReadPayslip.Query(payslip), actor);
            http.Response.Headers.CacheControl = "no-store";
            return read.Refusal is { } refusal ? ApiProblem.Of(refusal)
                : Results.File(PayslipPaper.Print(read.Value, text, clock.GetCurrentInstant()), "application/pdf", $"payslip-{NodaTime.Text.LocalDatePattern.Iso.Format(read.Value.PayDay)}.pdf");
        }).Of(nameof(ReadPayslip), ReadPayslip.Access);
        api.MapDeclarations();
        api.MapAbsences();
        api.MapPlans();
        api.MapProofs();
        api.MapInsurance();
        api.MapCorrections();
        return api;
    }
}
