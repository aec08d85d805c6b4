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

    internal static Paper Of(ReadPayslip.Result slip, IStringLocalizer text, Instant written) => new(text["Payslip"], slip.Sender[0], CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, written)
    {
        To = [slip.Person, .. slip.Address is { } at ? (string[])[$"{at.Street} {at.BuildingNumber}".Trim(), $"{at.PostalCode} {at.Town}".Trim()] : []],
        Facts =
        [
            (text["Pay day"], slip.PayDay.Shown()), (text["Work"], slip.From == slip.To ? slip.From.Shown() : $"{slip.From.Shown()} – {slip.To.Shown()}"),
            (text["Person's code"], slip.Code), (text["Paid by"], string.Join(", ", slip.Parts.Select(part => part.Name))),
        ],
        Tables = [.. slip.Pay.Count > 0 ? (PaperTable[])[Pay(slip, text)] : [], Lines(slip, text), Year(slip, text)],
        Sum = (text["Paid out"], slip.Net.Shown()),
        Notes = [text["Paid to the bank account that you have given. Every number is explained on your payslip's page."], .. OwnValues(slip, text)],
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

    /// <summary>Values that the cooperative stands for itself, each with who has released it.</summary>
    private static IEnumerable<string> OwnValues(ReadPayslip.Result slip, IStringLocalizer text) => slip.OwnValues.Select(rest => (string)text["* The cooperative's own value {0}, in force from {1}, released by {2}: {3}", rest.Id, rest.From.Shown(), rest.ReleasedBy!, rest.Source]);

    private static string Bears(Bearer bearer, IStringLocalizer text) => bearer switch
    {
        Bearer.Employer => text["on top of the pay, from the activity"], Bearer.Tax or Bearer.Employee => text["kept from the pay"], _ => text["to you"],
    };

    private static string Say(string phrase) => WageWords.Say(phrase, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    private static string Amount(decimal amount, ReadPayslip.Result slip) => Money.Of(amount, slip.Gross.Currency, Rounding.HalfAwayFromZero).Shown();
}
