using System.Globalization;
using System.Text.Json;
using Samverk.Tests.Ui;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>
/// By which evidence a line of a payslip is exact. Open cases prove a line when they expect that very line, pass, look up the same values of the law
/// and state the same of what the line hangs on; and when one of them lies at or below the pay and one at or above it.
/// </summary>
internal sealed class Evidence
{
    /// <summary>From the strongest.</summary>
    public static readonly string[] Trusts =
        ["official-table", "official-tool", "official-publication", "third-party-tool", "independent-implementation", "statute-arithmetic", "own-validated"];

    /// <summary>Reference calculations of the specification: a net against regressions, and no proof.</summary>
    public const string Own = "own-validated";

    private readonly IReadOnlyList<Case> cases;
    private readonly IReadOnlyList<Proof> proofs;

    public Evidence(string country)
    {
        var trusts = File.ReadLines(Shared.Path($"wages/vectors/{country.ToLowerInvariant()}.jsonl")).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(json => json.GetProperty("id").GetString()!, json => Array.IndexOf(Trusts, json.GetProperty("trust").GetString()!), StringComparer.Ordinal);
        cases = [.. WageCase.Of(country).Select(one => (one, Asked: one.Ask(WageRules.Embedded)))
            .Where(both => both.Asked.Reckoning is not null && both.one.Differences(JsonDocument.Parse(both.Asked.Answer).RootElement).Count is 0)
            .Select(both => new Case(both.one, trusts[both.one.Id], both.Asked.Reckoning!.Uses().Select(RowOf).ToHashSet(StringComparer.Ordinal)))];
        proofs = [.. Proof.All.Where(proof => proof.Line.StartsWith(country.ToLowerInvariant() + ".", StringComparison.Ordinal))];
    }

    /// <summary>The weakest evidence among the lines, and the lines that have none.</summary>
    /// <returns>A place in <see cref="Trusts"/>; null where a line is unproven.</returns>
    public (int? Weakest, IReadOnlyList<string> Unproven) Of(TypicalPay pay, Payslip slip)
    {
        var (weakest, unproven) = (0, new List<string>());
        // Pay, benefits and lines whose rate the asker said prove themselves: nothing of the law is in them but one multiplication.
        foreach (var line in slip.Lines.Where(line => line.Amount is not 0 && line.Kind.Bearer is not (Bearer.Pay or Bearer.Benefit) && !Proof.Said.Contains(line.Kind.Code)))
            if (Strongest(pay, slip, line) is { } trust) weakest = Math.Max(weakest, trust);
            else unproven.Add(line.Kind.Code);
        return (unproven.Count is 0 ? weakest : null, unproven);
    }

    private int? Strongest(TypicalPay pay, Payslip slip, Line line)
    {
        var rows = slip.ParametersOf(line).Select(RowOf).ToList();
        int? best = null;
        foreach (var proof in proofs.Where(proof => proof.Line == line.Kind.Code))
        {
            var covering = cases.Where(one => proof.Covers(one.Asked, pay.Request.Facts) && rows.TrueForAll(one.Rows.Contains)).ToList();
            if (covering.Count is 0) continue;
            var at = proof.Of(pay.Request.Facts, slip, line);
            var (below, above) = at is { } amount
                ? (Best(covering.Where(one => proof.Amount(one.Asked) <= amount)), Best(covering.Where(one => proof.Amount(one.Asked) >= amount)))
                : (Best(covering), Best(covering));
            if (below is { } low && above is { } high && Math.Max(low, high) is var trust && (best is null || trust < best)) best = trust;
        }

        return best;

        static int? Best(IEnumerable<Case> cases) => cases.Select(one => (int?)one.Trust).Min();
    }

    private static string RowOf(ParameterUse use) => string.Create(CultureInfo.InvariantCulture, $"{use.Id} {use.Validity.From:uuuu-MM-dd}");

    private sealed record Case(WageCase Asked, int Trust, IReadOnlySet<string> Rows);
}
