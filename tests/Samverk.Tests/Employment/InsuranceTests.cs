using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>What insures whom on which day, what is reported, and what insurers make of it.</summary>
public sealed class InsuranceTests
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 1, 2, 3];

    [Fact]
    public async Task A_policy_insures_once_a_second_person_has_compared_it_with_its_paper()
    {
        await using var shop = await Workshop.Fresh();
        var policy = await shop.Do(Policy(shop), shop.Fia);
        Assert.Equal(1, await shop.Waiting("employment.policy"));
        Assert.Empty((await Cover(shop, shop.Frida)).Policies);
        Assert.Equal(("field-missing", "file"), await shop.No(Decide(policy), shop.Fredrik) is var bare ? (bare.Code, bare.Field) : default);
        var paper = new AttachPolicy.Command(Guid.CreateVersion7(), policy, "application/pdf", "%PDF-1.7 paper"u8.ToArray());
        Assert.Equal(Refusal.Unknown, await shop.No(paper with { Request = Guid.CreateVersion7() }, shop.Fredrik));
        await shop.Do(paper, shop.Fia);
        Assert.Equal("second-person-needed", (await shop.No(Decide(policy), shop.Fia)).Code);
        Assert.Equal("reason-needed", (await shop.No(Decide(policy) with { Request = Guid.CreateVersion7(), Right = false }, shop.Fredrik)).Code);
        await shop.Do(Decide(policy) with { Request = Guid.CreateVersion7() }, shop.Fredrik);
        Assert.Equal(0, await shop.Waiting("employment.policy"));
        var seen = Assert.Single((await Cover(shop, shop.Frida)).Policies);
        Assert.Equal(("Norrskydd", Workshop.Kronor(100_000_00)), (seen.Insurer, seen.Sum!.Value));
        Assert.Equal("application/pdf", (await shop.Coop.Door.Read(new ReadPolicyPaper.Query(policy), shop.Frida)).Value.MediaType);
        // Frank works for nobody here: the policy says nothing about him, and its paper is not his.
        Assert.Empty((await Cover(shop, shop.Frank)).Policies);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadPolicyPaper.Query(policy), shop.Frank)).Refusal);
        Assert.Equal("state-not-allowed", (await shop.No(Decide(policy) with { Request = Guid.CreateVersion7() }, shop.Fredrik)).Code);
    }

    [Fact]
    public async Task What_somebody_is_insured_for_goes_by_the_day_and_by_who_is_covered()
    {
        await using var shop = await Workshop.Fresh();
        await InForce(shop, Policy(shop) with { From = shop.Today.PlusDays(10), To = shop.Today.PlusDays(20) });
        await InForce(shop, Policy(shop) with { Covers = PolicyCovers.Activities, Activities = [await CodeOf(shop, "Film")], Number = "F-1" });
        await InForce(shop, Policy(shop) with { Covers = PolicyCovers.Members, Number = "M-1" });
        Assert.Equal(["F-1"], (await Cover(shop, shop.Frida)).Policies.Select(policy => policy.Number));
        Assert.Equal(["F-1", "P-1"], (await Cover(shop, shop.Frida, 10)).Policies.Select(policy => policy.Number).Order());
        Assert.Equal(["F-1", "P-1"], (await Cover(shop, shop.Frida, 20)).Policies.Select(policy => policy.Number).Order());
        Assert.Equal(["F-1"], (await Cover(shop, shop.Frida, 21)).Policies.Select(policy => policy.Number));
        await shop.Worked(shop.Today.PlusDays(12));
        Assert.Equal(["lighting"], (await Cover(shop, shop.Frida, 12)).Work);
        Assert.Equal(("field-invalid", "activities"), await shop.No(Policy(shop) with { Covers = PolicyCovers.Activities, Activities = ["nothing-here"] }, shop.Fia) is var no ? (no.Code, no.Field) : default);
        Assert.Equal(("field-missing", "activities"), await shop.No(Policy(shop) with { Covers = PolicyCovers.Activities }, shop.Fia) is var none ? (none.Code, none.Field) : default);
    }

    [Fact]
    public async Task The_desk_is_told_60_30_and_7_days_before_a_policy_ends_until_another_follows_it()
    {
        await using var shop = await Workshop.Fresh();
        var policy = await InForce(shop, Policy(shop) with { To = shop.Today.PlusDays(70) });
        await shop.Coop.Pass(9);
        Assert.Equal(0, await shop.Waiting("employment.policy-ends"));
        foreach (var (days, times) in ((int, int)[])[(1, 1), (29, 1), (1, 2), (23, 3)])
        {
            await shop.Coop.Pass(days);
            Assert.Equal((1, times), (await shop.Waiting("employment.policy-ends"), await Steps(shop, policy, "warned")));
        }

        var next = await InForce(shop, Policy(shop) with { Number = "P-2", From = shop.Today, To = shop.Today.PlusDays(400), Follows = policy });
        Assert.Equal(0, await shop.Waiting("employment.policy-ends"));
        Assert.Equal(PolicyState.Renewed, (await Policies(shop)).Single(one => one.Id == policy).State);
        // The earlier one still answers for its own days.
        Assert.Equal(["P-1", "P-2"], (await Cover(shop, shop.Frida)).Policies.Select(one => one.Number).Order());
        Assert.Equal("reason-needed", (await shop.No(new EndPolicy.Command(Guid.CreateVersion7(), next, shop.Today, " "), shop.Fia)).Code);
        await shop.Do(new EndPolicy.Command(Guid.CreateVersion7(), next, shop.Today.PlusDays(1), "notice of the insurer"), shop.Fia);
        Assert.Empty((await Cover(shop, shop.Frida, 8)).Policies);
    }

    [Fact]
    public async Task A_policy_that_is_over_and_not_followed_stays_on_the_desk()
    {
        await using var shop = await Workshop.Fresh();
        var policy = await InForce(shop, Policy(shop) with { To = shop.Today.PlusDays(5) });
        await shop.Coop.Pass(6);
        Assert.Equal((1, 1), (await shop.Waiting("employment.policy-ends"), await Steps(shop, policy, "over")));
        Assert.Empty((await Cover(shop, shop.Frida)).Policies);
        await shop.Do(new EndPolicy.Command(Guid.CreateVersion7(), policy, shop.Today.PlusDays(-1), "not needed"), shop.Fia);
        Assert.Equal(0, await shop.Waiting("employment.policy-ends"));
    }

    [Fact]
    public async Task An_accident_is_seen_by_the_person_and_payroll_only_and_the_deadline_is_the_laws_or_none()
    {
        await using var shop = await Workshop.Fresh();
        var first = await shop.Do(Report(shop), shop.Frida);
        var seen = await Read(shop, first, shop.Frida);
        Assert.Equal((null, "parameter-missing"), (seen.Incident.Due, seen.NoDeadline?.Code));
        Assert.Null(await shop.Coop.Ask<DateTime?>("select due_at from desk.item where kind = 'employment.incident'"));
        var words = await shop.Coop.Ask<string>("select title || coalesce(under, '') || facts::text from desk.item where kind = 'employment.incident'") + await shop.Coop.Ask<string>("select subject::text from store.audit where use_case = 'ReportIncident'");
        Assert.All((string[])["ladder", "Dr Ek", "njured"], word => Assert.DoesNotContain(word, words, StringComparison.OrdinalIgnoreCase));
        foreach (var other in new[] { shop.Frank, shop.Adam, shop.Bea }) Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadIncident.Query(first), other)).Refusal);
        Assert.Equal(Refusal.Unknown, await shop.No(Report(shop), shop.Frank));

        await shop.Released("se.accident.reportDays", "3");
        var second = await Read(shop, await shop.Do(Report(shop), shop.Frida), shop.Fia);
        Assert.Equal((shop.Today.PlusDays(3), null), (second.Incident.Due, second.NoDeadline));
        Assert.Null((await Read(shop, await shop.Do(Report(shop) with { Injured = false }, shop.Frida), shop.Fia)).Incident.Due);
        Assert.Equal(("not-yet", "day"), await shop.No(Report(shop) with { Day = shop.Today.PlusDays(1) }, shop.Frida) is var early ? (early.Code, early.Field) : default);
    }

    [Fact]
    public async Task Files_of_an_accident_are_opened_one_by_one_and_every_look_is_kept()
    {
        await using var shop = await Workshop.Fresh();
        var incident = await shop.Do(Report(shop), shop.Frida);
        var file = await shop.Do(new AttachToIncident.Command(Guid.CreateVersion7(), incident, "image/jpeg", Photo), shop.Frida);
        Assert.Equal("field-invalid", (await shop.No(new AttachToIncident.Command(Guid.CreateVersion7(), incident, "text/html", Photo), shop.Frida)).Code);
        Assert.Equal(Refusal.Unknown, await shop.No(new OpenIncidentFile.Command(Guid.CreateVersion7(), incident, file), shop.Adam));
        Assert.Equal(Refusal.Unknown, await shop.No(new OpenIncidentFile.Command(Guid.CreateVersion7(), incident, Guid.CreateVersion7()), shop.Fia));
        var view = await shop.Do(new OpenIncidentFile.Command(Guid.CreateVersion7(), incident, file), shop.Fia);
        Assert.Equal(Photo, (await shop.Coop.Door.Read(new ReadIncidentFile.Query(view), shop.Fia)).Value.Content);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadIncidentFile.Query(view), shop.Fredrik)).Refusal);
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*) from store.audit where use_case = 'OpenIncidentFile' and refusal is null and person = @fia", new { fia = shop.Fia.Person.Value }));
        shop.Coop.Clock.AdvanceMinutes(2);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadIncidentFile.Query(view), shop.Fia)).Refusal);
        var own = await shop.Do(new OpenIncidentFile.Command(Guid.CreateVersion7(), incident, file), shop.Frida);
        Assert.Equal(Photo, (await shop.Coop.Door.Read(new ReadIncidentFile.Query(own), shop.Frida)).Value.Content);
    }

    [Fact]
    public async Task A_claim_goes_to_a_policy_of_that_day_within_its_time_and_to_its_end()
    {
        await using var shop = await Workshop.Fresh();
        var (policy, other) = (await InForce(shop, Policy(shop)), await InForce(shop, Policy(shop) with { From = shop.Today.PlusDays(1), Number = "P-2" }));
        var incident = await shop.Do(Report(shop), shop.Frida);
        Assert.Equal(("not-insured", "policy"), await shop.No(new MakeInsuranceClaim.Command(Guid.CreateVersion7(), incident, other), shop.Frida) is var not ? (not.Code, not.Field) : default);
        var claim = await shop.Do(new MakeInsuranceClaim.Command(Guid.CreateVersion7(), incident, policy), shop.Frida);
        Assert.Equal((1, shop.Today.PlusDays(30)), (await shop.Waiting("employment.insurance-claim"), (await Read(shop, incident, shop.Frida)).Claims.Single().Claim.Due));
        Assert.Equal("state-not-allowed", (await shop.No(new MakeInsuranceClaim.Command(Guid.CreateVersion7(), incident, policy), shop.Fia)).Code);

        Assert.Equal(Refusal.Unknown, await shop.No(Move(claim, InsuranceClaimState.Completed), shop.Frida));
        Assert.Equal("state-not-allowed", (await shop.No(Move(claim, InsuranceClaimState.Sent), shop.Fia)).Code);
        foreach (var to in new[] { InsuranceClaimState.Completed, InsuranceClaimState.Sent }) await shop.Do(Move(claim, to), shop.Fia);
        Assert.Equal(0, await shop.Waiting("employment.insurance-claim"));
        Assert.Equal("reason-needed", (await shop.No(Move(claim, InsuranceClaimState.Refused), shop.Fia)).Code);
        await shop.Do(Move(claim, InsuranceClaimState.Refused) with { Why = "no accident" }, shop.Fia);
        await shop.Do(Move(claim, InsuranceClaimState.Contested) with { Why = "two witnesses" }, shop.Fia);
        await shop.Do(Move(claim, InsuranceClaimState.Accepted), shop.Fia);
        Assert.Equal(("field-missing", "amount"), await shop.No(Move(claim, InsuranceClaimState.Paid), shop.Fia) is var bare ? (bare.Code, bare.Field) : default);
        Assert.Equal("amount-not-positive", (await shop.No(Move(claim, InsuranceClaimState.Paid) with { Amount = Workshop.Kronor(0) }, shop.Fia)).Code);
        await shop.Do(Move(claim, InsuranceClaimState.Paid) with { Amount = Workshop.Kronor(1_200_00) }, shop.Fia);
        Assert.Equal(("claims-open", 1), await shop.No(new CloseIncident.Command(Guid.CreateVersion7(), incident, "done"), shop.Fia) is var open ? (open.Code, open.Facts.Single().Value) : default);
        await shop.Do(Move(claim, InsuranceClaimState.Closed), shop.Fia);
        await shop.Do(new TellIncident.Command(Guid.CreateVersion7(), incident, shop.Today, "AV-17"), shop.Fia);
        await shop.Do(new CloseIncident.Command(Guid.CreateVersion7(), incident, "done"), shop.Fia);
        var seen = await Read(shop, incident, shop.Frida);
        Assert.Equal((Workshop.Kronor(1_200_00), IncidentState.Closed, "AV-17"), (seen.Claims.Single().Claim.Paid!.Value, seen.Incident.State, seen.Incident.Receipt));
        Assert.Equal(0, await shop.Waiting("employment.incident"));
        Assert.Equal("own-case", (await shop.No(new CloseIncident.Command(Guid.CreateVersion7(), incident, "x"), shop.Frida with { Roles = new HashSet<Role> { Role.Finance } })).Code);
    }

    [Fact]
    public async Task A_policys_time_for_claims_ends()
    {
        await using var shop = await Workshop.Fresh();
        var policy = await InForce(shop, Policy(shop) with { To = shop.Today.PlusDays(300) });
        var incident = await shop.Do(Report(shop), shop.Frida);
        await shop.Coop.Pass(31);
        Assert.Equal(("deadline-passed", "policy"), await shop.No(new MakeInsuranceClaim.Command(Guid.CreateVersion7(), incident, policy), shop.Frida) is var late ? (late.Code, late.Field) : default);
    }

    [Fact]
    public async Task Erasing_a_person_deletes_what_happened_to_them_once_it_is_closed()
    {
        await using var shop = await Workshop.Fresh();
        var incident = await shop.Do(Report(shop), shop.Frida);
        await shop.Do(new AttachToIncident.Command(Guid.CreateVersion7(), incident, "image/jpeg", Photo), shop.Frida);
        var erase = new IncidentErase();
        await shop.Write(async tx => Assert.Single(await erase.Kept(shop.Frida.Person, tx)));
        await shop.Do(new CloseIncident.Command(Guid.CreateVersion7(), incident, "nothing"), shop.Fia);
        await shop.Write(async tx =>
        {
            Assert.Empty(await erase.Kept(shop.Frida.Person, tx));
            await erase.Erase((await Samverk.Members.PersonSql.FindPerson(tx, shop.Frida.Person))!, tx);
            Assert.Equal(Refusal.Unknown, (await tx.LoadFile(FileHash.Of(Photo))).Refusal);
        });
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadIncident.Query(incident), shop.Frida)).Refusal);
    }

    private static KeepPolicy.Command Policy(Workshop shop) => new(
        Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, PolicyKind.Accident, "Norrskydd", "P-1", "accidents at work and on the way", Workshop.Kronor(100_000_00), shop.Today, shop.Today.PlusDays(365), 30,
        PolicyCovers.Everybody, [], null);

    private static DecidePolicy.Command Decide(Id<Policy> policy) => new(Guid.CreateVersion7(), policy, true, null);

    private static async Task<Id<Policy>> InForce(Workshop shop, KeepPolicy.Command keep)
    {
        var policy = await shop.Do(keep with { Request = Guid.CreateVersion7() }, shop.Fia);
        await shop.Do(new AttachPolicy.Command(Guid.CreateVersion7(), policy, "application/pdf", System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7 {policy}")), shop.Fia);
        await shop.Do(Decide(policy), shop.Fredrik);
        return policy;
    }

    private static ReportIncident.Command Report(Workshop shop) => new(
        Guid.CreateVersion7(), shop.Tour, shop.Frida.Person, shop.Today, new LocalTime(0, 0), "Umeå, stage", "the ladder slipped", true, "Dr Ek", "Kim");

    private static MoveInsuranceClaim.Command Move(Id<InsuranceClaim> claim, InsuranceClaimState to) => new(Guid.CreateVersion7(), claim, to, null, null);

    private static async Task<ReadMyCover.Result> Cover(Workshop shop, Actor who, int days = 0) => (await shop.Coop.Door.Read(new ReadMyCover.Query(days is 0 ? null : shop.Today.PlusDays(days)), who)).Value;

    private static async Task<ReadIncident.Result> Read(Workshop shop, Id<Incident> incident, Actor who) => (await shop.Coop.Door.Read(new ReadIncident.Query(incident), who)).Value;

    private static async Task<IReadOnlyList<Policy>> Policies(Workshop shop) => (await shop.Coop.Door.Read(new ListPolicies.Query(), shop.Fia)).Value.Policies;

    private static async Task<int> Steps(Workshop shop, Id<Policy> policy, string @event) =>
        (await shop.Coop.Door.Read(new ReadPolicy.Query(policy), shop.Fia)).Value.Steps.Count(step => step.Event == @event);

    private static async Task<string> CodeOf(Workshop shop, string name) => await shop.Coop.Ask<string>("select code from activities.activity where name = @name", new { name });
}
