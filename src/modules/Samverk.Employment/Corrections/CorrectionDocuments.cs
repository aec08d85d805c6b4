using System.Globalization;
using Dapper;
using NodaTime;
using NodaTime.Text;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>Why a wage is trued up: what an activity and the books say beside the amount.</summary>
/// <param name="Lines">Labels of the lines that differ.</param>
/// <param name="Parameter">The first that is another one by now; null where no parameter is.</param>
internal sealed record TrueUp(CorrectionReason Reason, LocalDate PayDay, IReadOnlyList<string> Lines, string? Parameter, LocalDate? From)
{
    public static TrueUp Of(CorrectionReason reason, LocalDate payDay, SlipContent before, SlipContent after)
    {
        var (lines, changed) = (LineDifference.Between(before, after), after.Since(before));
        // A parameter that moves a line explains more than one that was only looked up.
        var codes = lines.Select(line => line.Code).ToHashSet(StringComparer.Ordinal);
        var moving = after.Lines.Where(line => codes.Contains(line.Code)).SelectMany(line => line.Rests).Select(rest => rest.Id).ToHashSet(StringComparer.Ordinal);
        var first = changed.OrderBy(one => moving.Contains(one.Id) ? 0 : 1).FirstOrDefault();
        return new(reason, payDay, [.. lines.Select(line => line.Label).Distinct(StringComparer.Ordinal)], reason is CorrectionReason.Parameter or CorrectionReason.OwnValue ? first?.Id : null, first?.From);
    }

    /// <summary>For the books, in English.</summary>
    public string Text => $"True-up of the wage paid {LocalDatePattern.Iso.Format(PayDay)}" + (Parameter is null ? "" : $": {Parameter} from {LocalDatePattern.Iso.Format(From!.Value)}");
}

/// <summary>What true-ups are called where an activity's postings are shown.</summary>
public static class CorrectionDocuments
{
    /// <summary>Told in the reader's language; the page is for those who may open it, which the page itself decides.</summary>
    public static ActivityDocuments Of(Texts texts) => new(async (tx, ids) =>
    {
        var text = texts.Of(typeof(CorrectionDocuments).Assembly);
        var rows = await tx.Connection.QueryAsync<Row>(
            """
            select document, payslip, payslip.person, payslip.pay_day, reason, array_to_string(lines, '|') as lines, parameter, from_day
            from employment.true_up join employment.payslip on payslip.id = payslip where document = any(@ids)
            """,
            new { ids = ids.ToArray() });
        return rows.ToDictionary(row => row.Document, row => new ActivityDocument(
            Say(row, text), tx.Actor.Roles.Any(role => role is Role.Adviser or Role.Finance) || row.Person == tx.Actor.Person.Value ? $"/payslips/{row.Payslip}" : null)
        {
            Detail = string.Join(", ", row.Lines.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => WageWords.Say(line, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName))),
        });
    });

    internal static Task Keep(this Tx tx, RunPayslip slip, TrueUp why) => tx.Connection.ExecuteAsync(
        """
        insert into employment.true_up (document, payslip, wage, beside, reason, lines, parameter, from_day)
        select document, @Id, wage, beside, @reason, @lines, @Parameter, @From from unnest(@documents, @wages, @besides) as one (document, wage, beside)
        """,
        new
        {
            slip.Id, reason = why.Reason.ToString(), lines = why.Lines.ToArray(), why.Parameter, From = why.Parameter is null ? null : why.From,
            documents = slip.Parts.Select(part => ReleaseCorrections.DocumentOf(slip.Id, part.Wage)).ToArray(), wages = slip.Parts.Select(part => part.Wage.Value).ToArray(),
            besides = slip.Parts.Select(part => WageVerb.EntryOf(part.Wage.Value).Value).ToArray(),
        });

    private static string Say(Row row, Microsoft.Extensions.Localization.IStringLocalizer text) => row switch
    {
        { Parameter: { } parameter, From_Day: { } from } => text["True-up of the wage paid {0}: {1} from {2}", row.Pay_Day.Shown(), parameter, from.Shown()],
        { Reason: CorrectionReason.Facts } => text["True-up of the wage paid {0}: facts were put right", row.Pay_Day.Shown()],
        { Reason: CorrectionReason.Absence } => text["True-up of the wage paid {0}: other hours are paid", row.Pay_Day.Shown()],
        { Reason: CorrectionReason.Wage } => text["True-up of the wage paid {0}: the wage was another one", row.Pay_Day.Shown()],
        _ => text["True-up of the wage paid {0}", row.Pay_Day.Shown()],
    };

    private sealed record Row(Guid Document, Guid Payslip, Guid Person, LocalDate Pay_Day, CorrectionReason Reason, string Lines, string? Parameter, LocalDate? From_Day);
}
