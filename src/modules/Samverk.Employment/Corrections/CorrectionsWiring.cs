using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>Closed payslips that are computed again.</summary>
internal static class CorrectionsWiring
{
    public static IServiceCollection AddCorrections(this IServiceCollection services)
    {
        var here = typeof(CorrectionsWiring).Assembly;
        return services
            .AddRecurring<FollowWageLaw>().AddCorrectionChecks()
            .AddScoped<FreezeCorrection>().AddScoped<ReadCorrection>().AddScoped<CorrectionChoices>().AddScoped<AgreeToKeep>().AddScoped<ReceiveRepayment>()
            .AddScoped<IOwnData, CorrectionOwnData>()
            .AddSingleton(all => CorrectionDocuments.Of(all.GetRequiredService<Texts>()))
            .AddDeskKind(CorrectionItems.Wanted, here, "Payslips to compute again", Role.Finance)
            .AddDeskKind(CorrectionItems.Absences, here, "Payslips that do not know an absence", Role.Finance)
            .AddDeskKind(CorrectionItems.Claim, here, "Paid too much", Role.Finance);
    }

    public static void MapCorrections(this IEndpointRouteBuilder api)
    {
        api.MapReading<ReadCorrection.Query, ReadCorrection, ReadCorrection.Result>("/payroll/correction");
        api.MapReading<CorrectionChoices.Query, CorrectionChoices, CorrectionChoices.Result>("/payroll/correction/choices");
        api.MapUseCase<FreezeCorrection.Command, FreezeCorrection, Id<PayrollRun>>("/payroll/correction/freeze");
        api.MapUseCase<AgreeToKeep.Command, AgreeToKeep, Done>("/payslips/claim/agree");
        api.MapUseCase<ReceiveRepayment.Command, ReceiveRepayment, Done>("/payslips/claim/repaid");
    }
}
