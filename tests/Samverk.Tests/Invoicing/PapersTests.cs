using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Invoice = Samverk.Invoicing.Invoice;

namespace Samverk.Tests.Invoicing;

/// <summary>What the pages of orders, invoices and clients rest on: plans, drafts with files, completion, losses with two endings, a client's account.</summary>
public sealed class PapersTests
{
    [Theory]
    [InlineData("1 1 1", 1000.01)]
    [InlineData("30 70", 0.03)]
    [InlineData("3000 9000", 12_000.50)]
    [InlineData("1 2 4 8 16", 99_999.99)]
    public async Task The_parts_of_a_plan_sum_to_the_order_in_net_and_vat(string weights, decimal net)
    {
        await using var house = await InvoiceBuilder.Ready();
        var order = await house.Order(net);
        var whole = (await house.Coop.Door.Read(new PreviewPlan.Query(order.Id), house.Member)).Value.Parts.Single();
        var parts = (await house.Coop.Door.Read(new PreviewPlan.Query(order.Id, weights), house.Member)).Value.Parts;
        Assert.Equal(order.Net, parts.Select(part => part.Net!.Value).Aggregate((a, b) => a + b));
        Assert.Equal(whole.Vat, parts.Select(part => part.Vat!.Value).Aggregate((a, b) => a + b));
    }

    [Theory]
    [InlineData("30 x", "weight[1]")]
    [InlineData("30 0", "weight[1]")]
    [InlineData("-1", "weight[0]")]
    public async Task A_share_that_is_no_share_is_refused_at_its_place(string weights, string field)
    {
        await using var house = await InvoiceBuilder.Ready();
        var order = await house.Order(100);
        Assert.Equal(field, (await house.Coop.Door.Read(new PreviewPlan.Query(order.Id, weights), house.Member)).Refusal?.Field);
    }

    [Theory]
    [InlineData("", "1", "C62", "10", "text[1]")]
    [InlineData("Work", "0", "C62", "10", "quantity[1]")]
    [InlineData("Work", "1", "lightyears", "10", "unit[1]")]
    [InlineData("Work", "1", "C62", "99999999999", "price[1]")]
    public async Task A_line_that_cannot_stand_on_an_invoice_is_refused_at_its_place(string text, string quantity, string unit, string price, string field)
    {
        await using var house = await InvoiceBuilder.Ready();
        var draft = (await house.Plan(await house.Order(1_000)))[0];
        DraftLine[] lines = [new("First", 1, "C62", 10, SupplyKind.Services), new(text, decimal.Parse(quantity, null), unit, decimal.Parse(price, null), SupplyKind.Services)];
        Assert.Equal(field, (await house.Coop.Door.Run(new ChangeDraft.Command(Guid.NewGuid(), draft, lines, null, "", ""), house.Member)).Refusal?.Field);
    }

    [Fact]
    public async Task A_file_of_a_draft_is_inside_the_xml_goes_with_the_mail_and_opens_for_the_team_only()
    {
        await using var house = await InvoiceBuilder.Ready();
        var draft = (await house.Plan(await house.Order(1_000)))[0];
        byte[] hours = [.. "day,hours\n2026-03-02,8\n"u8];
        var kept = await Attach("C:\\home\\hours.csv", "text/csv", hours);
        Assert.Null(kept.Refusal);
        Assert.Equal("file", (await Attach("run.exe", "application/x-msdownload", hours)).Refusal?.Field);
        Assert.Equal("file", (await Attach("..", "text/csv", [.. "a"u8])).Refusal?.Field);
        Assert.Equal("file", (await Attach("large.csv", "text/csv", [.. Enumerable.Repeat((byte)'a', AttachToDraft.LargestTogether)])).Refusal?.Field);

        var sent = (await house.Send(draft)).Value;
        await house.Coop.Pass(0);
        var paper = (await house.Read(tx => tx.FindPaper(sent.Invoice.Value)))!;
        var model = UblReader.Read((await house.Read(tx => tx.LoadFile(paper.Xml))).Value.Content).Value;
        Assert.Equal("hours.csv", model.Attachments.Single().File!.FileName);
        Assert.Equal(hours, model.Attachments.Single().File!.Content);
        Assert.Contains("hours.csv", await house.Coop.Ask<string>("select attachments::text from store.mail"), StringComparison.Ordinal);
        Assert.Equal(hours, (await house.Coop.Door.Read(new ReadInvoiceFile.Query(sent.Invoice, kept.Value), house.Finance)).Value.Content);
        Assert.Equal(Refusal.Unknown, (await house.Coop.Door.Read(new ReadInvoiceFile.Query(sent.Invoice, kept.Value), Cooperative.Somebody(Role.Member))).Refusal);
        Assert.Equal("document-immutable", (await Attach("late.csv", "text/csv", [.. "b"u8])).Refusal?.Code);

        Task<Outcome<FileHash>> Attach(string name, string kind, byte[] content) =>
            house.Coop.Door.Run(new AttachToDraft.Command(Guid.NewGuid(), draft, name, kind, content), house.Member);
    }

    [Fact]
    public async Task An_order_is_completed_when_all_of_it_is_invoiced_and_paid_and_not_before()
    {
        await using var house = await InvoiceBuilder.Ready();
        var order = await house.Order(1_000);
        var drafts = await house.Plan(order, new PlanInvoices.Part(1), new PlanInvoices.Part(1));
        var first = await Sent(drafts[0]);
        await house.Pay(first, 625);
        Assert.Equal(OrderState.Active, await After());

        var second = await Sent(drafts[1]);
        await house.Pay(second, 600);
        Assert.Equal(OrderState.Active, await After());
        Assert.Null((await house.Coop.Door.Run(new CreditInvoice.Command(Guid.NewGuid(), second.Id, new Money(20_00, Currency.SEK), "agreed"), house.Adviser)).Refusal);
        Assert.Equal(OrderState.Completed, await After());
        Assert.Equal(Money.Zero(Currency.SEK), (await house.Read(tx => tx.Balances(house.Activity, house.Coop.Today))).Planned);

        async Task<Invoice> Sent(Id<Invoice> draft)
        {
            var sent = (await house.Send(draft)).Value.Invoice;
            return (await house.Read(tx => tx.FindInvoice(sent)))!;
        }

        async Task<OrderState> After()
        {
            await house.Coop.Pass(1);
            return (await house.Read(tx => tx.FindOrder(order.Id)))!.State;
        }
    }

    [Fact]
    public async Task Giving_up_is_explained_before_and_booked_as_explained_and_a_second_person_may_say_no()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        var before = (await house.Coop.Door.Read(new ReadLoss.Query(invoice.Id), house.Finance)).Value;
        Assert.True(before.Ending!.Covered);
        var proposal = (await house.Coop.Door.Run(new ProposeWriteOff.Command(Guid.NewGuid(), invoice.Id, "bankrupt"), house.Finance)).Value;
        Assert.True(proposal.Waits);
        Assert.Single((await house.Coop.Door.Read(new ListInvoices.Query(Filter: InvoiceFilter.ToWriteOff), house.Finance)).Value.Rows);

        var board = Cooperative.Somebody(Role.Board);
        Assert.Equal("second-person-needed", (await Refuse(proposal.Proposal, "no", house.Finance)).Refusal?.Code);
        Assert.Equal("reason-needed", (await Refuse(proposal.Proposal, " ", board)).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await Refuse(proposal.Proposal, "no", house.Member)).Refusal);
        Assert.Null((await Refuse(proposal.Proposal, "the estate is not settled", board)).Refusal);
        Assert.Equal(invoice.Gross, (await house.Coop.Door.Read(new ReadLoss.Query(invoice.Id), board)).Value.Open);

        var again = (await house.Coop.Door.Run(new ProposeWriteOff.Command(Guid.NewGuid(), invoice.Id, "the estate is settled"), house.Finance)).Value;
        Assert.Null((await house.Coop.Door.Run(new ApproveWriteOff.Command(Guid.NewGuid(), again.Proposal), board)).Refusal);
        var after = (await house.Coop.Door.Read(new ReadLoss.Query(invoice.Id), house.Finance)).Value;
        Assert.Equal(before.Fund - before.Ending.Net, after.Fund);
        Assert.Equal(invoice.Gross, after.WrittenOff);
        Assert.Equal<bool?>([false, true], after.Proposals.Select(one => one.Approved));

        Task<Outcome<Done>> Refuse(Guid which, string why, Actor by) => house.Coop.Door.Run(new RefuseWriteOff.Command(Guid.NewGuid(), which, why), by);
    }

    [Fact]
    public async Task Without_guarantee_the_activity_bears_the_loss_and_gets_its_contribution_back()
    {
        await using var house = await InvoiceBuilder.Ready();
        var sent = (await house.Send((await house.Plan(await house.Order(1_000, confirmed: false)))[0])).Value;
        var ending = (await house.Coop.Door.Read(new ReadLoss.Query(sent.Invoice), house.Finance)).Value.Ending!;
        Assert.False(ending.Covered);
        Assert.Equal(new Money(64_98, Currency.SEK), ending.FeeBack);
        var had = await Owed();
        var proposal = (await house.Coop.Door.Run(new ProposeWriteOff.Command(Guid.NewGuid(), sent.Invoice, "gone"), house.Finance)).Value;
        Assert.Null((await house.Coop.Door.Run(new ApproveWriteOff.Command(Guid.NewGuid(), proposal.Proposal), Cooperative.Somebody(Role.Finance))).Refusal);
        Assert.Equal(had - ending.Net + ending.FeeBack, await Owed());

        Task<Money> Owed() => house.Read(async tx => -await tx.Balance(house.Activity.Entity, house.Activity.Account, Currency.SEK, tx.Today));
    }

    [Fact]
    public async Task The_term_that_the_client_confirmed_decides_the_due_day()
    {
        await using var trade = await Trade.Fresh();
        Assert.Null((await trade.Coop.Door.Run(new SetSeller.Command(Guid.NewGuid(), Cooperative.Entity.Id, InvoiceBuilder.Seller), Cooperative.Somebody(Role.Finance))).Refusal);
        var order = await trade.Asked(trade.Content(await trade.Client()) with { TermDays = 10 });
        Assert.Null((await trade.Answer(await trade.Token("anna@umea.example"))).Refusal);
        var draft = (await trade.Coop.Door.Run(new PlanInvoices.Command(Guid.NewGuid(), new(order), [new(1)], SupplyKind.Services), trade.Member)).Value.Single();
        Assert.Equal(trade.Today.PlusDays(10), (await trade.Coop.Door.Read(new PreviewDraft.Query(draft), trade.Member)).Value.Due);
    }

    [Fact]
    public async Task One_job_goes_on_as_a_running_activity_when_an_adviser_says_so()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Asked(trade.Content(await trade.Client()) with { Mode = OrderMode.Assignment, Activity = null });
        Assert.Null((await trade.Answer(await trade.Token("anna@umea.example"))).Refusal);
        var activity = (await trade.Coop.Door.Read(new ViewOrder.Query(order), trade.Member)).Value.ActivityId!.Value;
        Assert.Equal("second-person-needed", (await Keep(trade.Member)).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await Keep(Cooperative.Somebody(Role.Member))).Refusal);
        Assert.Null((await Keep(trade.Adviser)).Refusal);
        Assert.Equal(("Personal", "Council photos"), await trade.Coop.Ask<(string, string)>("select kind, name from activities.activity where id = @id", new { id = activity.Value }));
        Assert.Equal("state-not-allowed", (await Keep(trade.Adviser)).Refusal?.Code);

        Task<Outcome<Done>> Keep(Actor by) => trade.Coop.Door.Run(new KeepAssignment.Command(Guid.NewGuid(), activity, "Council photos"), by);
    }

    [Fact]
    public async Task Orders_are_listed_for_their_author_their_team_and_staff_also_those_without_a_written_content()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        var draft = await trade.Draft(trade.Content(client));
        var invoice = await trade.Invoice(client, trade.Today.PlusDays(30));
        var mate = Cooperative.Somebody(Role.Member);
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Join(trade.Activity, mate.Person, manager: false);
            return default(Done);
        });

        Assert.Equal(new HashSet<Guid> { draft, invoice.Order.Value }, (await List(trade.Member)).ToHashSet());
        Assert.Equal([invoice.Order.Value], await List(mate));
        Assert.Equal([invoice.Order.Value], await List(trade.Adviser));
        Assert.Empty(await List(Cooperative.Somebody(Role.Member)));
        var bare = (await trade.Coop.Door.Read(new ViewOrder.Query(invoice.Order.Value), mate)).Value;
        Assert.False(bare.Written);
        Assert.Equal("Earlier", bare.Stored.Content.Title);

        async Task<Guid[]> List(Actor who) => [.. (await trade.Coop.Door.Read(new ListOrders.Query(null, null, null, null, new(client)), who)).Value.Rows.Select(row => row.Id)];
    }

    [Fact]
    public async Task A_client_s_account_counts_what_was_issued_to_those_merged_into_it_and_members_never_see_it()
    {
        await using var trade = await Trade.Fresh();
        var kept = await trade.Client();
        var twin = (await trade.Coop.Door.Run(new EnterClient.Command(Guid.CreateVersion7(), Trade.Umea("Umeå kommun kultur", "SE212000262702"), "another department"), trade.Member)).Value;
        var old = await trade.Invoice(twin.Value, trade.Today.PlusDays(30));
        Assert.Null((await trade.Coop.Door.Run(new CheckClient.Command(Guid.CreateVersion7(), twin.Value, ClientDecision.Merge, kept, "the same after all"), trade.Adviser)).Refusal);
        await trade.Invoice(kept, trade.Today.PlusDays(30));

        var account = (await trade.Coop.Door.Read(new ReadClientAccount.Query(new(kept)), trade.Adviser)).Value;
        Assert.Equal(new Money(2_500_00, Currency.SEK), account.Sums.Single().Open);
        Assert.Equal("Umeå kommun kultur", account.Merged.Single().Name);
        Assert.Contains(old.Id, (await trade.Coop.Door.Read(new ListInvoices.Query(Client: new(kept)), trade.Adviser)).Value.Rows.Select(row => row.Id));
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Read(new ReadClientAccount.Query(new(kept)), trade.Member)).Refusal);
    }

    [Fact]
    public async Task A_mail_to_a_client_names_the_sender_with_number_and_whom_to_ask_and_runs_nothing()
    {
        await using var trade = await Trade.Fresh();
        Assert.Null((await trade.Coop.Door.Run(new SetSeller.Command(Guid.NewGuid(), Cooperative.Entity.Id, InvoiceBuilder.Seller), Cooperative.Somebody(Role.Finance))).Refusal);
        await trade.Asked(trade.Content(await trade.Client()) with { Title = "<img src=x onerror=alert(1)>", Description = "a\nb <script>" });
        var (body, html) = await trade.Coop.Ask<(string, string)>("select body, html from store.mail");
        foreach (var told in (string[])["769612-3459", "Kanalgatan 12", "+46 40 123 45 67", "faktura@norr.example", "12 000,00 SEK"])
            Assert.Contains(told, body.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("a<br>b", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5 15", "30", null)]
    [InlineData("15, 5", "30", "reminders")]
    [InlineData("5", "soon", "talkDay")]
    [InlineData("five", "30", "reminders")]
    [InlineData("5, 40", "30", "reminders")]
    public void Days_of_reminders_are_read_as_people_write_them(string reminders, string talk, string? field)
    {
        var form = SellerForm.Of(InvoiceBuilder.Seller);
        (form.Reminders, form.TalkDay) = (reminders, talk);
        Assert.Equal(field, form.ToSeller("SE").Refusal?.Field);
    }

    [Fact]
    public async Task An_entity_without_profile_says_everything_that_is_missing_and_one_with_it_nothing()
    {
        await using var coop = await Cooperative.Fresh();
        var finance = Cooperative.Somebody(Role.Finance);
        var missing = (await coop.Door.Read(new ListSellers.Query(), finance)).Value.Single().Missing;
        Assert.Equal(["name", "address", "vatNumber", "organisationNumber", "taxRegistration", "iban", "contactEmail"], missing);
        Assert.Null((await coop.Door.Run(new SetSeller.Command(Guid.NewGuid(), Cooperative.Entity.Id, InvoiceBuilder.Seller), finance)).Refusal);
        var known = (await coop.Door.Read(new ListSellers.Query(), finance)).Value.Single();
        Assert.Empty(known.Missing);
        Assert.Equal("Bankgiro 991-2346", known.PayTo);
        Assert.Equal(Refusal.Unknown, (await coop.Door.Read(new ListSellers.Query(), Cooperative.Somebody(Role.Member))).Refusal);
    }
}
