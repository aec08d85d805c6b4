using NodaTime;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>Every night keeps what was laid out at the end of the day before: nothing is posted to that day any more.</summary>
internal sealed class StoreExposureNightly : IRecur
{
    public static string Kind => "guarantee.store-exposure";

    public async Task Run(Tx tx, LocalDate date)
    {
        var day = date.PlusDays(-1);
        await tx.StoreExposure(day, await tx.ExposureOn(day));
    }
}
