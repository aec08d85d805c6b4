using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests;

/// <summary>Persons on their way into the cooperative of the tests.</summary>
internal static class MemberBuild
{
    public static readonly Statute Statute = new(new Money(500_00, Currency.SEK), NoticeMonths: 3, KeepYears: 7, "Statutes § 4");

    public static readonly PostalAddress Address = new("SE", "Umeå", "903 26", "Storgatan", "12");

    /// <summary>A person of the staff with a role, known by name and mail.</summary>
    public static async Task<Actor> Staff(this Cooperative coop, string name, params Role[] roles)
    {
        var actor = Cooperative.Somebody(roles);
        await coop.SavePerson(PersonFacts.New(actor.Person, PersonKind.Staff, name) with { Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@coop.example" });
        return actor;
    }

    /// <summary>Somebody in the register, with everything that is personal.</summary>
    public static async Task<Actor> Known(this Cooperative coop, string name, Actor? adviser = null)
    {
        var actor = Cooperative.Somebody(Role.Member);
        await coop.SavePerson(PersonFacts.New(actor.Person, PersonKind.User, name) with
        {
            Email = $"{actor.Person.Value:N}@home.example", Phone = "+46 70 123 45 67", Address = Address, BornOn = new LocalDate(1985, 6, 1), Adviser = adviser?.Person,
        });
        return actor;
    }

    /// <summary>Somebody who has applied under the statute of the tests.</summary>
    public static async Task<Actor> Applicant(this Cooperative coop, string name, Actor adviser)
    {
        var applicant = await coop.Known(name, adviser);
        await coop.WithStatute();
        await coop.Done(new BeginMembership.Command(Guid.NewGuid(), applicant.Person, Cooperative.Entity.Id), adviser);
        await coop.Done(new RecordContact.Command(Guid.NewGuid(), applicant.Person, Contact.InfoSession, null), adviser);
        await coop.Done(new RecordContact.Command(Guid.NewGuid(), applicant.Person, Contact.Consultation, null), adviser);
        await coop.Done(new ApplyForMembership.Command(Guid.NewGuid(), applicant.Person, AcceptsStatutes: true), applicant);
        return applicant;
    }

    /// <summary>A member by the whole way: recommended by the adviser, share paid, admitted by the board.</summary>
    public static async Task<Actor> Member(this Cooperative coop, string name, Actor adviser)
    {
        var member = await coop.Applicant(name, adviser);
        await coop.PayShare(member);
        await coop.Done(new RecommendAdmission.Command(Guid.NewGuid(), member.Person), adviser);
        await coop.Done(new AdmitMember.Command(Guid.NewGuid(), member.Person), Cooperative.Somebody(Role.Board));
        return member;
    }

    public static async Task PayShare(this Cooperative coop, Actor member)
    {
        var share = (await coop.Read(tx => tx.Shares(member.Person))).Single();
        await coop.Done(new RecordSharePayment.Command(Guid.NewGuid(), member.Person, share.Id, coop.Today), Cooperative.Somebody(Role.Finance));
    }

    public static async Task WithStatute(this Cooperative coop) =>
        await coop.Write(tx => tx.SetStatute(Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Statute));

    public static async Task<PersonFacts> SavePerson(this Cooperative coop, PersonFacts person) => (await coop.Write(tx => tx.SavePerson(person))).Value;

    public static async Task<PersonFacts> Facts(this Cooperative coop, Actor person) => (await coop.Read(tx => tx.FindPerson(person.Person)))!;

    public static async Task<T> Read<T>(this Cooperative coop, Func<Tx, Task<T>> look) => (await coop.Db.Read(Actor.System, async tx => Outcome.Of(await look(tx)))).Value;

    public static async Task<TResult> Done<TCommand, TUseCase, TResult>(this Cooperative coop, ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult>
    {
        var outcome = await coop.Door.Run(command, actor);
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    public static Task<Outcome<TResult>> Run<TCommand, TUseCase, TResult>(this Cooperative coop, ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult> => coop.Door.Run(command, actor);

    public static Task<Outcome<TResult>> See<TQuery, TUseCase, TResult>(this Cooperative coop, IQuery<TQuery, TUseCase, TResult> query, Actor actor)
        where TQuery : IQuery<TQuery, TUseCase, TResult>
        where TUseCase : IUseCase<TQuery, TResult> => coop.Door.Read(query, actor);
}
