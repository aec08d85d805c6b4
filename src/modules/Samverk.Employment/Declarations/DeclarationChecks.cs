using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>I4 for authorities: what payslips owe them is in the books, and what is declared is the sum of its payslips.</summary>
internal static class DeclarationChecks
{
    private const string Authorities = "liabilities:authority";

    public static IServiceCollection AddDeclarationChecks(this IServiceCollection services) => services.AddCheck(new("I4", "payslips and declarations are what the books owe to authorities", Look));

    private static async Task<Findings> Look(Evidence evidence)
    {
        var (tx, breaches) = (evidence.Tx, new List<string>());
        var (slips, declarations) = (0, 0);
        foreach (var entity in await tx.Entities())
        {
            var booked = (await tx.LinesUnder(entity.Id, Authorities, NodaTime.LocalDate.MaxIsoValue)).Where(line => line.Kind is "wage" or "wage-correction" && line.Amount.Currency == entity.Currency)
                .GroupBy(line => line.Entry).ToDictionary(of => of.Key, of => -of.Sum(line => line.Amount.Minor));
            var parts = (await tx.Connection.QueryAsync<(Guid Payslip, Guid Wage, bool Corrects, long Owed)>(
                """
                select payslip, wage, corrects is not null, payslip_part.tax + payslip_part.employer + payslip_part.employee - payslip_part.additions from employment.payslip_part
                join employment.payslip on payslip.id = payslip_part.payslip where entity = @id and released
                """,
                new { id = entity.Id.Value })).AsList();
            breaches.AddRange(parts.Where(part => Booked(part) != part.Owed)
                .Select(part => $"wage {part.Wage} of payslip {part.Payslip} owes authorities {part.Owed} minor units, the books say {Booked(part)}"));

            var bySlip = parts.GroupBy(part => part.Payslip).ToDictionary(of => of.Key, of => of.Sum(Booked));
            var declared = (await tx.Connection.QueryAsync<(Guid Declaration, long Owed, string Payslips)>(
                """
                select declaration, tax + contributions, array_to_string(payslips, ' ') from employment.declared join employment.declaration on declaration.id = declared.declaration
                where entity = @id and work is null and state <> 'Cancelled' order by declaration
                """,
                new { id = entity.Id.Value })).AsList();
            breaches.AddRange(declared.GroupBy(one => one.Declaration).Select(of => (of.Key, Declared: of.Sum(one => one.Owed), Booked: of.Sum(one => one.Payslips.Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(slip => bySlip.GetValueOrDefault(Guid.Parse(slip))))))
                .Where(of => of.Declared != of.Booked).Select(of => $"declaration {of.Key} says {of.Declared} minor units, the books say {of.Booked}"));

            long Booked((Guid Payslip, Guid Wage, bool Corrects, long Owed) part) =>
                booked.GetValueOrDefault(part.Corrects ? WageCorrectionVerb.EntryOf(ReleaseCorrections.DocumentOf(part.Payslip, new(part.Wage))) : WageVerb.EntryOf(part.Wage));

            (slips, declarations) = (slips + bySlip.Count, declarations + declared.Select(one => one.Declaration).Distinct().Count());
        }

        return new($"{Verification.Count(slips)} payslips, {Verification.Count(declarations)} declarations", breaches);
    }
}
