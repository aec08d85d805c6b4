using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests.Expenses;

public sealed class ClaimTests
{
    [Fact]
    public async Task An_approved_claim_is_borne_by_the_activity_without_its_vat_and_owed_to_the_member_whole()
    {
        await using var till = await Till.With(collected: 500);
        var claim = await till.Approved(till.Paper());

        Assert.Equal((Till.Sek(400), Till.Sek(25), Till.Sek(-125)), (await till.Booked(till.Stage), await till.Balance(Account.VatDeductible), await till.Balance(Account.Expenses(await till.Code(till.Anna)))));
        var seen = (await till.Coop.See(new ViewClaim.Query(claim), till.Anna)).Value;
        Assert.Equal(["drafted", "submitted", "checked", "approved"], seen.Steps.Select(step => step.Event));
        Assert.Equal(Id<Entry>.Named(claim, "expense").Value, seen.Entry);
        Assert.Empty(await till.Coop.OpenItems("expenses.claim"));
    }

    [Fact]
    public async Task Money_that_clients_have_not_paid_yet_buys_nothing()
    {
        await using var till = await Till.With(collected: 99);
        var claim = await till.Submitted(till.Paper());
        Assert.Contains((await till.Coop.OpenItem("expenses.claim")).Item.Checks, check => check is { Word: "check:money", Passed: false });

        Assert.Equal(new Refusal("expense-available-exceeded", ("charge", Till.Sek(100)), ("available", Till.Sek(99))) { Field = "net" }, (await till.Approve(claim)).Refusal);
        Assert.Equal(("Submitted", Till.Sek(99)), (await till.State(claim), await till.Booked(till.Stage)));
        await till.Collect(till.Stage, 1);
        Assert.Equal(ClaimState.Approved, (await till.Approve(claim)).Value);
    }

    [Fact]
    public async Task A_receipt_counts_once_whoever_hands_it_in_and_says_nothing_of_the_other()
    {
        await using var till = await Till.With(collected: 1000);
        var film = await till.Opened(till.Bo, "Film");
        await till.Submitted(till.Paper(), scan: "the very receipt");

        var same = await till.Draft(till.Paper(number: "K-2", activity: film), by: till.Bo);
        var attached = await till.Coop.Run(new AttachReceipt.Command(Guid.NewGuid(), same, "application/pdf", Till.Scan("the very receipt")), till.Bo);
        Assert.Equal(new Refusal("receipt-already-used") { Field = "receipt" }, attached.Refusal);

        var photographed = await till.Draft(till.Paper(supplier: "papper ab.", number: "k 1", activity: film), scan: "photographed again", by: till.Bo);
        Assert.Equal(new Refusal("receipt-already-used") { Field = "number" }, (await till.Submit(photographed, till.Bo)).Refusal);
    }

    [Fact]
    public async Task Ones_own_earlier_claim_is_named_by_its_day()
    {
        await using var till = await Till.With(collected: 1000);
        await till.Submitted(till.Paper());
        var again = await till.Draft(till.Paper(), scan: "again");
        Assert.Equal(new Refusal("receipt-already-used", ("date", till.Coop.Today)) { Field = "number" }, (await till.Submit(again)).Refusal);
    }

    [Fact]
    public async Task Two_drafts_of_one_receipt_handed_in_at_once_make_one_claim()
    {
        await using var till = await Till.With(collected: 1000);
        var drafts = new[] { await till.Draft(till.Paper(), scan: "one"), await till.Draft(till.Paper(), scan: "two") };
        var both = await Task.WhenAll(drafts.Select(draft => till.Submit(draft)));
        Assert.Equal(["", "receipt-already-used"], both.Select(one => one.Refusal?.Code ?? "").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_rejected_may_be_corrected_and_its_receipt_used_again()
    {
        await using var till = await Till.With(collected: 1000);
        var claim = await till.Submitted(till.Paper());
        Assert.Equal("why", (await till.Coop.Run(new RejectClaim.Command(Guid.NewGuid(), claim, ""), till.Ada)).Refusal?.Field);
        await till.Coop.Done(new RejectClaim.Command(Guid.NewGuid(), claim, "The date is not on it"), till.Ada);
        await till.Coop.Done(new ReopenClaim.Command(Guid.NewGuid(), claim), till.Anna);
        await till.Coop.Done(new SaveClaim.Command(Guid.NewGuid(), claim, till.Paper(net: 80, vat: 20)), till.Anna);
        Assert.Equal(ClaimState.Submitted, (await till.Submit(claim)).Value);
    }

    [Fact]
    public async Task Who_checks_corrects_with_a_reason_and_less_is_approved_in_part()
    {
        await using var till = await Till.With(collected: 1000);
        var claim = await till.Submitted(till.Paper());
        CheckClaim.Command To(decimal net, decimal vat, decimal deductible, string why, bool addressed = true) =>
            new(Guid.NewGuid(), claim, Till.Sek(net), Till.Sek(vat), Till.Sek(deductible), addressed, why);
        Assert.Equal("reason-needed", (await till.Coop.Run(To(80, 20, 20, " "), till.Ada)).Refusal?.Code);
        Assert.Equal("amount-too-large", (await till.Coop.Run(To(120, 20, 20, "more"), till.Ada)).Refusal?.Code);
        Assert.Equal("receipt-not-addressed", (await till.Coop.Run(To(80, 20, 20, "no name on it", addressed: false), till.Ada)).Refusal?.Code);

        await till.Coop.Done(To(80, 20, 10, "half of it was private"), till.Ada);
        Assert.Equal(ClaimState.Partly, (await till.Approve(claim, till.Fia)).Value);
        Assert.Equal((Till.Sek(910), Till.Sek(10), Till.Sek(-100)), (await till.Booked(till.Stage), await till.Balance(Account.VatDeductible), await till.Balance(Account.Expenses(await till.Code(till.Anna)))));
    }

    [Fact]
    public async Task Without_the_cooperatives_name_the_vat_is_not_deducted_and_a_supplier_is_not_paid()
    {
        await using var till = await Till.With(collected: 1000);
        await till.Approved(till.Paper(addressed: false));
        Assert.Equal((Till.Sek(875), Till.Sek(0)), (await till.Booked(till.Stage), await till.Balance(Account.VatDeductible)));

        var bill = await till.Draft(till.Bill() with { Addressed = false }, scan: "bill");
        Assert.Equal(new Refusal("receipt-not-addressed") { Field = "addressed" }, (await till.Submit(bill)).Refusal);
    }

    [Fact]
    public async Task A_suppliers_invoice_is_owed_to_the_supplier_by_a_code_that_is_no_name()
    {
        await using var till = await Till.With(collected: 1000);
        await till.Approved(till.Bill());
        await till.Approved(till.Bill(net: 40, vat: 10, number: "F-8"));
        Assert.Equal(Till.Sek(-175), await till.Balance(Account.Supplier("s-00001")));
    }

    [Fact]
    public async Task Nobody_approves_an_own_claim_and_nobody_acts_for_who_does()
    {
        await using var till = await Till.With(collected: 1000);
        var claim = await till.Submitted(till.Paper());
        var both = till.Anna with { Roles = new HashSet<Role> { Role.Member, Role.Finance, Role.Adviser } };
        Assert.Equal("own-case", (await till.Approve(claim, both)).Refusal?.Code);
        Assert.Equal("in-person-only", (await till.Approve(claim, till.Fia with { ByKey = true })).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await till.Approve(claim, till.Bo)).Refusal);
        Assert.Equal(Refusal.Unknown, (await till.Coop.See(new ViewClaim.Query(claim), till.Bo)).Refusal);
        Assert.Equal(Refusal.Unknown, (await till.Coop.See(new ReadReceipt.Query(claim), till.Bo)).Refusal);
    }

    [Fact]
    public async Task A_draft_is_seen_by_nobody_else()
    {
        await using var till = await Till.With(collected: 1000);
        var draft = await till.Draft(till.Paper(), scan: "mine");
        Assert.Equal(Refusal.Unknown, (await till.Coop.See(new ViewClaim.Query(draft), till.Ada)).Refusal);
        Assert.Equal(Refusal.Unknown, (await till.Coop.See(new ReadReceipt.Query(draft), till.Fia)).Refusal);
        Assert.Empty((await till.Coop.See(new ListClaims.Query(null, null), till.Ada)).Value.Rows);
        Assert.Equal(draft, Assert.Single((await till.Coop.See(new ListClaims.Query("paper", ClaimState.Draft), till.Anna)).Value.Rows).Id);
    }

    [Fact]
    public async Task The_last_day_for_a_receipt_is_the_cooperatives_choice()
    {
        await using var till = await Till.With(collected: 1000);
        var claim = await till.Draft(till.Paper() with { Date = till.Coop.Today.PlusDays(-31) }, scan: "old");
        await till.Coop.Write<Done>(async tx =>
        {
            await tx.Set(SubmitClaim.LatestDays, 30);
            return default(Done);
        });
        Assert.Equal(new Refusal("deadline-passed", ("date", till.Coop.Today.PlusDays(-1))) { Field = "date" }, (await till.Submit(claim)).Refusal);
    }

    [Theory]
    [InlineData("supplier", "field-missing")]
    [InlineData("what", "field-missing")]
    [InlineData("date", "receipt-in-future")]
    [InlineData("vat", "field-invalid")]
    [InlineData("net", "amount-not-positive")]
    [InlineData("iban", "field-invalid")]
    [InlineData("reference", "field-invalid")]
    public async Task What_no_receipt_can_say_is_refused_with_its_field(string field, string code)
    {
        await using var till = await Till.With(collected: 0);
        var content = field switch
        {
            "supplier" => till.Paper(supplier: " "), "what" => till.Paper() with { What = "" }, "date" => till.Paper() with { Date = till.Coop.Today.PlusDays(1) },
            "vat" => till.Paper(net: 10, vat: 11), "net" => till.Paper(net: 0, vat: 0), "iban" => till.Bill() with { PayTo = new("DE00", null, null, null) }, _ => till.Bill(reference: "RF00ABC"),
        };
        var refusal = (await till.Coop.Run(new SaveClaim.Command(Guid.NewGuid(), Guid.NewGuid(), content), till.Anna)).Refusal;
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public async Task A_file_that_is_no_image_and_a_claim_without_receipt_go_nowhere()
    {
        await using var till = await Till.With(collected: 1000);
        var claim = await till.Draft(till.Paper());
        Assert.Equal("receipt", (await till.Coop.Run(new AttachReceipt.Command(Guid.NewGuid(), claim, "image/png", Till.Scan("a PDF")), till.Anna)).Refusal?.Field);
        Assert.Equal(("field-missing", "receipt"), (await till.Submit(claim)).Refusal is { } refusal ? (refusal.Code, refusal.Field) : default);
    }

    [Fact]
    public async Task A_member_takes_claims_along_and_what_is_owed_keeps_them_from_being_erased()
    {
        await using var till = await Till.With(collected: 1000);
        await till.Approved(till.Paper());
        Assert.Null((await till.Coop.See(new ExportMyData.Query(), till.Anna)).Refusal);
        var refusal = (await till.Coop.Run(new ErasePerson.Command(Guid.NewGuid(), till.Anna.Person, await till.Code(till.Anna)), Cooperative.Somebody(Role.Administrator))).Refusal;
        Assert.Equal(new Refusal("retention-running", ("what", "expenses")), refusal);
    }
}
