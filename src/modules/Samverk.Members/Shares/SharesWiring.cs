using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Members;

/// <summary>The addresses of the register of shares.</summary>
internal static class SharesWiring
{
    public static void MapShares(this IEndpointRouteBuilder api)
    {
        api.MapReading<ReadShares.Query, ReadShares, ReadShares.Register>("/members/shares");
        api.MapGet("/members/shares.csv", Export).Of(nameof(ReadShares), ReadShares.Access);
        api.MapUseCase<EnterShareValue.Command, EnterShareValue, Id<ShareValue>>("/members/shares/enter-value");
        api.MapUseCase<DecideShareValue.Command, DecideShareValue, ShareValueState>("/members/shares/decide-value");
    }

    private static async Task<IResult> Export(string? search, ShareState? state, Door door, Actor actor)
    {
        var read = await door.Read(new ReadShares.Query(search, state, All: true), actor);
        return read.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(Csv.Write(
            ["code", "name", "amount", "currency", "state", "subscribed", "paid", "payout", "payFrom"],
            read.Value.Rows.Select(row => (string?[])[
                row.Code, row.Name, row.Share.Amount.ToPlainText(), row.Share.Amount.Currency.Code, row.Share.State.ToString(), row.Share.SubscribedOn.ToString("R", null),
                row.Share.PaidOn?.ToString("R", null), row.Share.Payout?.ToPlainText(), row.Share.PayFrom?.ToString("R", null)])), Csv.MediaType, "shares.csv");
    }
}
