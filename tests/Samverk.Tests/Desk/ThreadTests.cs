using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class ThreadTests
{
    private static readonly Guid Order = Guid.NewGuid();

    [Fact]
    public async Task A_question_is_on_the_advisers_desk_until_it_is_answered_and_both_get_a_mail_without_its_text()
    {
        await using var coop = await Cooperative.Fresh();
        await coop.Write<Done>(async tx =>
        {
            await tx.Set(NodeAddress.Setting, "https://coop.example/");
            return default(Done);
        });
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Known("Anna Berg", ada);

        await coop.Done(Write(anna, "May I bill the travel?"), anna);
        await coop.Done(Write(anna, "It was 300 km."), anna);

        var question = Assert.Single((await coop.See(new ListCases.Query(), ada)).Value.Cases);
        Assert.Equal((PostMessage.Kind, anna.Person, ada.Person), (question.Item.Kind, question.Item.Member!.Value, question.Item.Assignee!.Value));
        var toAda = Assert.Single(await coop.Read(tx => tx.UnsentMails()));
        Assert.Equal("ada@coop.example", toAda.Recipient);

        await coop.Done(Write(anna, "Yes, as an expense."), ada);

        Assert.Empty((await coop.See(new ListCases.Query(), ada)).Value.Cases);
        Assert.Equal(2, (await coop.Read(tx => tx.UnsentMails())).Count);
        var mails = await coop.Ask<string>("select string_agg(subject || body, ' ') from store.mail");
        Assert.Contains("https://coop.example/orders/7", mails);
        Assert.Contains($"https://coop.example/desk?item={question.Id}", mails);
        Assert.DoesNotContain("travel", mails);
        Assert.DoesNotContain("Anna", mails);
    }

    [Fact]
    public async Task A_thank_you_leaves_the_desk_without_an_answer()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Known("Anna Berg", ada);
        await coop.Done(Write(anna, "Thank you!"), anna);
        var id = Assert.Single((await coop.See(new ListCases.Query(), ada)).Value.Cases).Id;

        await coop.Done(new CloseQuestion.Command(Guid.NewGuid(), id), ada);

        Assert.Empty((await coop.See(new ListCases.Query(), ada)).Value.Cases);
    }

    [Fact]
    public async Task A_conversation_is_seen_by_its_member_and_staff_only()
    {
        await using var coop = await Cooperative.Fresh();
        var (anna, bo) = (await coop.Known("Anna Berg"), await coop.Known("Bo Ek"));
        await coop.Done(Write(anna, "Hello"), anna);

        Assert.Single((await coop.See(new ListMessages.Query(Order, anna.Person), anna)).Value.Messages);
        Assert.Single((await coop.See(new ListMessages.Query(Order, anna.Person), Cooperative.Somebody(Role.Finance))).Value.Messages);
        Assert.Equal(Refusal.Unknown, (await coop.See(new ListMessages.Query(Order, anna.Person), bo)).Refusal);
        Assert.Empty((await coop.See(new ListMessages.Query(Order, bo.Person), bo)).Value.Messages);
        Assert.Equal(Refusal.Unknown, (await coop.Run(Write(anna, "as Anna"), bo)).Refusal);
    }

    [Theory]
    [InlineData("", "/orders/7", "text"), InlineData(" \n ", "/orders/7", "text"), InlineData("a\0b", "/orders/7", "text"), InlineData("a\u001bb", "/orders/7", "text"), InlineData("\uD800", "/orders/7", "text")]
    [InlineData("x", "https://evil.example", "href"), InlineData("x", "//evil.example", "href"), InlineData("x", "/\\evil.example", "href"), InlineData("x", "/a\r\nBcc: x", "href"), InlineData("x", "", "href")]
    public async Task Texts_and_links_that_could_do_harm_are_refused(string text, string href, string field)
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");

        Assert.Equal(field, (await coop.Run(Write(anna, text) with { Href = href }, anna)).Refusal?.Field);
    }

    [Fact]
    public async Task A_message_has_room_for_4000_letters_and_markup_stays_text()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");

        Assert.Equal("text", (await coop.Run(Write(anna, new string('x', 4001)), anna)).Refusal?.Field);
        await coop.Done(Write(anna, new string('x', 4000)), anna);
        await coop.Done(Write(anna, "<b>=1+1</b>\r\nsecond 🎭 line"), anna);

        Assert.Equal("<b>=1+1</b>\nsecond 🎭 line", (await coop.See(new ListMessages.Query(Order, anna.Person), anna)).Value.Messages[0].Text);
    }

    private static PostMessage.Command Write(Actor member, string text) => new(Guid.NewGuid(), "test.order", Order, member.Person, "/orders/7", text);
}
