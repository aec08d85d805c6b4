using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.EInvoice;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Employment;

/// <summary>What a person reads about one pay.</summary>
public sealed class PayslipTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task The_clients_money_is_shown_from_the_invoice_to_what_is_paid_out_and_not_to_who_may_not_read_the_activity()
    {
        await using var shop = await Workshop.Fresh();
        var slip = await Paid(shop);
        var part = Assert.Single(slip.Parts);
        var client = Assert.Single(part.Clients);
        Assert.Equal((Kronor(40_000_00), Kronor(0), Kronor(13_142_00)), (client.In, client.Contribution, client.Used));
        Assert.Equal((Kronor(13_142_00), Kronor(6_142_00), Kronor(7_000_00)), (part.Cost, part.Authorities, part.Net));
        Assert.Equal((shop.Today.PlusDays(1), shop.Today.PlusDays(1), WagePayment.Owed), (slip.From, slip.To, slip.Payment));

        await shop.Write(tx => Samverk.Activities.ActivitySql.Leave(tx, shop.Tour, shop.Frida.Person));
        Assert.Empty(Assert.Single((await shop.Coop.Door.Read(new ReadPayslip.Query(slip.Payslip), shop.Frida)).Value.Parts).Clients);
    }

    [Theory]
    [InlineData("sv", "Lönebesked", "10 000,00", "Utbetalt")]
    [InlineData("en", "Payslip", "10,000.00", "Paid out")]
    public async Task The_page_of_paper_says_every_line_in_the_readers_language(string language, string title, string gross, string net)
    {
        await using var shop = await Workshop.Fresh();
        var slip = await Paid(shop);
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(language), CultureInfo.GetCultureInfo(language));
            var text = new Texts().Of(typeof(ReadPayslip).Assembly);
            var paper = PayslipPaper.Of(slip, text, Instant.FromUtc(2026, 3, 9, 12, 0));
            Assert.Equal((title, net), (paper.Title, paper.Sum!.Value.Label));
            Assert.Equal(slip.Lines.Count, paper.Tables[0].Rows.Count);
            Assert.Contains(gross, paper.Tables[0].Rows[0].Figures[^1].Replace('\u00a0', ' '), StringComparison.Ordinal);
            Assert.Contains(slip.Person, paper.To);

            var pdf = PaperPdf.Write(paper);
            Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
            Assert.Equal(pdf, PaperPdf.Write(paper));
            if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder)
                await File.WriteAllBytesAsync(Path.Combine(folder, $"payslip-{language}.pdf"), pdf, TestContext.Current.CancellationToken);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Fact]
    public async Task A_value_of_the_cooperatives_own_is_marked_on_paper_with_who_has_released_it()
    {
        await using var shop = await Workshop.Fresh();
        var slip = await Paid(shop);
        var value = new SlipParameter("side_income", shop.Today, "letter of the tax agency", "Bea Board", "own");
        var own = slip with { Lines = [.. slip.Lines.Select(line => line with { Rests = [value] })], OwnValues = [value] };
        var paper = PayslipPaper.Of(own, new Texts().Of(typeof(ReadPayslip).Assembly), Instant.FromUtc(2026, 3, 9, 12, 0));
        Assert.All(paper.Tables[0].Rows, row => Assert.EndsWith(" *", row.Text, StringComparison.Ordinal));
        Assert.Contains("Bea Board", Assert.Single(paper.Notes, note => note.StartsWith('*')), StringComparison.Ordinal);
    }

    private static async Task<ReadPayslip.Result> Paid(Workshop shop)
    {
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 10_000_00);
        await shop.Do(await shop.Release(await shop.Frozen(shop.Today.PlusDays(7))), shop.Fredrik);
        var slip = Assert.Single((await shop.Coop.Door.Read(new ListPayslips.Query(), shop.Frida)).Value);
        return (await shop.Coop.Door.Read(new ReadPayslip.Query(slip.Payslip), shop.Frida)).Value;
    }
}
