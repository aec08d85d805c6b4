using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class PayAccountTests
{
    private const string First = "SE45 5000 0000 0583 9825 7466", Other = "DE75512108001245126199";

    [Fact]
    public async Task A_changed_account_is_used_after_its_cooling_off_and_nothing_is_paid_meanwhile()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        Assert.Equal("bank-account-missing", (await PayTo(coop, anna)).Held?.Code);

        Assert.Equal(coop.Today.PlusDays(3), (await coop.Done(Change(First), anna)).UsableFrom);
        Assert.Equal(new Refusal("iban-change-unconfirmed", ("date", new LocalDate(2026, 3, 5))), (await PayTo(coop, anna)).Held);
        coop.Clock.AdvanceDays(3);
        Assert.Equal("SE4550000000058398257466", (await PayTo(coop, anna)).Account?.Iban);

        await coop.Done(Change(Other), anna);
        Assert.Equal("iban-change-unconfirmed", (await PayTo(coop, anna)).Held?.Code);
        coop.Clock.AdvanceDays(3);
        Assert.Equal(Other, (await PayTo(coop, anna)).Account?.Iban);
    }

    [Fact]
    public async Task How_long_it_cools_off_is_the_cooperatives_choice_and_holds_for_later_changes_only()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        await coop.Done(Change(First), anna);
        await coop.Write<Done>(async tx =>
        {
            await tx.Set(PayAccountSql.CoolingOff, 10);
            return default(Done);
        });
        Assert.Equal(coop.Today.PlusDays(3), (await PayTo(coop, anna)).WaitsUntil);
        Assert.Equal(coop.Today.PlusDays(10), (await coop.Done(Change(Other), anna)).UsableFrom);
    }

    [Fact]
    public async Task Every_address_that_the_person_ever_gave_is_told_and_no_mail_says_the_number()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        var facts = await coop.Facts(anna);
        await coop.Done(new ChangeMyData.Command(Guid.NewGuid(), 1, "new@thief.example", facts.Phone, facts.Address, "sv"), anna);
        await coop.Done(Change(First), anna);

        Assert.Equal([facts.Email, "new@thief.example"], (await Told(coop)).Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        Assert.All(await Told(coop), mail => Assert.Equal("Ditt bankkonto har ändrats", mail.Subject));
        var body = await coop.Ask<string>("select string_agg(body, '') from store.mail");
        Assert.Contains("7466", body);
        Assert.DoesNotContain("58398257466", body);
    }

    [Fact]
    public async Task It_is_on_the_desk_of_finance_until_it_is_used_or_stopped()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        await coop.Done(Change(First), anna);
        await coop.Pass(days: 0);
        Assert.Equal($"/members/{anna.Person}/account", Assert.Single(await coop.OpenItems("members.pay-account")).Item.Href);
        await coop.Pass(days: 3);
        Assert.Empty(await coop.OpenItems("members.pay-account"));
    }

    [Fact]
    public async Task Finance_stops_what_was_not_the_person_and_the_account_before_holds_again()
    {
        await using var coop = await Cooperative.Fresh();
        var (anna, fia) = (await coop.Known("Anna Berg"), await coop.Staff("Fia", Role.Finance));
        await coop.Done(Change(First), anna);
        coop.Clock.AdvanceDays(3);
        var changed = await coop.Done(Change(Other), anna);

        Assert.Equal("why", (await coop.Run(new StopPayAccount.Command(Guid.NewGuid(), anna.Person, changed.Account, " "), fia)).Refusal?.Field);
        await coop.Done(new StopPayAccount.Command(Guid.NewGuid(), anna.Person, changed.Account, "She called: it was not her"), fia);

        Assert.Equal("SE4550000000058398257466", (await PayTo(coop, anna)).Account?.Iban);
        Assert.Equal("state-not-allowed", (await coop.Run(new StopPayAccount.Command(Guid.NewGuid(), anna.Person, changed.Account, "again"), fia)).Refusal?.Code);
    }

    [Fact]
    public async Task Only_the_person_changes_it_and_nobody_else_but_finance_sees_it()
    {
        await using var coop = await Cooperative.Fresh();
        var (anna, ada) = (await coop.Known("Anna Berg"), await coop.Staff("Ada", Role.Adviser));
        await coop.Done(Change(First), anna);
        Assert.Equal("in-person-only", (await coop.Run(Change(Other), anna with { ActedBy = ada.Person })).Refusal?.Code);
        Assert.Equal("in-person-only", (await coop.Run(Change(Other), anna with { ByKey = true })).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await coop.See(new ShowPayAccounts.Query(anna.Person), ada)).Refusal);
        Assert.Equal("SE4550000000058398257466", (await coop.See(new ShowPayAccounts.Query(anna.Person), Cooperative.Somebody(Role.Finance))).Value.Waits?.Iban);
    }

    [Theory]
    [InlineData("", null, "Anna", "field-missing", "iban")]
    [InlineData("SE4550000000058398257467", null, "Anna", "field-invalid", "iban")]
    [InlineData(Other, "NOBIC", "Anna", "field-invalid", "bic")]
    [InlineData(Other, null, " ", "field-missing", "holder")]
    public async Task What_a_bank_would_refuse_is_refused_with_its_field(string iban, string? bic, string holder, string code, string field)
    {
        await using var coop = await Cooperative.Fresh();
        var refusal = (await coop.Run(new ChangePayAccount.Command(Guid.NewGuid(), iban, bic, holder), await coop.Known("Anna Berg"))).Refusal!;
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    [Fact]
    public async Task The_same_account_again_is_no_change()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        await coop.Done(Change(First), anna);
        Assert.Equal("pay-account-known", (await coop.Run(Change("se4550000000058398257466"), anna)).Refusal?.Code);
    }

    [Fact]
    public async Task Erasing_a_person_leaves_no_account_and_no_holder()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        await coop.Done(Change(First), anna);
        await coop.Done(new ErasePerson.Command(Guid.NewGuid(), anna.Person, (await coop.Facts(anna)).Code), Cooperative.Somebody(Role.Administrator));
        Assert.Equal((1, "", ""), await coop.Ask<(int, string, string)>("select count(*)::int, max(iban), max(holder) from members.pay_account"));
        Assert.DoesNotContain("58398257466", await coop.Ask<string>("select coalesce(string_agg(result::text || subject::text, ''), '') from store.audit"));
    }

    private static ChangePayAccount.Command Change(string iban) => new(Guid.NewGuid(), iban, null, "Anna Berg");

    private static async Task<PayTo> PayTo(Cooperative coop, Actor person) => (await coop.Read(tx => tx.PayAccounts([person.Person], tx.Today)))[person.Person];

    private static async Task<IReadOnlyList<MailState>> Told(Cooperative coop) => await coop.Read(tx => tx.UnsentMails());
}
