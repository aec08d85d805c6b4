using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>The part of this room's wiring that is about absences.</summary>
internal static class AbsencesWiring
{
    public static IServiceCollection AddAbsences(this IServiceCollection services, Assembly here) => services
        .AddScoped<ReportAbsence>().AddScoped<ChangeAbsence>().AddScoped<WithdrawAbsence>().AddScoped<AttachCertificate>().AddScoped<OpenCertificate>().AddScoped<ReadCertificate>()
        .AddScoped<DecideAbsence>().AddScoped<ClaimRefund>().AddScoped<ReceiveRefund>().AddScoped<CloseAbsence>().AddScoped<ReadAbsence>().AddScoped<ListAbsences>().AddScoped<ReadHoliday>()
        .AddStates(Absence.States).AddRecurring<FollowAbsences>().AddRecurring<FollowLateAbsences>()
        .AddSingleton(new NavigationItem(here, "Absence", "calendar-time", "/absences", ListAbsences.Access) { Order = 23 })
        .AddDeskKind(AbsenceItems.Kind, here, "Absence", Role.Finance);

    public static void MapAbsences(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListAbsences.Query, ListAbsences, ListAbsences.Result>("/absences");
        api.MapReading<ReadHoliday.Query, ReadHoliday, IReadOnlyList<HolidayBalance>>("/holiday");
        api.MapReading<ReadAbsence.Query, ReadAbsence, ReadAbsence.Result>("/absences/one");
        api.MapUseCase<ReportAbsence.Command, ReportAbsence, Id<Absence>>("/absences/report");
        api.MapUseCase<ChangeAbsence.Command, ChangeAbsence, AbsenceState>("/absences/change");
        api.MapUseCase<WithdrawAbsence.Command, WithdrawAbsence, AbsenceState>("/absences/withdraw");
        api.MapUseCase<AttachCertificate.Command, AttachCertificate, FileHash>("/absences/certificate");
        api.MapUseCase<OpenCertificate.Command, OpenCertificate, Guid>("/absences/certificate/open");
        api.MapUseCase<DecideAbsence.Command, DecideAbsence, AbsenceState>("/absences/decide");
        api.MapUseCase<ClaimRefund.Command, ClaimRefund, AbsenceState>("/absences/claim-refund");
        api.MapUseCase<ReceiveRefund.Command, ReceiveRefund, AbsenceState>("/absences/receive-refund");
        api.MapUseCase<CloseAbsence.Command, CloseAbsence, AbsenceState>("/absences/close");
        api.MapGet("/absences/certificate/{view:guid}", async (Guid view, HttpContext http, Door door, Actor actor) => Show(http, await door.Read(new ReadCertificate.Query(view), actor)))
            .Of(nameof(ReadCertificate), ReadCertificate.Access);
    }

    // Always as a download, and kept by nobody on the way: a certificate is a fact of health.
    private static IResult Show(HttpContext http, Outcome<StoredFile> read)
    {
        if (read.Refusal is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(read.Value.Content, read.Value.MediaType, $"certificate.{read.Value.MediaType.Split('/')[1]}");
    }
}
