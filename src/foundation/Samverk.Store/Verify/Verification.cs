using System.Globalization;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>Runs every registered check: <c>samverk verify</c> and the nightly alarm.</summary>
public sealed class Verification(Db db, IEnumerable<Check> checks)
{
    /// <param name="checkpoints">What backups and exports have kept outside of the database; any number, in any order.</param>
    public async Task<VerificationReport> Run(params IReadOnlyList<string> checkpoints)
    {
        var lines = new List<string>();
        var breached = false;
        foreach (var invariant in checks.GroupBy(check => check.Invariant).OrderBy(one => Order(one.Key)).ThenBy(one => one.Key, StringComparer.Ordinal))
        {
            // All parts of one invariant see one moment; not all invariants together, so that no transaction lasts the whole night.
            var found = (await db.Read(Actor.System, async tx =>
            {
                var parts = new List<(string Text, Findings Findings)>();
                foreach (var check in invariant) parts.Add((check.Text, await check.Look(new(tx, checkpoints))));
                return Outcome.Of(parts);
            })).Value;
            var bad = found.Where(part => part.Findings.Breaches.Count > 0).ToArray();
            breached |= bad.Length > 0;
            lines.Add(bad.Length is 0
                ? $"{invariant.Key} ok {string.Join("; ", found.Select(part => $"{part.Text} ({part.Findings.Looked})"))}"
                : $"{invariant.Key} BREACH {string.Join("; ", bad.Select(part => $"{part.Text}: {First(part.Findings.Breaches)}"))}");
        }

        return new(lines, breached);
    }

    /// <summary>"123,456": reports are read by machines too, so they look the same everywhere.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string First(IReadOnlyList<string> breaches) => breaches.Count is 1 ? breaches[0] : $"{breaches[0]}; and {Count(breaches.Count - 1)} more";

    private static int Order(string invariant) =>
        invariant.StartsWith('I') && int.TryParse(invariant.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}

/// <param name="Lines">One per invariant: "I1 ok entries balance (123,456 lines)" or "I2 BREACH …".</param>
/// <param name="Breached">True when any is.</param>
public sealed record VerificationReport(IReadOnlyList<string> Lines, bool Breached);
