using NodaTime;
using Actor = Samverk.Store.Actor;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

public sealed class ConfirmationTests
{
    [Fact]
    public async Task Accepting_by_the_link_makes_the_order_active_and_keeps_the_evidence()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Asked(trade.Content(await trade.Client()));
        var token = await trade.Token("anna@umea.example");
        var document = (await trade.Read(token)).Document;
        Assert.Equal(new AnswerOrder.Result(OrderState.Active, true), (await trade.Answer(token, name: "Anna B.")).Value);

        var view = (await trade.Coop.Door.Read(new ViewOrder.Query(order), trade.Member)).Value;
        Assert.True(view.Verdict!.Eligible);
        Assert.Contains(document, view.Verdict.Evidence, StringComparison.Ordinal);
        Assert.Contains("Anna B.", view.Verdict.Evidence, StringComparison.Ordinal);
        Assert.Contains(view.Asked!.Approvers[0].Id.ToString(), view.Verdict.Evidence, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
            await trade.Coop.Ask<string>("select document from invoicing.confirmation where order_id = @order", new { order })))), document);
        Assert.Equal(0, await trade.Coop.Ask<int>("select count(*)::int from store.audit where subject::text like @t or result::text like @t", new { t = $"%{token}%" }));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => trade.Coop.Ask<int>("update invoicing.answer set name = 'x' returning 1"));
    }

    [Fact]
    public async Task The_client_reads_who_will_do_the_work_by_name_and_never_an_address_of_theirs()
    {
        await using var trade = await Trade.Fresh();
        await trade.Coop.SavePerson(PersonFacts.New(trade.Member.Person, PersonKind.User, "Frida Lindqvist") with { Email = "frida@private.example" });
        await trade.Asked(trade.Content(await trade.Client()));
        Assert.Equal("Frida Lindqvist", (await trade.Read(await trade.Token("anna@umea.example"))).Author);
        Assert.Equal(0, await trade.Coop.Ask<int>("select count(*)::int from store.mail where recipient = 'anna@umea.example' and concat(body, html) like '%frida@private%'"));
    }

    [Fact]
    public async Task Mails_are_in_the_client_s_language_and_a_receipt_follows()
    {
        await using var trade = await Trade.Fresh();
        await trade.Asked(trade.Content(await trade.Client()) with { Title = "Bilder <script>alert(1)</script>" });
        await trade.Answer(await trade.Token("anna@umea.example"));
        var subjects = await trade.Coop.Ask<string>("select string_agg(subject, '|' order by queued_at, id) from store.mail");
        Assert.Equal("Kulturkooperativet Norr ber dig bekräfta order 2026-1|Kvitto: order 2026-1 är bekräftad", subjects);
        Assert.Equal(0, await trade.Coop.Ask<int>("select count(*)::int from store.mail where html like '%<script>%'"));
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing_and_another_one_is_refused()
    {
        await using var trade = await Trade.Fresh();
        await trade.Asked(trade.Content(await trade.Client()));
        var token = await trade.Token("anna@umea.example");
        Assert.True((await trade.Answer(token)).Value.Accepted);
        Assert.True((await trade.Answer(token)).Value.Accepted);
        Assert.Equal("already-answered", (await trade.Answer(token, AnswerKind.Refuse, "no")).Refusal?.Code);
        Assert.Equal(1, await trade.Coop.Ask<int>("select count(*)::int from invoicing.answer"));
        Assert.Equal(2, await trade.Coop.Ask<int>("select count(*)::int from store.mail"));
    }

    [Fact]
    public async Task Two_clicks_at_the_same_moment_count_once()
    {
        await using var trade = await Trade.Fresh();
        await trade.Asked(trade.Content(await trade.Client()));
        var token = await trade.Token("anna@umea.example");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => trade.Answer(token))));
        Assert.All(answers, one => Assert.True(one.Value.Accepted));
        Assert.Equal(1, await trade.Coop.Ask<int>("select count(*)::int from guarantee.verdict"));
    }

    [Fact]
    public async Task On_the_last_day_it_can_be_accepted_and_on_the_next_one_not()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        var order = await trade.Asked(trade.Content(client) with { Signers = [new("Late", "late@umea.example")] });
        await trade.Asked(trade.Content(client) with { Signers = [new("In time", "in-time@umea.example")] });
        await trade.Coop.Pass(20);
        Assert.True((await trade.Answer(await trade.Token("in-time@umea.example"))).Value.Accepted);
        trade.Coop.Clock.AdvanceDays(1);
        Assert.Equal("confirmation-expired", (await trade.Answer(await trade.Token("late@umea.example"))).Refusal?.Code);
        await trade.Coop.Pass(0);
        Assert.Equal(OrderState.Expired, await trade.State(order));
        Assert.Equal("confirmation-expired", (await trade.Answer(await trade.Token("late@umea.example"))).Refusal?.Code);
        Assert.Empty((await trade.Read(await trade.Token("late@umea.example"))).Lines);
    }

    [Fact]
    public async Task A_document_that_changed_after_it_was_opened_is_not_accepted()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        var order = await trade.Asked(trade.Content(client));
        var token = await trade.Token("anna@umea.example");
        Assert.Equal("document-changed", (await trade.Answer(token, document: new string('0', 64))).Refusal?.Code);

        await trade.Coop.Write<Done>(async tx =>
        {
            var now = (await tx.FindClient(new(client)))!;
            await tx.Save(now with { Name = "Umeå stad" }, now.State, "renamed", "");
            return default(Done);
        });
        Assert.Equal("document-changed", (await trade.Answer(token)).Refusal?.Code);
        Assert.Null((await trade.Coop.Door.Run(new AskAgain.Command(Guid.CreateVersion7(), order), trade.Member)).Refusal);
        Assert.Equal("document-changed", (await trade.Answer(token)).Refusal?.Code);
        Assert.True((await trade.Answer(await trade.Token("anna@umea.example"))).Value.Accepted);
    }

    [Fact]
    public async Task Several_approvers_sign_in_order_and_each_gets_the_link_in_turn()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Asked(trade.Content(await trade.Client()) with { Signers = [new("Anna", "anna@umea.example"), new("Bo", "bo@umea.example")] });
        Assert.Equal("", await trade.Coop.Ask<string>("select coalesce(max(recipient), '') from store.mail where recipient like 'bo@%'"));
        Assert.False((await trade.Answer(await trade.Token("anna@umea.example"))).Value.Accepted);
        Assert.Equal(OrderState.Confirming, await trade.State(order));
        Assert.True((await trade.Answer(await trade.Token("bo@umea.example"), name: "Bo")).Value.Accepted);
        Assert.Equal(OrderState.Active, await trade.State(order));
    }

    [Fact]
    public async Task Of_several_approvers_anyone_is_enough_where_the_order_says_so()
    {
        await using var trade = await Trade.Fresh();
        await trade.Asked(trade.Content(await trade.Client()) with { Signers = [new("Anna", "anna@umea.example"), new("Bo", "bo@umea.example")], Rule = SignerRule.AnyOf });
        Assert.True((await trade.Answer(await trade.Token("bo@umea.example"))).Value.Accepted);
        Assert.Equal("already-answered", (await trade.Answer(await trade.Token("anna@umea.example"))).Refusal?.Code);
    }

    [Theory]
    [InlineData(true, OrderState.ChangesAsked)]
    [InlineData(false, OrderState.Declined)]
    public async Task Changes_and_refusals_need_a_reason_and_end_the_links(bool changes, OrderState becomes)
    {
        var kind = changes ? AnswerKind.AskChanges : AnswerKind.Refuse;
        await using var trade = await Trade.Fresh();
        var order = await trade.Asked(trade.Content(await trade.Client()));
        var token = await trade.Token("anna@umea.example");
        Assert.Equal("reason-needed", (await trade.Answer(token, kind)).Refusal?.Code);
        Assert.Equal(becomes, (await trade.Answer(token, kind, "too dear")).Value.State);
        Assert.Equal("too dear", (await trade.Coop.Door.Read(new ViewOrder.Query(order), trade.Member)).Value.Steps[^1].Why);
    }

    [Fact]
    public async Task Without_the_right_link_there_is_nothing_and_who_is_signed_in_is_no_client()
    {
        await using var trade = await Trade.Fresh();
        await trade.Asked(trade.Content(await trade.Client()));
        var token = await trade.Token("anna@umea.example");
        foreach (var guess in new[] { "", "x", new string('A', 43), $"{token[..42]}_", $"{token}A", "' or 1=1 --", new string('é', 43) })
            Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Read(new ReadLink.Query(guess), Actor.Visitor)).Refusal);
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Read(new ReadLink.Query(token), trade.Member)).Refusal);
    }

    [Fact]
    public async Task The_clerk_says_name_role_and_that_they_may_sign()
    {
        await using var trade = await Trade.Fresh();
        await trade.Asked(trade.Content(await trade.Client()));
        var token = await trade.Token("anna@umea.example");
        var document = (await trade.Read(token)).Document;
        Assert.Equal("maySign", (await Try(new Answer(AnswerKind.Accept, "Anna", "Head", "", ""), false)).Refusal?.Field);
        Assert.Equal("name", (await Try(new Answer(AnswerKind.Accept, " ", "Head", "", ""), true)).Refusal?.Field);
        Assert.Equal("role", (await Try(new Answer(AnswerKind.Accept, "Anna", "", "", ""), true)).Refusal?.Field);
        Assert.Equal("words", (await Try(new Answer(AnswerKind.Refuse, "Anna", "", "", new string('x', 3000)), true)).Refusal?.Field);

        Task<Outcome<AnswerOrder.Result>> Try(Answer answer, bool maySign) =>
            trade.Coop.Door.Run(new AnswerOrder.Command(Guid.CreateVersion7(), token, document, answer, maySign), Actor.Visitor);
    }

    [Fact]
    public async Task A_blocked_client_s_click_is_refused_without_telling_why()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        await trade.Asked(trade.Content(client));
        await trade.Coop.Door.Run(new HoldClient.Command(Guid.CreateVersion7(), client, ClientHold.Block, "fraud"), trade.Adviser);
        Assert.Equal(new Refusal("order-not-ready"), (await trade.Answer(await trade.Token("anna@umea.example"))).Refusal);
    }

    [Fact]
    public async Task A_withdrawn_order_s_link_is_over()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Asked(trade.Content(await trade.Client()));
        var token = await trade.Token("anna@umea.example");
        Assert.Equal(OrderState.Withdrawn, (await trade.Coop.Door.Run(new WithdrawOrder.Command(Guid.CreateVersion7(), order, "another plan"), trade.Member)).Value);
        Assert.Equal("order-not-ready", (await trade.Answer(token)).Refusal?.Code);
    }

    [Fact]
    public async Task In_a_foreign_currency_the_rate_is_the_adviser_s_or_the_member_s()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Draft(trade.Content(await trade.Client()) with { Net = new Money(1000_00, Currency.EUR), PlanningRate = 11m });
        await trade.Submit(order);
        Assert.Null((await trade.Coop.Door.Run(new DecideOrder.Command(Guid.CreateVersion7(), order, OrderDecision.Approve, "rate of the day", 11.25m), trade.Adviser)).Refusal);
        await trade.Answer(await trade.Token("anna@umea.example"));
        Assert.Equal(11.25m, await trade.Coop.Ask<decimal>("select planning_rate from invoicing.client_order where id = @order", new { order }));
    }
}
