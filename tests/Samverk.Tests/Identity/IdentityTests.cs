using NodaTime;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Identity;

public sealed class IdentityTests
{
    private const string Password = "four words in a row";

    private static readonly Caller Here = new("Firefox, Linux", "192.0.2.x");

    [Fact]
    public async Task A_password_opens_a_visit_and_a_wrong_one_or_an_unknown_address_get_the_same_answer()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Account(coop, "anna@example.org", Role.Member);
        var visit = (await SignIn(coop, "ANNA@example.org", Password)).Value;
        Assert.False(visit.Half);
        Assert.Equal(anna, (await VisitorOf(coop, visit.Visit))!.Person);
        Assert.Equal("sign-in-failed", (await SignIn(coop, "anna@example.org", "another word in a row")).Refusal!.Code);
        Assert.Equal((await SignIn(coop, "anna@example.org", "wrong")).Refusal, (await SignIn(coop, "nobody@example.org", "wrong")).Refusal);
    }

    [Fact]
    public async Task The_audit_keeps_no_password_and_the_same_request_with_another_password_is_another_request()
    {
        await using var coop = await Cooperative.Fresh();
        await Account(coop, "anna@example.org", Role.Member);
        var request = Guid.CreateVersion7();
        Assert.Null((await SignIn(coop, "anna@example.org", Password, request)).Refusal);
        Assert.Null((await SignIn(coop, "anna@example.org", Password, request)).Refusal);
        Assert.Equal(Refusal.IdUsedForSomethingElse, (await SignIn(coop, "anna@example.org", "wrong", request)).Refusal);
        Assert.False(await coop.Ask<bool>("select exists (select from store.audit where audit::text like '%four words%')"));
    }

    [Fact]
    public async Task A_role_that_was_taken_ends_in_the_visit_that_is_going_on()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Account(coop, "anna@example.org", Role.Member, Role.Board);
        var visit = (await SignIn(coop, "anna@example.org", Password)).Value.Visit;
        Assert.Contains(Role.Board, (await VisitorOf(coop, visit))!.Roles);
        Assert.Null((await coop.Door.Run(new TakeRole.Command(Guid.CreateVersion7(), anna, Role.Board), Cooperative.Somebody(Role.Administrator))).Refusal);
        Assert.DoesNotContain(Role.Board, (await VisitorOf(coop, visit))!.Roles);
    }

    [Fact]
    public async Task Nobody_gives_roles_to_themselves()
    {
        await using var coop = await Cooperative.Fresh();
        var admin = new Actor(await Account(coop, "admin@example.org", Role.Administrator), new HashSet<Role> { Role.Administrator });
        Assert.Equal("own-case", (await coop.Door.Run(new GiveRole.Command(Guid.CreateVersion7(), admin.Person, Role.Finance), admin)).Refusal!.Code);
        Assert.Equal("own-case", (await coop.Door.Run(new InviteAccount.Command(Guid.CreateVersion7(), "Admin@example.org", [Role.Finance], "en"), admin)).Refusal!.Code);
    }

    [Fact]
    public async Task An_invitation_works_once_and_for_fourteen_days()
    {
        await using var coop = await Cooperative.Fresh();
        var key = Secret.New();
        await Invite(coop, "early@example.org", key);
        Assert.Equal("password-too-short", (await Choose(coop, key, "short")).Refusal!.Code);
        Assert.Null((await Choose(coop, key, Password)).Refusal);
        Assert.Equal("link-ended", (await Choose(coop, key, Password)).Refusal!.Code);
        Assert.Equal(Refusal.Unknown, (await Choose(coop, Secret.New(), Password)).Refusal);

        var late = Secret.New();
        await Invite(coop, "late@example.org", late);
        coop.Clock.AdvanceDays(15);
        Assert.Equal("link-ended", (await Choose(coop, late, Password)).Refusal!.Code);
    }

    [Fact]
    public async Task An_administrator_cannot_bring_the_key_of_an_invitation()
    {
        await using var coop = await Cooperative.Fresh();
        var brought = new InviteAccount.Command(Guid.CreateVersion7(), "new@example.org", [Role.Member], "en", Key: Secret.New());
        Assert.Equal(Refusal.Unknown, (await coop.Door.Run(brought, Cooperative.Somebody(Role.Administrator))).Refusal);
        Assert.Equal(0, await coop.Ask<int>("select count(*)::int from identity.account where email = 'new@example.org'"));
    }

    [Fact]
    public async Task Asking_for_a_new_password_answers_alike_and_writes_only_to_known_addresses()
    {
        await using var coop = await Cooperative.Fresh();
        await Account(coop, "anna@example.org", Role.Member);
        foreach (var email in (string[])["anna@example.org", "nobody@example.org"])
            Assert.Null((await coop.Door.Run(new AskForReset.Command(Guid.CreateVersion7(), email), Actor.Visitor)).Refusal);
        Assert.Equal("anna@example.org", await coop.Ask<string>("select string_agg(recipient, ',') from store.mail"));
    }

    [Fact]
    public async Task A_new_password_ends_every_earlier_visit()
    {
        await using var coop = await Cooperative.Fresh();
        var key = Secret.New();
        await Invite(coop, "anna@example.org", key);
        var first = (await Choose(coop, key, Password)).Value.Visit;
        var anna = await Person(coop, "anna@example.org");
        var again = Secret.New();
        Assert.Null((await coop.Door.Run(new ResetAccount.Command(Guid.CreateVersion7(), anna, again), Actor.System)).Refusal);
        Assert.Null(await VisitorOf(coop, first));
        Assert.Equal("sign-in-failed", (await SignIn(coop, "anna@example.org", Password)).Refusal!.Code);
        Assert.Null((await Choose(coop, again, "other words in a row")).Refusal);
    }

    [Fact]
    public async Task A_locked_account_is_out_at_once()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Account(coop, "anna@example.org", Role.Member);
        var visit = (await SignIn(coop, "anna@example.org", Password)).Value.Visit;
        Assert.Null((await coop.Door.Run(new LockAccount.Command(Guid.CreateVersion7(), anna, true), Cooperative.Somebody(Role.Administrator))).Refusal);
        Assert.Null(await VisitorOf(coop, visit));
        Assert.Equal("sign-in-failed", (await SignIn(coop, "anna@example.org", Password)).Refusal!.Code);
    }

    [Fact]
    public async Task With_an_authenticator_a_password_alone_opens_nothing_and_each_recovery_code_works_once()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = new Actor(await Account(coop, "anna@example.org", Role.Member), new HashSet<Role> { Role.Member });
        Assert.Null((await coop.Door.Run(new PrepareAuthenticator.Command(Guid.CreateVersion7()), anna)).Refusal);
        var key = (await coop.Door.Read(new MyAuthenticator.Query(), anna)).Value.Key;
        var codes = SecondFactor.NewRecoveries();
        Assert.Equal("code-wrong", (await coop.Door.Run(new StartAuthenticator.Command(Guid.CreateVersion7(), new("abcdef"), codes), anna)).Refusal!.Code);
        Assert.Null((await coop.Door.Run(new StartAuthenticator.Command(Guid.CreateVersion7(), new(Totp.Now(key)), codes), anna)).Refusal);

        var half = (await SignIn(coop, "anna@example.org", Password)).Value;
        Assert.True(half.Half);
        Assert.Null(await VisitorOf(coop, half.Visit));
        // The same code has been used to switch it on.
        Assert.Equal("code-wrong", (await Confirm(coop, half.Visit, Totp.Now(key))).Refusal!.Code);
        Assert.Null((await Confirm(coop, half.Visit, codes[0].Value.ToLowerInvariant())).Refusal);
        Assert.NotNull(await VisitorOf(coop, half.Visit));
        var second = (await SignIn(coop, "anna@example.org", Password)).Value;
        Assert.Equal("code-wrong", (await Confirm(coop, second.Visit, codes[0].Value)).Refusal!.Code);
        Assert.False(await coop.Ask<bool>("select exists (select from identity.account_token where value like @code)", new { code = $"%{codes[1].Value.Replace("-", "", StringComparison.Ordinal)}%" }));
    }

    [Fact]
    public async Task An_adviser_acts_as_a_member_only_for_an_hour_and_the_member_sees_it()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Account(coop, "anna@example.org", Role.Member, Role.Finance);
        var adviser = new Actor(await Account(coop, "adviser@example.org", Role.Adviser), new HashSet<Role> { Role.Adviser });
        var visit = (await SignIn(coop, "adviser@example.org", Password)).Value.Visit;
        Assert.Equal("reason-needed", (await coop.Door.Run(new ActAs.Command(Guid.CreateVersion7(), anna, " ", visit), adviser)).Refusal!.Code);
        Assert.Null((await coop.Door.Run(new ActAs.Command(Guid.CreateVersion7(), anna, "asked by phone", visit), adviser)).Refusal);

        var acting = (await VisitorOf(coop, visit))!.Actor;
        Assert.Equal((anna, adviser.Person), (acting.Person, acting.ActedBy));
        Assert.Equal([Role.Member], acting.Roles);
        Assert.Equal("in-person-only", (await coop.Door.Read(new MySecurity.Query(), acting)).Refusal!.Code);

        var seen = (await coop.Door.Read(new MySecurity.Query(), new Actor(anna, new HashSet<Role> { Role.Member }))).Value.Visits;
        Assert.Equal(("Acting", "adviser@example.org", "asked by phone"), (seen[0].Method, seen[0].Hand, seen[0].Why));
        Assert.Equal(1, await coop.Ask<int>("select count(*)::int from store.audit where use_case = 'ActAs' and refusal is null"));

        coop.Clock.AdvanceMinutes(61);
        Assert.Equal(adviser.Person, (await VisitorOf(coop, visit))!.Actor.Person);
    }

    [Fact]
    public async Task Acting_ends_when_the_hand_says_so()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Account(coop, "anna@example.org", Role.Member);
        var adviser = new Actor(await Account(coop, "adviser@example.org", Role.Adviser), new HashSet<Role> { Role.Adviser });
        var visit = (await SignIn(coop, "adviser@example.org", Password)).Value.Visit;
        await coop.Door.Run(new ActAs.Command(Guid.CreateVersion7(), anna, "asked by phone", visit), adviser);
        Assert.Null((await coop.Door.Run(new EndActing.Command(Guid.CreateVersion7(), visit), (await VisitorOf(coop, visit))!.Actor)).Refusal);
        Assert.Null((await VisitorOf(coop, visit))!.Hand);
        Assert.Equal(anna.Value, await coop.Ask<Guid>("select person from store.audit where use_case = 'EndActing' and acted_by = @hand", new { hand = adviser.Person.Value }));
    }

    [Fact]
    public async Task A_key_for_a_program_lasts_a_year_at_most_and_works_until_it_is_taken_back()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = new Actor(await Account(coop, "anna@example.org", Role.Member), new HashSet<Role> { Role.Member });
        var key = new Secret(Token.Prefix + Secret.New().Value);
        CreateToken.Command Make(LocalDate ends) => new(Guid.CreateVersion7(), "report", false, ends, key);
        Assert.Equal("token-too-long", (await coop.Door.Run(Make(coop.Today.PlusYears(1).PlusDays(1)), anna)).Refusal!.Code);
        var token = (await coop.Door.Run(Make(coop.Today.PlusDays(10)), anna)).Value;
        Assert.Equal((anna.Person, false), await Holder(coop, key) is { } holder ? (holder.Person, holder.MayWrite) : default);
        Assert.Equal(Refusal.Unknown, (await coop.Door.Run(new RevokeToken.Command(Guid.CreateVersion7(), token), Cooperative.Somebody(Role.Member))).Refusal);
        Assert.Null((await coop.Door.Run(new RevokeToken.Command(Guid.CreateVersion7(), token), anna)).Refusal);
        Assert.Null(await Holder(coop, key));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("", "?")]
    public void A_device_is_named_in_two_words(string agent, string words) => Assert.Equal(words, Caller.DeviceOf(agent));

    [Theory]
    [InlineData("192.0.2.17", "192.0.2.x")]
    [InlineData("::ffff:192.0.2.17", "192.0.2.x")]
    [InlineData("2001:db8:1:2::3", "2001:db8:1::/48")]
    public void An_address_is_never_kept_whole(string address, string kept) => Assert.Equal(kept, Caller.NetworkOf(System.Net.IPAddress.Parse(address)));

    private static async Task<Id<Person>> Account(Cooperative coop, string email, params Role[] roles)
    {
        var person = Id<Person>.New();
        Assert.Null((await coop.Write(tx => tx.CreateAccount(person, email, Password, roles, "en"))).Refusal);
        return person;
    }

    private static Task<Outcome<SignedIn>> SignIn(Cooperative coop, string email, string password, Guid? request = null) =>
        coop.Door.Run(new SignIn.Command(request ?? Guid.CreateVersion7(), email, new(password), Here), Actor.Visitor);

    private static Task<Outcome<SignedIn>> Confirm(Cooperative coop, Id<Visit> visit, string code) =>
        coop.Door.Run(new ConfirmSignIn.Command(Guid.CreateVersion7(), visit, new(code)), Actor.Visitor);

    private static Task<Outcome<SignedIn>> Choose(Cooperative coop, Secret key, string password) =>
        coop.Door.Run(new ChoosePassword.Command(Guid.CreateVersion7(), LinkKind.Invitation, key, new(password), Here), Actor.Visitor);

    private static async Task Invite(Cooperative coop, string email, Secret key) =>
        Assert.Null((await coop.Door.Run(new InviteAccount.Command(Guid.CreateVersion7(), email, [Role.Member], "en", Key: key), Actor.System)).Refusal);

    private static async Task<Visitor?> VisitorOf(Cooperative coop, Id<Visit> visit) => (await coop.Write(async tx => Outcome.Of(await tx.FindVisitor(visit)))).Value;

    private static async Task<TokenHolder?> Holder(Cooperative coop, Secret key) => (await coop.Write(async tx => Outcome.Of(await tx.FindHolder(key)))).Value;

    private static async Task<Id<Person>> Person(Cooperative coop, string email) => (await coop.Write(async tx => Outcome.Of(await tx.PersonOf(email)))).Value!.Value;
}
