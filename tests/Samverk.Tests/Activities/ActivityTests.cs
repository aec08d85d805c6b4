using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using static Samverk.Tests.Activities.Studio;

namespace Samverk.Tests.Activities;

/// <summary>How activities come to be, change and end, and who is in them.</summary>
public sealed class ActivityTests
{
    [Fact]
    public async Task A_members_request_waits_for_an_adviser_and_gets_a_code_of_its_own()
    {
        await using var studio = await Fresh();

        var asked = (await studio.Coop.Door.Run(Request("Dance"), studio.Stella)).Value;
        var own = await studio.Coop.Door.Run(new OpenActivity.Command(Guid.CreateVersion7(), asked.Activity, ""), studio.Stella with { Roles = new HashSet<Role> { Role.Adviser } });
        var opened = await studio.Coop.Door.Run(new OpenActivity.Command(Guid.CreateVersion7(), asked.Activity, "welcome"), studio.Adam);

        Assert.Equal(ActivityState.Requested, asked.State);
        Assert.Matches("^a-[a-z0-9]{4}$", asked.Code);
        Assert.Equal("own-case", own.Refusal?.Code);
        Assert.Null(opened.Refusal);
        var page = (await studio.Coop.Door.Read(new ReadActivity.Query(asked.Activity), studio.Stella)).Value;
        Assert.Equal((ActivityState.Open, true), (page.State, page.Manages));
        Assert.Equal(["requested", "opened"], page.Steps.Select(step => step.Event));
    }

    [Fact]
    public async Task A_frozen_activity_neither_gives_nor_takes_until_the_cause_is_gone()
    {
        await using var studio = await Fresh();
        var transfer = await studio.Proposed(10_00);

        var silent = await studio.Coop.Door.Run(new FreezeActivity.Command(Guid.CreateVersion7(), studio.Film, " "), studio.Adam);
        var member = await studio.Coop.Door.Run(new FreezeActivity.Command(Guid.CreateVersion7(), studio.Film, "why not"), studio.Frank);
        Assert.Null((await studio.Coop.Door.Run(new FreezeActivity.Command(Guid.CreateVersion7(), studio.Film, "inspection"), studio.Adam)).Refusal);
        var frozen = await studio.Coop.Door.Run(Accept(transfer), studio.Frank);
        Assert.Null((await studio.Coop.Door.Run(new UnfreezeActivity.Command(Guid.CreateVersion7(), studio.Film, "all is well"), studio.Adam)).Refusal);
        var free = await studio.Coop.Door.Run(Accept(transfer), studio.Frank);

        Assert.Equal(("reason-needed", "not-found", "activity-frozen", null), (silent.Refusal?.Code, member.Refusal?.Code, frozen.Refusal?.Code, free.Refusal?.Code));
    }

    [Fact]
    public async Task An_activity_closes_only_when_nothing_is_left()
    {
        await using var studio = await Fresh();

        Assert.Null((await studio.Coop.Door.Run(new StopOrders.Command(Guid.CreateVersion7(), studio.Tour, "the tour is over"), studio.Frida)).Refusal);
        var early = await studio.Coop.Door.Run(new EndActivity.Command(Guid.CreateVersion7(), studio.Tour, ""), studio.Frida);
        var empty = await studio.Coop.Door.Run(new EndActivity.Command(Guid.CreateVersion7(), studio.Film, ""), studio.Frank);
        var archived = await studio.Coop.Door.Run(new ArchiveActivity.Command(Guid.CreateVersion7(), studio.Film, ""), studio.Adam);

        Assert.Equal(("activity-not-settled", null, null), (early.Refusal?.Code, empty.Refusal?.Code, archived.Refusal?.Code));
    }

    [Fact]
    public async Task Everybody_lists_their_own_and_staff_all_of_them()
    {
        await using var studio = await Fresh();

        var mine = (await studio.Coop.Door.Read(new ListActivities.Query(ActivityScope.All, null, null, null, null), studio.Frida)).Value;
        var all = (await studio.Coop.Door.Read(new ListActivities.Query(ActivityScope.All, null, null, null, null), studio.Adam)).Value;
        var found = (await studio.Coop.Door.Read(new ListActivities.Query(ActivityScope.All, null, "il", null, null), studio.Adam)).Value;

        Assert.Equal(["Tour"], mine.Activities.Select(row => row.Name));
        Assert.Equal(["Film", "Tour"], all.Activities.Select(row => row.Name));
        Assert.Equal(["Film"], found.Activities.Select(row => row.Name));
        Assert.Equal(Kronor(100_00), mine.Activities[0].ExpenseAvailable);
    }

    [Fact]
    public async Task An_invited_person_joins_by_the_link_and_nobody_else_can()
    {
        await using var studio = await Fresh();
        var token = await Invite(studio, studio.Stella.Person);

        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Run(new AcceptInvitation.Command(Guid.CreateVersion7(), token), studio.Frank)).Refusal);
        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Run(new AcceptInvitation.Command(Guid.CreateVersion7(), token + "0"), studio.Stella)).Refusal);
        Assert.Null((await studio.Coop.Door.Run(new AcceptInvitation.Command(Guid.CreateVersion7(), token), studio.Stella)).Refusal);

        Assert.Null((await studio.Coop.Door.Read(new ReadActivity.Query(studio.Tour), studio.Stella)).Refusal);
        Assert.Equal(0, await studio.Coop.Ask<int>("select count(*) from activities.delegation where email is not null"));
        Assert.Equal("state-not-allowed", (await studio.Coop.Door.Run(new AcceptInvitation.Command(Guid.CreateVersion7(), token), studio.Stella)).Refusal?.Code);
    }

    [Fact]
    public async Task An_invitation_ends_after_fourteen_days()
    {
        await using var studio = await Fresh();
        var token = await Invite(studio, null);

        await studio.Coop.Pass(14);
        Assert.True((await studio.Coop.Door.Read(new ReadInvitation.Query(token), studio.Stella)).Value.Open);
        await studio.Coop.Pass(1);
        var late = await studio.Coop.Door.Run(new AcceptInvitation.Command(Guid.CreateVersion7(), token), studio.Stella);

        Assert.Equal("delegation-expired", late.Refusal?.Code);
        Assert.Equal("Expired", await studio.Coop.Ask<string>("select state from activities.delegation"));
    }

    [Fact]
    public async Task Who_leaves_or_is_revoked_sees_nothing_more_and_the_last_manager_stays()
    {
        await using var studio = await Fresh();
        await studio.Coop.Door.Run(new AcceptInvitation.Command(Guid.CreateVersion7(), await Invite(studio, null)), studio.Stella);

        Assert.Equal("last-manager", (await studio.Coop.Door.Run(new LeaveTeam.Command(Guid.CreateVersion7(), studio.Tour, ""), studio.Frida)).Refusal?.Code);
        Assert.Null((await studio.Coop.Door.Run(new LeaveTeam.Command(Guid.CreateVersion7(), studio.Tour, "moving"), studio.Stella)).Refusal);

        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Read(new ReadActivity.Query(studio.Tour), studio.Stella)).Refusal);
        Assert.Equal("Ended", await studio.Coop.Ask<string>("select state from activities.delegation"));
    }

    [Fact]
    public void A_curve_names_the_first_day_below_zero_from_today_on()
    {
        var (from, today) = (new LocalDate(2026, 1, 1), new LocalDate(2026, 3, 2));

        var curve = Curve.Of(Kronor(10_00), from, today,
            [(new(2026, 2, 1), Kronor(-20_00)), (new(2026, 2, 10), Kronor(50_00)), (new(2026, 4, 1), Kronor(-30_00)), (new(2026, 4, 1), Kronor(-15_00))]);

        Assert.Equal([Kronor(10_00), Kronor(-10_00), Kronor(40_00), Kronor(-5_00)], curve.Points.Select(point => point.Amount));
        Assert.Equal(new CurvePoint(new(2026, 4, 1), Kronor(-5_00)), curve.Critical);
    }

    [Fact]
    public async Task The_statement_runs_from_posting_to_posting_and_the_curve_ends_where_the_balance_is()
    {
        await using var studio = await Fresh();
        await studio.Coop.Pass(3);
        await studio.Coop.Door.Run(Accept(await studio.Proposed(30_00)), studio.Frank);

        var statement = (await studio.Coop.Door.Read(new ReadActivityStatement.Query(studio.Tour, null, null, null), studio.Frida)).Value;
        var page = (await studio.Coop.Door.Read(new ReadActivity.Query(studio.Tour), studio.Frida)).Value;

        Assert.Equal([(Kronor(-30_00), Kronor(70_00)), (Kronor(100_00), Kronor(100_00))], statement.Lines.Select(row => (row.Line.Amount, row.Balance)));
        Assert.Equal([Kronor(100_00), Kronor(70_00)], page.Outlook.Wages.Points.Select(point => point.Amount));
        Assert.Equal(page.Balances.SalaryAvailable, page.Outlook.Wages.Points[^1].Amount);
    }

    private static RequestActivity.Command Request(string name) => new(Guid.CreateVersion7(), Cooperative.Entity.Id, name, ActivityKind.Personal, null, null, "new work");

    /// <summary>What the mail carries: the link is nowhere else.</summary>
    private static async Task<string> Invite(Studio studio, Id<Person>? person)
    {
        var invited = await studio.Coop.Door.Run(
            new InviteToTeam.Command(Guid.CreateVersion7(), studio.Tour, false, "stella@example.org", person, new("Come", "https://node.example/t/{token}")), studio.Frida);
        Assert.Null(invited.Refusal);
        return (await studio.Coop.Ask<string>("select body from store.mail")).Split('/')[^1];
    }
}
