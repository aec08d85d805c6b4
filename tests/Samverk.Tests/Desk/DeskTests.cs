using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class DeskTests
{
    private static readonly Guid Order = Guid.NewGuid();

    private static readonly Item Plain = new("test.order", "test.order", Order, "Order {amount}", "/orders/1")
    {
        Facts = [("amount", new Money(24_000_00, Currency.SEK)), ("client", "Region Norrbotten")],
    };

    [Fact]
    public async Task The_nearest_legal_date_comes_first_then_the_oldest()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        await Open(coop, Plain with { Object = Guid.NewGuid(), Title = "old" });
        coop.Clock.AdvanceHours(1);
        await Open(coop, Plain with { Object = Guid.NewGuid(), Title = "new" });
        await Open(coop, Plain with { Object = Guid.NewGuid(), Title = "in a week", Due = On(coop, 7) });
        await Open(coop, Plain with { Object = Guid.NewGuid(), Title = "today", Due = On(coop, 0) });

        var listed = (await coop.See(new ListCases.Query(), ada)).Value;

        Assert.Equal(["today", "in a week", "old", "new"], listed.Cases.Select(one => one.Item.Title));
        Assert.Equal(new ListCases.Counts(Open: 4, Today: 1, Week: 0, Clean: 0, Oldest: 3600), listed.Counts);
    }

    [Fact]
    public async Task An_item_goes_to_the_members_adviser_and_colleagues_see_it_when_they_ask()
    {
        await using var coop = await Cooperative.Fresh();
        var (ada, bea) = (await coop.Staff("Ada", Role.Adviser), await coop.Staff("Bea", Role.Adviser));
        var anna = await coop.Known("Anna Berg", ada);
        var id = await Open(coop, Plain with { Member = anna.Person });

        Assert.Single((await coop.See(new ListCases.Query(), ada)).Value.Cases);
        Assert.Empty((await coop.See(new ListCases.Query(), bea)).Value.Cases);
        Assert.Equal("Ada", (await coop.See(new ListCases.Query(All: true), bea)).Value is var all ? all.NameOf(all.Cases.Single().Item.Assignee) : null);

        await coop.Done(new TakeCase.Command(Guid.NewGuid(), id, GiveBack: false), bea);
        await Open(coop, Plain with { Member = anna.Person });
        Assert.Single((await coop.See(new ListCases.Query(), bea)).Value.Cases);
        await coop.Done(new TakeCase.Command(Guid.NewGuid(), id, GiveBack: true), bea);
        Assert.Single((await coop.See(new ListCases.Query(), ada)).Value.Cases);
    }

    [Theory]
    [InlineData("anna", 1), InlineData("norrbotten", 1), InlineData("24000", 1), InlineData("nobody", 0), InlineData("%", 0), InlineData("' or 1=1", 0)]
    public async Task Search_looks_into_members_and_what_titles_name(string words, int found)
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        await Open(coop, Plain with { Member = anna.Person });

        Assert.Equal(found, (await coop.See(new ListCases.Query(words, All: true), Cooperative.Somebody(Role.Adviser))).Value.Cases.Count);
    }

    [Fact]
    public async Task The_clock_stops_only_while_waiting()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var id = await Open(coop, Plain);
        coop.Clock.AdvanceHours(2);
        await coop.Done(new PauseCase.Command(Guid.NewGuid(), id, WaitingFor.Client), ada);
        coop.Clock.AdvanceHours(30);
        Assert.Equal(Duration.FromHours(2), (await Show(coop, id)).Age);
        await coop.Done(new PauseCase.Command(Guid.NewGuid(), id, null), ada);
        coop.Clock.AdvanceHours(1);

        Assert.Equal(Duration.FromHours(3), (await Show(coop, id)).Age);
        Assert.Equal("state-not-allowed", (await coop.Run(new PauseCase.Command(Guid.NewGuid(), id, null), ada)).Refusal?.Code);
    }

    [Fact]
    public async Task A_closed_item_leaves_the_desk_and_comes_back_reopened()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var id = await Open(coop, Plain);
        await coop.Done(new PauseCase.Command(Guid.NewGuid(), id, WaitingFor.Member), ada);

        await Close(coop);
        await Close(coop);
        Assert.Empty((await coop.See(new ListCases.Query(), ada)).Value.Cases);
        Assert.Equal(id, await Open(coop, Plain));

        var steps = await coop.Read(tx => tx.Steps(id.Value));
        Assert.Equal(["Open", "Waiting", "Open", "Resolved", "Reopened"], steps.Select(step => step.State));
        Assert.Equal(steps.Skip(1).Select(step => step.Was), steps.SkipLast(1).Select(step => step.State));

        Task Close(Cooperative coop) => coop.Write<Done>(async tx =>
        {
            await tx.CloseItem(Order, Plain.Kind);
            return default(Done);
        });
    }

    [Fact]
    public async Task Opening_the_same_item_at_once_opens_one()
    {
        await using var coop = await Cooperative.Fresh();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Open(coop, Plain)));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Pages_show_every_case_once()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = Cooperative.Somebody(Role.Adviser);
        for (var i = 0; i < 120; i++) await Open(coop, Plain with { Object = Guid.NewGuid(), Due = i % 3 is 0 ? On(coop, i % 5) : null });

        var seen = new List<Id<Case>>();
        Id<Case>? after = null;
        do
        {
            var page = (await coop.See(new ListCases.Query(After: after), ada)).Value;
            seen.AddRange(page.Cases.Select(one => one.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal((120, 120), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Together_only_what_passed_every_check_is_approved_each_through_its_own_use_case()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var (clean, unpaid) = (await coop.Applicant("Anna Berg", ada), await coop.Applicant("Bo Ek", ada));
        await coop.PayShare(clean);
        await coop.Done(new RecommendAdmission.Command(Guid.NewGuid(), clean.Person), ada);
        await coop.Done(new RecommendAdmission.Command(Guid.NewGuid(), unpaid.Person), ada);
        await coop.Pass(days: 0);
        var board = Cooperative.Somebody(Role.Board);
        var listed = (await coop.See(new ListCases.Query(All: true), board)).Value;
        Assert.Single(listed.Clean);

        using var scope = coop.Services.CreateScope();
        var approvals = scope.ServiceProvider.GetRequiredService<Approvals>();
        var request = Guid.NewGuid();
        var results = await approvals.ApproveClean([.. listed.Cases.Select(one => one.Id)], request, board);
        var again = await approvals.ApproveClean([.. listed.Clean], request, board);

        Assert.Equal(["checks-not-passed"], results.Select(result => result.Refusal?.Code).OfType<string>());
        Assert.Null(Assert.Single(again).Refusal);
        Assert.True((await coop.Read(tx => tx.FindMembership(clean.Person)))!.IsMember);
        Assert.False((await coop.Read(tx => tx.FindMembership(unpaid.Person)))!.IsMember);
        Assert.Equal(1, await coop.Ask<int>("select count(*)::int from store.audit where use_case = 'AdmitMember' and refusal is null"));
        await coop.Pass(days: 0);
        Assert.Equal(unpaid.Person, Assert.Single((await coop.See(new ListCases.Query(All: true), board)).Value.Cases).Item.Member);
    }

    [Fact]
    public async Task Approving_at_the_desk_opens_no_way_around_the_second_person_or_the_role()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser, Role.Board);
        var anna = await coop.Applicant("Anna Berg", ada);
        await coop.PayShare(anna);
        await coop.Done(new RecommendAdmission.Command(Guid.NewGuid(), anna.Person), ada);
        await coop.Pass(days: 0);
        var id = Assert.Single((await coop.See(new ListCases.Query(), ada)).Value.Clean);

        using var scope = coop.Services.CreateScope();
        var approvals = scope.ServiceProvider.GetRequiredService<Approvals>();

        Assert.Equal("second-person-needed", (await approvals.Approve(id, Guid.NewGuid(), ada))?.Code);
        Assert.Equal(Refusal.Unknown, await approvals.Approve(id, Guid.NewGuid(), Cooperative.Somebody(Role.Adviser)));
        Assert.Equal(Refusal.Unknown, await approvals.Approve(id, Guid.NewGuid(), Cooperative.Somebody(Role.Member)));
    }

    [Fact]
    public async Task Who_asks_for_erasure_is_on_the_desk_for_a_month_until_erased()
    {
        await using var coop = await Cooperative.Fresh();
        var admin = Cooperative.Somebody(Role.Administrator);
        var anna = await coop.Known("Anna Berg");
        await coop.Done(new AskErasure.Command(Guid.NewGuid()), anna);
        await coop.Pass(days: 0);

        var due = Assert.Single((await coop.See(new ListCases.Query(), admin)).Value.Cases).Item.Due!;
        Assert.Equal((new LocalDate(2026, 4, 2), true, "GDPR art. 12(3)"), (due.At.InUtc().Date, due.WholeDay, due.From));

        await coop.Done(new ErasePerson.Command(Guid.NewGuid(), anna.Person, (await coop.Facts(anna)).Code), admin);
        await coop.Pass(days: 0);
        Assert.Empty((await coop.See(new ListCases.Query(), admin)).Value.Cases);
    }

    [Theory]
    [InlineData(Role.Visitor), InlineData(Role.Member), InlineData(Role.Auditor)]
    public async Task The_desk_is_for_staff(Role role)
    {
        await using var coop = await Cooperative.Fresh();
        var id = await Open(coop, Plain);

        Assert.Equal(Refusal.Unknown, (await coop.See(new ListCases.Query(), Cooperative.Somebody(role))).Refusal);
        Assert.Equal(Refusal.Unknown, (await coop.See(new ShowCase.Query(id), Cooperative.Somebody(role))).Refusal);
        Assert.Equal(Refusal.Unknown, (await coop.Run(new TakeCase.Command(Guid.NewGuid(), id, false), Cooperative.Somebody(role))).Refusal);
    }

    private static async Task<Id<Case>> Open(Cooperative coop, Item item) => (await coop.Write(async tx => Outcome.Of(await tx.OpenItem(item)))).Value;

    private static LegalDate On(Cooperative coop, int days) => LegalDate.On(coop.Today.PlusDays(days), DateTimeZone.Utc, "a law");

    private static async Task<Case> Show(Cooperative coop, Id<Case> id) => (await coop.See(new ShowCase.Query(id), Cooperative.Somebody(Role.Adviser))).Value.Case;
}
