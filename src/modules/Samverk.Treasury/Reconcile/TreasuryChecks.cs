using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>I4 for the bank: every matched line moves in the books exactly what it moved at the bank.</summary>
internal static class TreasuryChecks
{
    public static IServiceCollection AddTreasuryChecks(this IServiceCollection services) =>
        services.AddCheck(new("I4", "matched bank lines are the bank account in the books", Look));

    private static async Task<Findings> Look(Evidence evidence)
    {
        var (tx, breaches, looked) = (evidence.Tx, new List<string>(), new List<string>());
        foreach (var account in await tx.BankAccounts())
        {
            var entries = (await tx.EntriesOn(account.Entity, Account.Bank, account.Currency, new(1900, 1, 1))).ToDictionary(one => one.Entry.Value);
            var lines = (await tx.Connection.QueryAsync<(Guid Id, NodaTime.LocalDate Booked, long? Minor, string State)>(
                "select id, booked, minor, state from treasury.line where account = @id order by number", new { id = account.Id.Value })).AsList();
            var parts = (await tx.Connection.QueryAsync<(Guid Line, Guid Entry, long Minor)>(
                "select part.line, part.entry, part.minor from treasury.part join treasury.line on line.id = part.line where line.account = @id and undone_at is null",
                new { id = account.Id.Value })).AsList();

            breaches.AddRange(parts.Where(part => entries.GetValueOrDefault(part.Entry)?.Amount.Minor != part.Minor)
                .Select(part => $"line {part.Line} says {part.Minor} minor units of entry {part.Entry}, the books say {entries.GetValueOrDefault(part.Entry)?.Amount.Minor ?? 0}"));
            var sums = parts.GroupBy(part => part.Line).ToDictionary(group => group.Key, group => group.Sum(part => part.Minor));
            foreach (var day in lines.GroupBy(line => line.Booked).OrderBy(day => day.Key))
                breaches.AddRange(day
                    .Where(line => line.State is "Matched" ? sums.GetValueOrDefault(line.Id) != line.Minor
                        : sums.TryGetValue(line.Id, out var sum) && (line.State is not "Reconciled" || sum != line.Minor))
                    .Select(line => $"{day.Key:R}: line {line.Id} is {line.Minor} minor units at the bank and {sums.GetValueOrDefault(line.Id)} in the books"));

            var matched = new Money(sums.Values.Sum(), account.Currency);
            var waiting = new Money(lines.Where(line => !sums.ContainsKey(line.Id)).Sum(line => line.Minor ?? 0), account.Currency);
            var books = Money.Sum(entries.Values.Select(one => one.Amount), account.Currency);
            looked.Add($"{Verification.Count(lines.Count)} lines, {matched} matched, {waiting} waiting, {books - matched} of the books without a line");
        }

        return new(looked.Count is 0 ? "no bank account" : string.Join("; ", looked), breaches);
    }
}
