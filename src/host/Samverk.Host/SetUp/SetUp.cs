using Samverk.Activities;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using NodaTime;

namespace Samverk.Host;

/// <summary>
/// A cooperative begins on an empty node: name, legal entities, terms, first administrator, all at once or not at all. Whoever holds the
/// code that the node printed may do it, once; or the operator at the machine.
/// </summary>
internal sealed class SetUp(LinkMails mails, Ui.Cooperative cooperative) : IUseCase<SetUp.Command, Id<Store.Person>>
{
    public static Access Access => new((Role.Visitor, Relation.Link), (Role.System, Relation.None));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        command.Code is { } code && await tx.OpensSetUp(code) ? Relation.Link : Relation.None;

    public async Task<Outcome<Id<Store.Person>>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.LockSetUp();
        if (await tx.IsTaken()) return actor.Roles.Contains(Role.System) ? new Refusal("set-up-already") : Refusal.Unknown;
        var (wanted, administrator) = (command.Wanted, new Id<Store.Person>(command.Request));
        var read = wanted.Checked(administrator, tx.Today);
        if (read.Refusal is { } refusal) return refusal;

        await tx.NameCooperative(wanted.Name);
        await tx.SetAddress(NodeAddress.Read(wanted.Address).Value);
        await tx.SetZone(DateTimeZoneProviders.Tzdb[wanted.Zone]);
        if (await Admit(command, administrator, tx) is { } notAdmitted) return notAdmitted;
        foreach (var own in wanted.OwnValues(administrator, tx.Today))
        {
            await tx.Enter(own);
            // There is no second person yet: the first administrator stands for these alone, and pages say so wherever they are used.
            await tx.Release(own, administrator, own.Source);
        }

        foreach (var (place, entity) in wanted.Entities.Index())
            if (await Found(wanted, entity, read.Value, tx) is { } notFounded) return notFounded with { Field = $"entities[{place}].{notFounded.Field}" };
        await tx.MarkSetUp();
        await tx.ForgetSetUpCode();
        cooperative.Forget();
        return administrator;
    }

    private async Task<Refusal?> Admit(Command command, Id<Store.Person> person, Tx tx)
    {
        var (first, language) = (command.Wanted.Administrator, command.Wanted.Language);
        if ((await tx.SavePerson(PersonFacts.New(person, PersonKind.Staff, first.Name, language) with { Email = first.Email })).Refusal is { } unclear)
            return unclear with { Field = $"administrator.{unclear.Field}" };
        if ((await tx.CreateAccount(person, first.Email, command.Password?.Value, [Role.Administrator], language)).Refusal is { } refusal)
            return refusal with { Field = $"administrator.{refusal.Field}" };
        await tx.NameAccount(person, first.Name.Trim());
        if (command.Password is not null) return null;
        return (await mails.Invite(tx, person, command.Key)).Refusal;
    }

    private static async Task<Refusal?> Found(Foundation wanted, Foundation.Entity entity, (Terms Terms, IReadOnlyDictionary<string, Countries.FactUse> Uses) terms, Tx tx)
    {
        var legal = new LegalEntity(Id<LegalEntity>.New(), entity.Code, entity.Name.Trim(), wanted.Country, Foundation.CurrencyOf(wanted.Country)) { Kind = entity.Kind };
        await tx.Save(legal);
        await tx.Save(legal.Id, wanted.SellerOf(entity));
        if (entity.BankAccount is { } number && (await tx.OpenBankAccount(Id<BankAccount>.New(), legal, number)).Refusal is { } noAccount) return noAccount with { Field = "bankAccount" };
        return (await tx.SetTerms(legal.Id, wanted.From, terms.Terms, terms.Uses)).Refusal;
    }

    /// <param name="Request">Becomes the first administrator's person.</param>
    /// <param name="Code">As the node printed it; null for the operator at the machine.</param>
    /// <param name="Password">Of the administrator; null = a link lets them choose one.</param>
    /// <param name="Key">Of that link, when the operator hands it over.</param>
    internal sealed record Command(Guid Request, Foundation Wanted, Secret? Code = null, Secret? Password = null, Secret? Key = null) : ICommand<Command, SetUp, Id<Store.Person>>
    {
        public object Subject => new { Wanted.Country, Entities = Wanted.Entities.Count, Own = Wanted.Values.Select(own => own.Name) };
    }
}
