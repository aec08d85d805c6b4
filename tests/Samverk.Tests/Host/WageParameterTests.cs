using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samverk.Employment;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Employment;

namespace Samverk.Tests.Host;

/// <summary>Newer parameters of wages from a folder, without a new release of the program.</summary>
public sealed class WageParameterTests
{
    [Fact]
    public async Task Files_of_a_folder_are_taken_once_and_one_that_nobody_can_read_stops_the_start()
    {
        await using var coop = await Cooperative.Fresh();
        var folder = Directory.CreateTempSubdirectory("samverk-parameters").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "se-1.json"), Correcting.RateFile("2026-05-01", "33.00"), TestContext.Current.CancellationToken);
            Assert.Equal("31.42", await Rate(coop));
            await WageParameters.Load(coop.Db, NullLogger.Instance, folder);
            await WageParameters.Load(coop.Db, NullLogger.Instance, folder);
            Assert.Equal((1, "33.00"), (await coop.Ask<int>("select count(*)::int from employment.wage_file"), await Rate(coop)));

            // The same first day once more: what was read later wins, whatever it is called.
            await File.WriteAllTextAsync(Path.Combine(folder, "se-0.json"), Correcting.RateFile("2026-05-01", "32.00", asOf: "2026-12-02"), TestContext.Current.CancellationToken);
            await WageParameters.Load(coop.Db, NullLogger.Instance, folder);
            Assert.Equal("32.00", await Rate(coop));
            await File.WriteAllTextAsync(Path.Combine(folder, "xx.json"), """{"country":"XX","asOf":"2026-01-01","parameters":[]}""", TestContext.Current.CancellationToken);
            Assert.Contains("xx.json", (await Assert.ThrowsAsync<InvalidOperationException>(() => WageParameters.Load(coop.Db, NullLogger.Instance, folder))).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task<string> Rate(Cooperative coop) =>
        (await coop.Db.Read(Actor.System, async tx => Outcome.Of((await tx.WageRules()).Parameter("SE", "employer.standard", new LocalDate(2026, 5, 15)).Value.Json.Trim('"')))).Value;
}
