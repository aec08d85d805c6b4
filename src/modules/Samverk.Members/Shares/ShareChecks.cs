using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>I35 and I37: the register of shares and the books say the same, and nobody got more than the accounts allow.</summary>
internal static class ShareChecks
{
    public static IServiceCollection AddShareChecks(this IServiceCollection services) => services
        .AddCheck(new("I35", "shares are the share capital in the books", Capital))
        .AddCheck(new("I37", "shares are paid back by the value of released accounts", Payouts));

    /// <summary>
    /// Every share that was paid here is one entry, every redeemed one another. What came with the opening balances has no entry of its own: the
    /// finding says how far books and register are apart by it.
    /// </summary>
    private static async Task<Findings> Capital(Evidence evidence)
    {
        var (tx, breaches, looked) = (evidence.Tx, new List<string>(), new List<string>());
        foreach (var entity in await tx.Entities())
        {
            var shares = await tx.SelectShares("share.entity = @entity order by share.id", new { entity = entity.Id.Value });
            var lines = await tx.LinesOn(entity.Id, Account.ShareCapital, LocalDate.MaxIsoValue);
            var posted = lines.Where(line => line.Kind is SharePostings.PaidKind or SharePostings.RedeemedKind).ToDictionary(line => (line.Document, line.Kind), line => line.Amount);
            var expected = shares.Where(share => share.Posted).Select(share => ((share.Id.Value, SharePostings.PaidKind), -share.Amount))
                .Concat(shares.Where(share => share.Payout is not null).Select(share => ((share.Id.Value, SharePostings.RedeemedKind), share.Amount))).ToDictionary(one => one.Item1, one => one.Item2);
            breaches.AddRange(expected.Keys.Union(posted.Keys).Where(key => expected.GetValueOrDefault(key) != posted.GetValueOrDefault(key))
                .Select(key => $"share {key.Item1}, {key.Item2}: the register says {Said(expected, key)}, the books say {Said(posted, key)}"));

            var (register, books) = (Money.Sum(shares.Where(share => share.IsCapital).Select(share => share.Amount), entity.Currency), -Money.Sum(lines.Select(line => line.Amount), entity.Currency));
            looked.Add($"{entity.Code}: {Verification.Count(shares.Count)} shares, {register} in the register, {books} in the books");
        }

        return new(string.Join("; ", looked), breaches);
    }

    private static async Task<Findings> Payouts(Evidence evidence)
    {
        var (tx, breaches) = (evidence.Tx, new List<string>());
        var redeemed = await tx.SelectShares("share.value is not null order by share.id", new { });
        var values = (await tx.ShareValues()).ToDictionary(value => value.Id);
        foreach (var share in redeemed)
        {
            var value = values[share.Value!.Value];
            var statute = await tx.Statute(value.Entity, value.YearEnd);
            if (value.State is not ShareValueState.Released || value.DecidedOn < value.AssemblyOn) breaches.Add($"share {share.Id}: its value {value.Id} was not released after the assembly");
            else if (statute.Refusal is not null || statute.Value.Share is not { } nominal) breaches.Add($"share {share.Id}: nobody knows what a share was on {value.YearEnd:R}");
            else if (ShareRules.Payout(share.Amount, nominal, value.Value) != share.Payout) breaches.Add($"share {share.Id}: {share.Payout} is not what {value.Value} of {nominal} makes of {share.Amount}");
        }

        return new($"{Verification.Count(redeemed.Count)} redeemed shares", breaches);
    }

    private static string Said(Dictionary<(Guid, string), Money> amounts, (Guid, string) key) => amounts.TryGetValue(key, out var amount) ? $"{amount}" : "nothing";
}
