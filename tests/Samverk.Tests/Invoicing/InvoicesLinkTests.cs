using System.Text;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

public sealed class InvoicesLinkTests
{
    [Fact]
    public async Task The_link_opens_one_invoice_and_a_changed_one_opens_nothing()
    {
        await using var house = await InvoiceBuilder.Ready();
        Assert.Null((await house.Coop.Write<Done>(async tx =>
        {
            await tx.Set(NodeAddress.Setting, "https://norr.example/");
            return default(Done);
        })).Refusal);
        var invoice = await house.Issued(1_000);
        await house.Coop.Pass(0);
        var link = (await house.Coop.Write<string>(async tx => (await tx.LinkOf(invoice.Id))!)).Value;
        Assert.StartsWith("https://norr.example/i/", link, StringComparison.Ordinal);
        var token = link.Split('/')[^1];

        var seen = await house.Coop.Door.Read(new ReadLinked.Query(token), Actor.Visitor);
        Assert.Equal((invoice.Number, 1_250_00L, "Bankgiro 991-2346"), (seen.Value.Number, seen.Value.Open.Minor, seen.Value.Account));
        var pdf = await house.Coop.Door.Read(new ReadLinkedPaper.Query(token, Pdf: true), Actor.Visitor);
        Assert.Equal("application/pdf", pdf.Value.MediaType);

        var other = (token[0] is 'A' ? 'B' : 'A') + token[1..];
        foreach (var wrong in new[] { other, token[..42] + (token[42] is 'A' ? 'E' : 'A'), token + "A", "", new string('A', 43), "åäö" })
            Assert.Equal("not-found", (await house.Coop.Door.Read(new ReadLinked.Query(wrong), Actor.Visitor)).Refusal!.Code);

        Assert.Null((await house.Coop.Door.Run(new DisputeByLink.Command(Guid.NewGuid(), token, "<b>Wrong colour</b>"), Actor.Visitor)).Refusal);
        Assert.Equal(InvoiceState.Disputed, await house.State(invoice));
    }

    [Fact]
    public async Task A_member_lists_what_is_theirs_and_strangers_see_nothing()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        await house.Coop.Pass(31);
        Assert.Equal([invoice.Number], (await house.Coop.Door.Read(new ListInvoices.Query(), house.Member)).Value.Rows.Select(row => row.Number));
        Assert.Single((await house.Coop.Door.Read(new ListInvoices.Query("ljus", InvoiceFilter.Late), house.Finance)).Value.Rows);
        Assert.Empty((await house.Coop.Door.Read(new ListInvoices.Query("%", InvoiceFilter.All), house.Finance)).Value.Rows);
        var stranger = Cooperative.Somebody(Role.Member);
        Assert.Empty((await house.Coop.Door.Read(new ListInvoices.Query(), stranger)).Value.Rows);
        Assert.Equal("not-found", (await house.Coop.Door.Read(new ReadInvoice.Query(invoice.Id), stranger)).Refusal!.Code);
        Assert.True((await house.Coop.Door.Read(new ReadInvoice.Query(invoice.Id), house.Member)).Value.Guaranteed);
        Assert.Equal("not-found", (await house.Coop.Door.Read(new Ageing.Query(), house.Member)).Refusal!.Code);
        Assert.Equal(1_250_00, (await house.Coop.Door.Read(new Ageing.Query(), house.Finance)).Value.Rows.Single().To30.Minor);
    }

    [Fact]
    public async Task The_preview_says_what_will_be_on_the_invoice_and_takes_no_number()
    {
        await using var house = await InvoiceBuilder.Ready();
        var draft = (await house.Plan(await house.Order(1_000)))[0];
        var seen = (await house.Coop.Door.Read(new PreviewDraft.Query(draft, Pdf: true), house.Member)).Value;
        Assert.Equal((1_000_00L, 250_00L, "S"), (seen.Net.Minor, seen.Vat!.Value.Minor, seen.Grounds[0].Category));
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(seen.Pdf!, 0, 5), StringComparison.Ordinal);
        Assert.Equal(0, await house.Coop.Ask<long>("select count(*) from invoicing.series"));
    }
}
