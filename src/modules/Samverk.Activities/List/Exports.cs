using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Activities;

/// <summary>Lists as files, by the same readings as the pages.</summary>
internal static class Exports
{
    public static void MapExports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/activities/export", async (Door door, Actor actor, ActivityScope? scope, ActivityState? state, string? search) =>
        {
            var read = await door.Read(new ListActivities.Query(scope, state, search, null, true), actor);
            return read.Refusal is not null ? DoorApi.Answer(read) : File("activities", Csv.Write(
                ["code", "name", "kind", "state", "parent", "currency", "salary available", "expense available"],
                read.Value.Activities.Select(row => (string[])[
                    row.Code, row.Name, row.Kind.ToString(), row.State.ToString(), row.Parent ?? "", row.SalaryAvailable.Currency.Code, row.SalaryAvailable.ToPlainText(),
                    row.ExpenseAvailable.ToPlainText()])));
        }).Of(nameof(ListActivities), ListActivities.Access).WithTags("Activities").WithName("ExportActivities");
        api.MapGet("/activities/{activity:guid}/statement/export", async (Door door, Actor actor, Guid activity) =>
        {
            var read = await door.Read(new ReadActivityStatement.Query(new(activity), null, null, true), actor);
            return read.Refusal is not null ? DoorApi.Answer(read) : File(read.Value.Code, Csv.Write(
                ["date", "kind", "text", "entry", "currency", "amount", "balance"],
                read.Value.Lines.Select(row => (string[])[
                    LocalDatePattern.Iso.Format(row.Line.Date), row.Line.Kind, row.Line.Words, row.Line.Entry.ToString(), row.Balance.Currency.Code, row.Line.Amount.ToPlainText(),
                    row.Balance.ToPlainText()])));
        }).Of(nameof(ReadActivityStatement), ReadActivityStatement.Access).WithTags("Activities").WithName("ExportActivityStatement");
    }

    private static IResult File(string name, byte[] csv) => Results.File(csv, Csv.MediaType, string.Create(CultureInfo.InvariantCulture, $"{name}.csv"));
}
