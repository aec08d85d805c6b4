using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Guarantee;

/// <summary>What the cooperative has laid out, and the fund behind it: on the start page of the staff.</summary>
internal static class FundLines
{
    public static readonly Access Access = ReadExposure.Access;

    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text, lines) = (asked.Tx, asked.Text, new List<HomeLine>());
        var entities = await tx.Entities();
        var parts = await tx.ExposureOn(tx.Today);
        foreach (var entity in entities)
        {
            var laid = Money.Sum(parts.Where(part => part.Entity == entity.Id).Select(part => part.Amount), entity.Currency);
            var fund = await tx.FundSize(entity, tx.Today);
            var limit = LimitSql.LimitOf(await tx.Limits(entity.Id, entity.Currency, tx.Today), LimitKind.Cooperative, entity.Id.Value);
            // Which one it is only where there are several.
            var name = entities.Count > 1 ? entity.Name : null;
            lines.Add(new(HomePart.Figure, text["Laid out before clients paid"], "/exposure")
            {
                Amount = laid, Under = limit is { } most ? text["of at most {0}", most.ShownWhole()] : name ?? text["no limit is set"], Meaning = limit is { } top && laid > top ? Meaning.Late : Meaning.Neutral,
            });
            lines.Add(new(HomePart.Figure, text["Guarantee fund"], "/fund") { Amount = fund, Under = name ?? text["behind every guaranteed invoice"], Meaning = fund.IsPositive ? Meaning.Good : Meaning.Late });
        }

        return lines;
    }
}
