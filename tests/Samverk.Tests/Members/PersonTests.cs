using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class PersonTests
{
    [Fact]
    public async Task A_code_is_generated_and_says_nothing_about_the_name()
    {
        await using var coop = await Cooperative.Fresh();

        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Enumerable.Repeat("Anna Berg", 50)) codes.Add((await coop.SavePerson(PersonFacts.New(Id<Person>.New(), PersonKind.User, name))).Code);

        Assert.Equal(50, codes.Count);
        Assert.All(codes, code => Assert.Matches("^m-[2-9bcdfghjkmnpqrstvwxz]{4,}$", code));
    }

    [Theory]
    [InlineData(""), InlineData("  "), InlineData("a\nb"), InlineData("a\0b"), InlineData("ab\u202Edc"), InlineData("a\u200Bb"), InlineData("\uD800")]
    public async Task A_name_is_one_visible_line(string name)
    {
        await using var coop = await Cooperative.Fresh();

        var refused = await coop.Write(tx => tx.SavePerson(PersonFacts.New(Id<Person>.New(), PersonKind.User, name)));

        Assert.Equal("name", refused.Refusal?.Field);
    }

    [Theory]
    [InlineData("Renée O'Connor-Åkerlund"), InlineData("'; drop table members.person; --"), InlineData("<script>alert(1)</script>"), InlineData("=HYPERLINK(\"x\")"), InlineData("李小龍")]
    public async Task A_hostile_or_rare_name_is_kept_as_it_is(string name)
    {
        await using var coop = await Cooperative.Fresh();

        var saved = await coop.SavePerson(PersonFacts.New(Id<Person>.New(), PersonKind.User, name));

        Assert.Equal(name, await coop.Read(tx => tx.PersonName(saved.Id)));
        Assert.Contains(saved.Id, await coop.Read(tx => tx.PersonsLike(name)));
    }

    [Fact]
    public void Whatever_is_typed_is_tidied_or_refused_and_never_breaks() => Gen.String.Sample(text =>
    {
        var facts = PersonFacts.New(Id<Person>.New(), PersonKind.User, text) with { Email = text, Phone = text, Address = new(text, text, text, text, text, text) };
        var outcome = PersonRules.Check(facts, new LocalDate(2026, 3, 2));
        if (outcome.Refusal is null) Assert.Equal(outcome.Value.Name.Trim(), outcome.Value.Name);
    });

    [Theory]
    [InlineData("no mail", null, null), InlineData(null, "call me", null), InlineData(null, null, "90326x")]
    public async Task What_cannot_reach_anybody_is_refused(string? email, string? phone, string? postalCode)
    {
        await using var coop = await Cooperative.Fresh();

        var refused = await coop.Write(tx => tx.SavePerson(PersonFacts.New(Id<Person>.New(), PersonKind.User, "Anna") with
        {
            Email = email, Phone = phone, Address = postalCode is null ? null : MemberBuild.Address with { PostalCode = postalCode },
        }));

        Assert.Equal("field-invalid", refused.Refusal?.Code);
    }

    [Fact]
    public async Task Who_edits_an_old_version_is_told_and_nothing_is_lost()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        var adviser = await coop.Staff("Ada", Role.Adviser);
        var mine = new ChangeMyData.Command(Guid.NewGuid(), 1, "anna@new.example", null, MemberBuild.Address, "sv");

        await coop.Done(mine, anna);
        var late = await coop.Run(new CorrectPerson.Command(Guid.NewGuid(), anna.Person, 1, "Anna Lind", null, null, null, null, "sv", null), adviser);

        Assert.Equal("changed-meanwhile", late.Refusal?.Code);
        Assert.Equal(("Anna Berg", "anna@new.example", "sv"), await Now());

        async Task<(string, string?, string)> Now()
        {
            var facts = await coop.Facts(anna);
            return (facts.Name, facts.Email, facts.Language);
        }
    }

    [Fact]
    public async Task Only_an_adviser_changes_a_name_and_never_their_own()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        var ada = await coop.Staff("Ada", Role.Adviser);
        CorrectPerson.Command Rename(Actor who) => new(Guid.NewGuid(), who.Person, 1, "Anna Lind", null, null, null, null, "en", null);

        Assert.Equal(Refusal.Unknown, (await coop.Run(Rename(anna), anna)).Refusal);
        Assert.Equal("own-case", (await coop.Run(Rename(ada), ada)).Refusal?.Code);
        await coop.Done(Rename(anna), ada);
        Assert.Equal("Anna Lind", (await coop.Facts(anna)).Name);
    }

    [Fact]
    public async Task Nobody_is_entered_twice_by_accident()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        AddPerson.Command Add(bool other = false) =>
            new(Guid.NewGuid(), PersonKind.Engaged, "Bo Ek", "Bo@home.example", null, null, null, "sv", null, null, other);

        var first = await coop.Done(Add(), ada);
        var refused = await coop.Run(Add(), ada);
        await coop.Done(Add(other: true), ada);

        Assert.Equal("person-exists", refused.Refusal?.Code);
        Assert.Equal((await coop.Read(tx => tx.FindPerson(first)))!.Code, refused.Refusal!.Facts.Single().Value);
    }

    [Fact]
    public async Task The_audit_names_people_by_id_only()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        await coop.Done(new AddPerson.Command(Guid.NewGuid(), PersonKind.Member, "Cecilia Dahl", "cecilia@home.example", null, MemberBuild.Address, new(1990, 1, 2), "sv", ada.Person, Cooperative.Entity.Id, false), ada);

        var audit = await coop.Ask<string>("select string_agg(subject::text || coalesce(result::text, ''), ' ') from store.audit");

        Assert.DoesNotContain("Cecilia", audit);
        Assert.DoesNotContain("cecilia", audit);
    }
}
