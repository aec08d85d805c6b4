using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class MembershipTests
{
    [Fact]
    public async Task The_whole_way_in_and_out_is_kept_with_who_and_when()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Member("Anna Berg", ada);

        await coop.Done(new GiveNotice.Command(Guid.NewGuid(), anna.Person), anna);
        Assert.Equal(new LocalDate(2026, 6, 2), (await Membership(coop, anna)).EndsOn);
        await coop.Pass(days: 93);

        Assert.Equal(MembershipState.Left, (await Membership(coop, anna)).State);
        Assert.Equal(
            ["begins", "attends-info-session", "first-consultation", "declares-and-signs", "admit", "notice", "end-date"],
            (await coop.Read(tx => tx.Steps(anna.Person.Value))).Select(step => step.Event));
    }

    [Fact]
    public async Task Who_recommends_does_not_admit_and_without_a_recommendation_nobody_does()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser, Role.Board);
        var anna = await coop.Applicant("Anna Berg", ada);
        await coop.PayShare(anna);

        Assert.Equal("second-person-needed", (await coop.Run(Admit(anna), Cooperative.Somebody(Role.Board))).Refusal?.Code);
        await coop.Done(new RecommendAdmission.Command(Guid.NewGuid(), anna.Person), ada);
        Assert.Equal("second-person-needed", (await coop.Run(Admit(anna), ada)).Refusal?.Code);
        await coop.Done(Admit(anna), Cooperative.Somebody(Role.Board));
    }

    [Fact]
    public async Task Nobody_is_admitted_before_the_share_is_paid()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Applicant("Anna Berg", ada);
        await coop.Done(new RecommendAdmission.Command(Guid.NewGuid(), anna.Person), ada);

        var refused = await coop.Run(Admit(anna), Cooperative.Somebody(Role.Board));

        Assert.Equal(new Refusal("share-not-paid", ("amount", new Money(500_00, Currency.SEK))), refused.Refusal);
    }

    [Fact]
    public async Task Admitting_is_for_the_board_in_person_and_never_oneself()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Applicant("Anna Berg", ada);
        var herself = anna with { Roles = new HashSet<Role> { Role.Member, Role.Board } };
        var acted = Cooperative.Somebody(Role.Board) with { ActedBy = ada.Person };

        Assert.Equal(Refusal.Unknown, (await coop.Run(Admit(anna), ada)).Refusal);
        Assert.Equal("own-case", (await coop.Run(Admit(anna), herself)).Refusal?.Code);
        Assert.Equal("in-person-only", (await coop.Run(Admit(anna), acted)).Refusal?.Code);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_which_stays_in_the_timeline()
    {
        await using var coop = await Cooperative.Fresh();
        var board = Cooperative.Somebody(Role.Board);
        var anna = await coop.Applicant("Anna Berg", await coop.Staff("Ada", Role.Adviser));

        Assert.Equal("reason-needed", (await coop.Run(new RefuseApplication.Command(Guid.NewGuid(), anna.Person, " "), board)).Refusal?.Code);
        await coop.Done(new RefuseApplication.Command(Guid.NewGuid(), anna.Person, "Trade is excluded by § 3"), board);

        Assert.Equal("Trade is excluded by § 3", (await coop.Read(tx => tx.Steps(anna.Person.Value)))[^1].Why);
    }

    [Fact]
    public async Task Notice_is_given_once_and_taken_back_before_the_last_day_only()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser));
        GiveNotice.Command Notice() => new(Guid.NewGuid(), anna.Person);

        await coop.Done(Notice(), anna);
        Assert.Equal("notice-already-given", (await coop.Run(Notice(), anna)).Refusal?.Code);
        await coop.Done(new WithdrawNotice.Command(Guid.NewGuid(), anna.Person), anna);
        Assert.Equal(MembershipState.Member, (await Membership(coop, anna)).State);

        await coop.Done(Notice(), anna);
        coop.Clock.AdvanceDays(92);
        Assert.Equal("deadline-passed", (await coop.Run(new WithdrawNotice.Command(Guid.NewGuid(), anna.Person), anna)).Refusal?.Code);
    }

    [Fact]
    public async Task Applying_needs_the_statutes_known_and_accepted()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Known("Anna Berg", ada);
        await coop.Done(new BeginMembership.Command(Guid.NewGuid(), anna.Person, Cooperative.Entity.Id), ada);
        await coop.Done(new RecordContact.Command(Guid.NewGuid(), anna.Person, Contact.InfoSession, null), ada);

        Assert.Equal("terms-not-accepted", (await coop.Run(new ApplyForMembership.Command(Guid.NewGuid(), anna.Person, false), anna)).Refusal?.Code);
        Assert.Equal("rule-missing", (await coop.Run(new ApplyForMembership.Command(Guid.NewGuid(), anna.Person, true), anna)).Refusal?.Code);
        await coop.WithStatute();
        Assert.Equal("state-not-allowed", (await coop.Run(new ApplyForMembership.Command(Guid.NewGuid(), anna.Person, true), anna)).Refusal?.Code);
    }

    private static AdmitMember.Command Admit(Actor person) => new(Guid.NewGuid(), person.Person);

    private static async Task<Membership> Membership(Cooperative coop, Actor person) => (await coop.Read(tx => tx.FindMembership(person.Person)))!;
}
