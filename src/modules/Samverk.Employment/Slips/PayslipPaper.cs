using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ui;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>A payslip as a page of paper, in the reader's language: what its page says, without the steps behind each number.</summary>
internal static class PayslipPaper
{
    public static byte[] Print(ReadPayslip.Result slip, IStringLocalizer text, Instant written) => PaperPdf.Write(Of(slip, text, written));

    internal static Paper Of(ReadPayslip.Result slip, IStringLocalizer text, Instant written) => new(slip.Corrections.Of is null ? text["Payslip"] : text["Correction of a payslip"], slip.Sender[0], CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, written)
    {
        To = [slip.Person, .. slip.Address is { } at ? (string[])[$"{at.Street} {at.BuildingNumber}".Trim(), $"{at.PostalCode} {at.Town}".Trim()] : []],
        Facts =
        [
            (text["Pay day"], slip.PayDay.Shown()), (text["Work"], slip.From == slip.To ? slip.From.Shown() : $"{slip.From.Shown()} – {slip.To.Shown()}"),
            .. Corrected(slip, text),
            (text["Person's code"], slip.Code), (text["Paid by"], string.Join(", ", slip.Parts.Select(part => part.Name))),
        ],
        Tables = [.. slip.Corrections.Of is { } of ? (PaperTable[])[Differences(of, slip, text)] : [], .. slip.Pay.Count > 0 ? (PaperTable[])[Pay(slip, text)] : [], Lines(slip, text), Year(slip, text)],
        Sum = Sum(slip, text),
        Notes = [.. Why(slip, text), text["Paid to the bank account that you have given. Every number is explained on your payslip's page."], .. OwnValues(slip, text)],
        Foot = slip.Sender,
        Pages = text["Page {0} of {1}", "{0}", "{1}"],
    };

    private static PaperTable Lines(ReadPayslip.Result slip, IStringLocalizer text) => new(
        [text["What"], text["Base"], text["Rate"], text["Amount"]],
        [.. slip.Lines.Select(line => new PaperRow(
            Say(line.Label) + (line.Rests.Any(rest => rest.ReleasedBy is not null) ? " *" : ""), [$"{Bears(line.Bearer, text)}; {line.Source}"],
            line.Base is { } of ? Amount(of, slip) : "", line.Rate is { } rate ? $"{rate.ToString("#,0.####", CultureInfo.CurrentCulture)} %" : "",
            Amount(line.Bearer is Bearer.Tax or Bearer.Employee ? -line.Amount : line.Amount, slip)))]);

    private static PaperTable Pay(ReadPayslip.Result slip, IStringLocalizer text) => new(
        [text["How the gross pay came about"], text["Base"], text["Rate"], text["Amount"]],
        [.. slip.Pay.Select(line => new PaperRow(
            PayWords.Of(line, text), line.Fact is { } fact ? [$"{PayWords.BaseOf(line, text)}; {line.Source} ({fact}{(line.Own ? $", {text["the cooperative's own value"]}" : "")})"] : [],
            line.Base is { } of ? Amount(of, slip) : "", line.Rate is { } rate ? $"{rate.ToString("#,0.####", CultureInfo.CurrentCulture)} %" : "", Amount(line.Amount, slip)))]);

    private static PaperTable Year(ReadPayslip.Result slip, IStringLocalizer text) => new(
        [text["Sums"], text["This payslip"], text["Year to date"]],
        [.. Words.Sums(slip, text).Select(sum => new PaperRow(sum.Name, [], sum.Now.Shown(), sum.Year.Shown()))]);

    /// <summary>A correction names what it corrects.</summary>
    private static IEnumerable<(string, string)> Corrected(ReadPayslip.Result slip, IStringLocalizer text) => slip.Corrections.Of is { } of
        ? [(text["Corrects"], text["the payslip of {0}", slip.PayDay.Shown()]), (text["Correction"], (of.Version - 1).ToString(CultureInfo.CurrentCulture)), (text["Pay day of the differences"], of.PaidOn.Shown())]
        : [];

    private static (string, string) Sum(ReadPayslip.Result slip, IStringLocalizer text) => slip switch
    {
        { Corrections.Of: null } => (text["Paid out"], (slip.Net - slip.Corrections.Kept).Shown()),
        { Net.IsNegative: true } => (text["Paid too much until now"], (-slip.Net).Shown()),
        _ => (text["Paid out in addition"], slip.Net.Shown()),
    };

    private static PaperTable Differences(CorrectedSlip of, ReadPayslip.Result slip, IStringLocalizer text) => new(
        [text["Lines that differ"], text["Until now"], text["As it should be"], text["Difference"]],
        [.. of.Lines.Select(line => new PaperRow(Say(line.Label), [], Shown(line, line.Before, slip.Gross.Currency), Shown(line, line.After, slip.Gross.Currency), Shown(line, line.Difference, slip.Gross.Currency)))]);

    private static string Shown(LineDifference line, decimal amount, Currency currency) => CorrectionWords.Amount(line.Bearer, amount, currency);

    private static IEnumerable<string> Why(ReadPayslip.Result slip, IStringLocalizer text) => slip.Corrections switch
    {
        { Of: { } of } => [$"{CorrectionWords.Of(of.Reason, text)}: {of.Why}", .. of.Changed.Select(changed => CorrectionWords.Parameter(changed, text))],
        { Kept.IsPositive: true } => [text["{0} of the net pay were kept, as you had agreed, because an earlier payslip had paid too much; {1} are paid out.", slip.Corrections.Kept.Shown(), (slip.Net - slip.Corrections.Kept).Shown()]],
        _ => [],
    };

    /// <summary>Values that the cooperative stands for itself, each with who has released it.</summary>
    private static IEnumerable<string> OwnValues(ReadPayslip.Result slip, IStringLocalizer text) => slip.OwnValues.Select(rest => (string)text["* The cooperative's own value {0}, in force from {1}, released by {2}: {3}", rest.Id, rest.From.Shown(), rest.ReleasedBy!, rest.Source]);

    private static string Bears(Bearer bearer, IStringLocalizer text) => bearer switch
    {
        Bearer.Employer => text["on top of the pay, from the activity"], Bearer.Tax or Bearer.Employee => text["kept from the pay"], _ => text["to you"],
    };

    private static string Say(string phrase) => WageWords.Say(phrase, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    private static string Amount(decimal amount, ReadPayslip.Result slip) => Money.Of(amount, slip.Gross.Currency, Rounding.HalfAwayFromZero).Shown();
}
