using NodaTime;
using Period = NodaTime.Period;
using Samverk.Countries;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>
/// A fact that is used today and ends within sixty days, with nothing behind it, is on the desk until something follows. The desk shows it
/// again with each of the last two warnings, at thirty and at seven days.
/// </summary>
internal sealed class WarnOfEndingFacts : IRecur
{
    public const string Item = "facts.ending";

    private const int FirstWarning = 60;

    public static string Kind => "facts.warn-of-ending";

    public async Task Run(Tx tx, LocalDate date)
    {
        var book = await tx.Facts();
        foreach (var country in (await tx.Entities()).Select(entity => entity.Country.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
            foreach (var use in book.Known.Concat(book.ReleasesInForce(date)).Where(use => use.Id.StartsWith($"{country}.", StringComparison.Ordinal) && use.Validity.Contains(date) && use.Status is not FactStatus.Unverified))
                await Warn(tx, book, use, date);
    }

    private static async Task Warn(Tx tx, FactBook book, FactUse use, LocalDate date)
    {
        var thing = NamedGuid.Of(Guid.Empty, $"ending {use.Id} {use.Validity.To:R}");
        if (ListFacts.Ending(book, use.Id, use, date) is not { } last || Period.DaysBetween(date, last) > FirstWarning)
        {
            await tx.CloseItem(thing, Item, "something follows");
            return;
        }

        await tx.OpenItem(new Item(Item, "facts.fact", thing, "{fact} ends on {date}", $"/facts/{use.Id}")
        {
            Under = "At most {days} days left; afterwards everything that needs it is refused",
            Facts = [("fact", use.Id), ("date", last), ("days", Left(Period.DaysBetween(date, last)))],
        });
    }

    /// <summary>Sixty, thirty, seven: said in steps, so that the item changes when it becomes more urgent and not every night.</summary>
    private static int Left(int days) => days <= 7 ? 7 : days <= 30 ? 30 : FirstWarning;
}
