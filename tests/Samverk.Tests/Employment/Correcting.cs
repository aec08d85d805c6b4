using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Employment;

/// <summary>What tests of corrections do with the people of the workshop.</summary>
internal static class Correcting
{
    /// <summary>A made-up rate: no law says it.</summary>
    public static string RateFile(string from, string rate, string id = "employer.standard", string asOf = "2026-12-01") =>
        $$"""{"country":"SE","asOf":"{{asOf}}","validUntil":"2026-12-31","parameters":[{"id":"{{id}}","validFrom":"{{from}}","value":"{{rate}}","status":"verified","source":"made up for this test"}]}""";

    public static async Task<bool> Load(this Workshop shop, string json)
    {
        var loaded = await shop.Coop.Write(tx => tx.LoadWageFile("made-up.json", json));
        Assert.Null(loaded.Refusal);
        return loaded.Value;
    }

    /// <summary>Frida's wage for one day in Tour, paid on a day.</summary>
    public static async Task<Guid> Paid(this Workshop shop, LocalDate day, LocalDate payDay, long gross)
    {
        await shop.Wage(await shop.Worked(day), gross);
        return await shop.Released(payDay);
    }

    /// <summary>What waits is frozen and released; Frida's payslip.</summary>
    public static async Task<Guid> Released(this Workshop shop, LocalDate payDay)
    {
        var run = await shop.Frozen(payDay);
        await shop.Do(await shop.Release(run), shop.Fredrik);
        await shop.Coop.Pass(0);
        return await shop.Coop.Ask<Guid>("select id from employment.payslip where run = @run and person = @frida", new { run = run.Value, frida = shop.Frida.Person.Value });
    }

    public static FreezeCorrection.Command Period(this Workshop shop, LocalDate from, LocalDate to, CorrectionReason reason = CorrectionReason.Parameter) =>
        new(Guid.CreateVersion7(), Cooperative.Entity.Id, shop.Today.PlusDays(3), reason, "the rate came late", From: from, To: to);

    public static FreezeCorrection.Command One(this Workshop shop, Guid payslip, CorrectionReason reason = CorrectionReason.Facts, params CorrectedGross[] grosses) =>
        new(Guid.CreateVersion7(), Cooperative.Entity.Id, shop.Today.PlusDays(3), reason, "put right", payslip) { Grosses = grosses };

    public static Task<Id<PayrollRun>> Corrected(this Workshop shop, FreezeCorrection.Command command) => shop.Do(command, shop.Fia);

    public static async Task<ReadCorrection.Result> Differs(this Workshop shop, Id<PayrollRun> run) => Must(await shop.Coop.Door.Read(new ReadCorrection.Query(run), shop.Fredrik));

    /// <summary>Released by the second person, and everything that follows has happened.</summary>
    public static async Task ReleaseCorrection(this Workshop shop, Id<PayrollRun> run)
    {
        await shop.Do(new ReleaseRun.Command(Guid.CreateVersion7(), run, (await shop.Differs(run)).Run.Version), shop.Fredrik);
        await shop.Coop.Pass(0);
    }

    public static async Task<ReadPayslip.Result> Slip(this Workshop shop, Guid payslip, Actor? reader = null) => Must(await shop.Coop.Door.Read(new ReadPayslip.Query(payslip), reader ?? shop.Frida));

    public static async Task Sound(this Workshop shop)
    {
        var lines = (await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Verification>(shop.Coop.Services).Run()).Lines;
        Assert.DoesNotContain(lines, line => line.Contains("BREACH", StringComparison.Ordinal) && !line.StartsWith("unsealed", StringComparison.Ordinal));
    }

    /// <summary>By column 1 of another table from the beginning of the year: a decision that came late, and is checked.</summary>
    public static Task Decided(this Workshop shop, string table) => shop.Facts(new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "table", ["birth_year"] = "1985", ["table"] = table, ["column"] = "1" });

    private static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal}");
        return outcome.Value;
    }
}
