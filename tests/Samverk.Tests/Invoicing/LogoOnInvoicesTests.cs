using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Tests.EInvoice;
using UglyToad.PdfPig;

namespace Samverk.Tests.Invoicing;

/// <summary>Finance puts a sign on the cooperative's invoices: from now on, and only after it was read.</summary>
public sealed class LogoOnInvoicesTests
{
    [Fact]
    public async Task A_logo_stands_on_invoices_that_are_sent_after_it_was_set_until_it_is_taken_away()
    {
        await using var house = await InvoiceBuilder.Ready();
        Assert.Equal(0, await Pictures(house));

        Assert.Null(await Set(house, LogoTests.Png(6, 30, 10, new byte[1200])));
        Assert.Equal(1, await Pictures(house));
        Assert.True((await house.Coop.Door.Read(new ReadSeller.Query(Cooperative.Entity.Id), house.Finance)).Value.HasLogo);
        Assert.Equal("image/png", (await house.Coop.Door.Read(new ReadLogo.Query(Cooperative.Entity.Id), house.Finance)).Value.MediaType);

        Assert.Null(await Set(house, []));
        Assert.Equal(0, await Pictures(house));
        Assert.Equal(Refusal.Unknown, (await house.Coop.Door.Read(new ReadLogo.Query(Cooperative.Entity.Id), house.Finance)).Refusal);
    }

    [Fact]
    public async Task What_is_no_usable_picture_is_refused_with_the_way_out_and_the_old_one_stays()
    {
        await using var house = await InvoiceBuilder.Ready();
        Assert.Null(await Set(house, LogoTests.Png(2, 30, 10, new byte[900])));

        var refusal = await Set(house, "<svg/>"u8.ToArray());

        Assert.Equal(("logo-not-readable", "logo"), (refusal?.Code, refusal?.Field));
        Assert.Equal(1, await Pictures(house));
    }

    private static async Task<Refusal?> Set(InvoiceBuilder house, byte[] png) =>
        (await house.Coop.Door.Run(new SetLogo.Command(Guid.NewGuid(), Cooperative.Entity.Id, png), house.Finance)).Refusal;

    /// <summary>On the preview of a draft and on the invoice that is sent from it: both say the same.</summary>
    private static async Task<int> Pictures(InvoiceBuilder house)
    {
        var draft = (await house.Plan(await house.Order(1_000)))[0];
        var preview = Count((await house.Coop.Door.Read(new PreviewDraft.Query(draft, Pdf: true), house.Member)).Value.Pdf!);
        var sent = (await house.Send(draft)).Value.Invoice;
        await house.Coop.Pass(0);
        Assert.Equal(preview, Count((await house.Coop.Door.Read(new ReadPaper.Query(sent.Value, Pdf: true), house.Member)).Value.Content));
        return preview;
    }

    private static int Count(byte[] pdf)
    {
        using var read = PdfDocument.Open(pdf);
        return read.GetPage(1).GetImages().Count();
    }
}
