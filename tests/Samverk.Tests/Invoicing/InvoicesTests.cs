using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

public sealed class InvoicesTests
{
    [Fact]
    public async Task A_draft_becomes_an_invoice_with_number_document_postings_and_mail()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(10_695);
        Assert.Equal("2026-0001", invoice.Number);
        Assert.Equal((1_069_500L, 267_375L), (invoice.Net.Minor, invoice.Vat.Minor));
        Assert.Equal(new LocalDate(2026, 4, 1), invoice.Due);

        await house.Coop.Pass(0);
        var paper = (await house.Read(tx => tx.FindPaper(invoice.Id.Value)))!;
        var (xml, pdf) = (await house.Read(tx => tx.LoadFile(paper.Xml)), await house.Read(tx => tx.LoadFile(paper.Pdf!.Value)));
        var document = UblReader.Read(xml.Value.Content).Value;
        Assert.Equal("2026-0001", document.Number);
        Assert.Equal(paper.Reference, document.Payment!.Remittance);
        Assert.Equal(13_368.75m, document.Totals.Due);
        Assert.Null(Rules.Valid(document, Profile.Peppol, invoice.Date).Refusal);
        Assert.Contains(Streams(pdf.Value.Content), stream => stream.AsSpan().SequenceEqual(xml.Value.Content));

        var mail = Assert.Single(await house.Read(tx => tx.MailsAbout(invoice.Id.Value)));
        Assert.Equal(("faktura@ljus.example", "Faktura 2026-0001 från Kulturkooperativet Norr ek. för."), (mail.Recipient, mail.Subject));
        await Verified(house);
    }

    [Fact]
    public async Task Eight_issuers_at_once_leave_no_gap_and_no_double()
    {
        await using var house = await InvoiceBuilder.Ready();
        var drafts = new List<Id<Samverk.Invoicing.Invoice>>();
        for (var at = 0; at < 3; at++) drafts.AddRange(await house.Plan(await house.Order(8_000), [.. Enumerable.Range(0, 8).Select(_ => new PlanInvoices.Part(1))]));
        // Some fail in between: their numbers are not lost.
        var refused = await house.Coop.Door.Run(new SendInvoice.Command(Guid.NewGuid(), Id<Samverk.Invoicing.Invoice>.New()), house.Member);
        Assert.Equal("not-found", refused.Refusal!.Code);

        var sent = await Task.WhenAll(drafts.Chunk(3).Select(async chunk =>
        {
            var numbers = new List<string>();
            foreach (var draft in chunk) numbers.Add((await house.Send(draft)).Value.Number);
            return numbers;
        }));
        Assert.Equal(Enumerable.Range(1, 24).Select(serial => $"2026-{serial:0000}"), sent.SelectMany(numbers => numbers).Order(StringComparer.Ordinal));
        await Verified(house);
    }

    [Fact]
    public async Task Sending_twice_answers_the_same_number()
    {
        await using var house = await InvoiceBuilder.Ready();
        var draft = (await house.Plan(await house.Order(100)))[0];
        var request = Guid.NewGuid();
        var (first, second) = (await house.Send(draft, request), await house.Send(draft, request));
        Assert.Equal(first.Value, second.Value);
        Assert.Equal("state-not-allowed", (await house.Send(draft)).Refusal!.Code);
        Assert.Equal(1, await house.Coop.Ask<long>("select last from invoicing.series where series = '2026'"));
    }

    [Fact]
    public async Task Instalments_sum_to_the_order_in_net_VAT_and_gross()
    {
        await using var house = await InvoiceBuilder.Ready();
        var drafts = await house.Plan(await house.Order(1_000.01m), new PlanInvoices.Part(1), new(1), new(1));
        foreach (var draft in drafts) Assert.Null((await house.Send(draft)).Refusal);
        var (net, vat) = (await house.Coop.Ask<long>("select sum(net)::bigint from invoicing.invoice"), await house.Coop.Ask<long>("select sum(vat)::bigint from invoicing.invoice"));
        Assert.Equal((1_000_01L, 250_00L), (net, vat));
        await Verified(house);
    }

    [Fact]
    public async Task A_draft_stays_within_the_rest_of_its_order()
    {
        await using var house = await InvoiceBuilder.Ready();
        var draft = (await house.Plan(await house.Order(1_000)))[0];
        var more = new ChangeDraft.Command(Guid.NewGuid(), draft, [new("Light", 2, "HUR", 500.01m, SupplyKind.Services)], null, "", "");
        Assert.Equal("order-rest-exceeded", (await house.Coop.Door.Run(more, house.Member)).Refusal!.Code);
        var less = new ChangeDraft.Command(Guid.NewGuid(), draft, [new("Light", 2, "HUR", 400, SupplyKind.Services), new("Travel", 1, "C62", 100, SupplyKind.Services)], null, "Tack!", "Ref. Berg");
        Assert.Null((await house.Coop.Door.Run(less, house.Member)).Refusal);
        Assert.Equal(1_125_00L, (await house.Send(draft)).Value.Gross.Minor);
    }

    [Fact]
    public async Task An_incomplete_seller_issues_nothing_and_is_told_what_is_missing()
    {
        await using var house = await InvoiceBuilder.Ready(InvoiceBuilder.Seller with { Bankgiro = null, TaxRegistration = null });
        var refusal = (await house.Send((await house.Plan(await house.Order(100)))[0])).Refusal!;
        Assert.Equal("field-missing", refusal.Code);
        Assert.Contains(("field", (object?)"taxRegistration, iban"), refusal.Facts);
    }

    [Fact]
    public async Task Sixty_invoices_are_issued_printed_and_mailed_within_a_minute_on_any_machine()
    {
        await using var house = await InvoiceBuilder.Ready();
        var drafts = await house.Plan(await house.Order(60_000), [.. Enumerable.Range(0, 60).Select(_ => new PlanInvoices.Part(1))]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var draft in drafts) Assert.Null((await house.Send(draft)).Refusal);
        await house.Coop.Pass(0);
        TestContext.Current.TestOutputHelper?.WriteLine($"60 invoices with PDF and mail in {clock.ElapsedMilliseconds} ms");
        Assert.Equal(60, await house.Coop.Ask<long>("select count(*) from invoicing.paper_print"));
    }

    [Fact]
    public async Task Every_line_keeps_the_ground_of_its_VAT()
    {
        await using var house = await InvoiceBuilder.Ready();
        var client = new Client(
            Id<Client>.New(), "c-fr", "Lumière SARL", BuyerKind.Business, "FR", new("FR", "Paris", "75011", "rue Oberkampf", "12"), "FR40303265045", null, "a@lumiere.example", "fr",
            ClientState.Approved, house.Coop.Today);
        var seller = InvoiceBuilder.Seller with { Iban = "SE3550000000054910000003" };
        Assert.Null((await house.Coop.Door.Run(new SetSeller.Command(Guid.NewGuid(), Cooperative.Entity.Id, seller), house.Finance)).Refusal);
        Assert.Null((await house.Send((await house.Plan(await house.Order(1_000, client: client)))[0])).Refusal);
        Assert.Equal("AE art. 44, 196", await house.Coop.Ask<string>("select category || ' ' || law from invoicing.paper_line"));
        Assert.Equal(0, await house.Coop.Ask<long>("select vat from invoicing.invoice"));
        await Verified(house);
    }

    [Fact]
    public async Task A_planned_invoice_is_issued_on_its_day_and_not_before()
    {
        await using var house = await InvoiceBuilder.Ready();
        await house.Plan(await house.Order(100), new PlanInvoices.Part(1, house.Coop.Today.PlusDays(3)));
        await house.Coop.Pass(2);
        Assert.Equal(0, await house.Coop.Ask<long>("select count(*) from invoicing.invoice"));
        await house.Coop.Pass(1);
        Assert.Equal(1, await house.Coop.Ask<long>("select count(*) from invoicing.invoice"));
    }

    [Fact]
    public async Task Credit_notes_give_back_exactly_what_was_invoiced()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(100.01m);
        foreach (var net in new decimal?[] { 33.33m, 33.33m, null })
        {
            var amount = net is { } part ? Money.Of(part, Currency.SEK, Rounding.HalfAwayFromZero) : (Money?)null;
            Assert.Null((await house.Coop.Door.Run(new CreditInvoice.Command(Guid.NewGuid(), invoice.Id, amount, "Cancelled show"), house.Finance)).Refusal);
        }

        var account = await house.Read(tx => tx.AccountOf(invoice));
        Assert.Equal((invoice.Net, invoice.Vat, 0L), (account.Credited, account.CreditedVat, account.Open.Minor));
        Assert.Equal(InvoiceState.Credited, await house.State(invoice));
        Assert.Equal(["2026-0001", "C2026-0001", "C2026-0002", "C2026-0003"], (await house.Read(tx => tx.PapersOf(invoice.Id))).Select(paper => paper.Number).Order(StringComparer.Ordinal));
        await Verified(house);
    }

    [Fact]
    public async Task Hostile_texts_stay_texts_and_what_no_file_can_carry_is_refused()
    {
        await using var house = await InvoiceBuilder.Ready();
        const string bad = "<script>alert(1)</script>]]>&\"'; drop table invoicing.invoice;-- {0} =1+1 \u202e ✓";
        var sent = await house.Send((await house.Plan(await house.Order(100, bad, bad)))[0]);
        Assert.Null(sent.Refusal);
        await house.Coop.Pass(0);
        var paper = (await house.Read(tx => tx.FindPaper(sent.Value.Invoice.Value)))!;
        Assert.Equal(bad, UblReader.Read((await house.Read(tx => tx.LoadFile(paper.Xml))).Value.Content).Value.Lines[0].Item.Name);

        var refused = await house.Send((await house.Plan(await house.Order(100, "bell \u0007")))[0]);
        Assert.Equal("invoice-not-valid", refused.Refusal!.Code);
        Assert.Equal(1, await house.Coop.Ask<long>("select last from invoicing.series where series = '2026'"));
    }

    /// <summary>The packed streams of a PDF: one of them is the attached XML.</summary>
    private static IEnumerable<byte[]> Streams(byte[] pdf)
    {
        byte[] begin = [.. "stream\n"u8];
        for (var at = pdf.AsSpan().IndexOf(begin); at >= 0;)
        {
            var from = at + begin.Length;
            if (pdf[from] is 0x78)
            {
                using var unpacked = new MemoryStream();
                using (var packed = new ZLibStream(new MemoryStream(pdf, from, pdf.Length - from), CompressionMode.Decompress)) packed.CopyTo(unpacked);
                yield return unpacked.ToArray();
            }

            var next = pdf.AsSpan(from).IndexOf(begin);
            at = next < 0 ? -1 : from + next;
        }
    }

    internal static async Task Verified(InvoiceBuilder house)
    {
        await house.Coop.Write(async tx => Outcome.Of(await tx.Seal()));
        var report = await house.Coop.Services.GetRequiredService<Verification>().Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
