using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>I13 for corrections: each payslip and its corrections are in the books, wage by wage, and open claims are what their account holds.</summary>
internal static class CorrectionChecks
{
    private const string Claims = "assets:wage-claim";

    public static IServiceCollection AddCorrectionChecks(this IServiceCollection services) => services.AddCheck(new("I13", "payslips and their corrections cost what the books say, and claims are on their account", Look));

    private static async Task<Findings> Look(Evidence evidence)
    {
        var (tx, breaches, corrections, claims) = (evidence.Tx, new List<string>(), 0, 0);
        foreach (var entity in await tx.Entities())
        {
            var parts = (await tx.Connection.QueryAsync<(Guid Payslip, Guid Wage, bool Corrects, long Cost)>(
                """
                select payslip, wage, corrects is not null, payslip_part.gross + payslip_part.employer from employment.payslip_part
                join employment.payslip on payslip.id = payslip_part.payslip where entity = @id and released
                """,
                new { id = entity.Id.Value })).AsList();
            var booked = (await tx.LinesUnder(entity.Id, Account.Activities, NodaTime.LocalDate.MaxIsoValue)).Where(line => line.Kind is "wage" or "wage-correction")
                .GroupBy(line => line.Entry).ToDictionary(of => of.Key, of => of.Sum(line => line.Amount.Minor));
            foreach (var part in parts)
            {
                var entry = part.Corrects ? WageCorrectionVerb.EntryOf(ReleaseCorrections.DocumentOf(part.Payslip, new(part.Wage))) : WageVerb.EntryOf(part.Wage);
                if (booked.GetValueOrDefault(entry) != part.Cost) breaches.Add($"wage {part.Wage} of payslip {part.Payslip} costs {part.Cost} minor units, the books say {booked.GetValueOrDefault(entry)}");
            }

            corrections += parts.Where(part => part.Corrects).Select(part => part.Payslip).Distinct().Count();
            claims += await tx.LookAtClaims(entity, breaches);
        }

        return new($"{Verification.Count(corrections)} corrections, {Verification.Count(claims)} claims", breaches);
    }

    private static async Task<int> LookAtClaims(this Tx tx, LegalEntity entity, List<string> breaches)
    {
        var open = (await tx.Claims("claim.entity = @id", new { id = entity.Id.Value })).GroupBy(claim => claim.Person).ToDictionary(of => of.Key, of => of.Sum(claim => claim.Open.Minor));
        var booked = (await tx.LinesUnder(entity.Id, Claims, NodaTime.LocalDate.MaxIsoValue)).GroupBy(line => new Id<Person>(line.Member ?? Guid.Empty)).ToDictionary(of => of.Key, of => of.Sum(line => line.Amount.Minor));
        breaches.AddRange(open.Keys.Union(booked.Keys).Where(person => open.GetValueOrDefault(person) != booked.GetValueOrDefault(person))
            .Select(person => $"claims on person {person} are {open.GetValueOrDefault(person)} minor units, the books say {booked.GetValueOrDefault(person)}"));
        return open.Count;
    }
}
