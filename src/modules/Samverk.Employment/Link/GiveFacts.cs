using System.Globalization;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>
/// By the link: where the wage goes, how it is taxed, and until when somebody may work here. Until an adviser has looked it can be given again.
/// </summary>
internal sealed class GiveFacts : IUseCase<GiveFacts.Command, EngagementState>
{
    public static Access Access => Identify.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Token);

    public async Task<Outcome<EngagementState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.Open(command.Token) is not { } found || await tx.LockEngagement(found.Id) is not { Person: { } person } one) return Refusal.Unknown;
        if (one.RefuseOver(tx.Today) is { } over) return over;
        if (one.State is not (EngagementState.Identified or EngagementState.Ready) || one.Work is not null) return new Refusal("already-answered");

        if (await Account(tx, one, person, command) is { } noAccount) return noAccount;
        var facts = await Facts(tx, one, person, command);
        if (facts.Refusal is { } noFacts) return noFacts;
        if (await Permit(tx, one, person, command) is { } noPermit) return noPermit;
        var given = one with { TaxFacts = facts.Value, Permit = command.NeedsPermit };
        if (one.State is EngagementState.Ready)
        {
            await tx.Keep(given);
            return EngagementState.Ready;
        }

        await tx.Move(given, EngagementState.Ready, "facts-given", "");
        var (activity, entity) = ((await tx.FindActivity(one.Activity))!, (await tx.FindEntity(one.Entity))!);
        await tx.AskAdviser(given, (await tx.FindPerson(person))!, activity, DeclareWork.Limits(await tx.Facts(), entity, one.Days.Min(day => day.Day)), await tx.FloorOf(entity, one.Contract, one.Days.Min(day => day.Day)));
        return EngagementState.Ready;
    }

    /// <summary>Whoever was entered by this link gives their account here; of somebody else the register's is used, and only they change it, signed in.</summary>
    private static async Task<Refusal?> Account(Tx tx, Engagement one, Id<Person> person, Command command)
    {
        var there = (await tx.PayAccounts([person], tx.Today))[person];
        var has = there != PayTo.Nowhere;
        if (string.IsNullOrWhiteSpace(command.Iban)) return has ? null : new Refusal("bank-account-missing") { Field = "iban" };
        if (has && person != Id<Person>.Named(one.Id.Value, "person")) return new Refusal("pay-account-by-link") { Field = "iban" };
        var given = await tx.GivePayAccount(command.Request, person, command.Iban, command.Bic, command.Holder);
        return given.Refusal is { Code: "pay-account-known" } ? null : given.Refusal;
    }

    private static async Task<Outcome<Id<DatedTaxFacts>?>> Facts(Tx tx, Engagement one, Id<Person> person, Command command)
    {
        if (command.Facts is null)
            return (await tx.TaxFactsOn(one.Entity, person, one.Days.Max(day => day.Day))).Refusal is null ? Outcome.Of<Id<DatedTaxFacts>?>(one.TaxFacts) : new Refusal("tax-facts-missing");
        var read = WageFacts.Read((await tx.FindEntity(one.Entity))!.Country, ofEmployer: false, command.Facts);
        if (read.Refusal is { } refusal) return refusal;
        if ((await tx.FindPerson(person))!.BornOn is { } born && read.Value.TryGetValue("birth_year", out var year) && year != born.Year.ToString(CultureInfo.InvariantCulture))
            return new Refusal("field-invalid", ("text", year)) { Field = "birth_year" };
        var facts = new DatedTaxFacts(Id<DatedTaxFacts>.Named(command.Request, "tax"), one.Entity, person, tx.Today, read.Value, TaxFactsState.Entered, tx.Actor.Hand);
        await tx.Enter(facts);
        return Outcome.Of<Id<DatedTaxFacts>?>(facts.Id);
    }

    private static async Task<Refusal?> Permit(Tx tx, Engagement one, Id<Person> person, Command command)
    {
        if (!command.NeedsPermit) return null;
        var last = one.Days.Max(day => day.Day);
        if (command.PermitUntil is not { } until || until < last) return new Refusal("permit-missing", ("date", last)) { Field = "permitUntil" };
        await tx.SayPermit(person, until);
        return null;
    }

    /// <param name="Iban">Empty for somebody whose account the register has.</param>
    /// <param name="Facts">Answers by the names of the country's pack; null for somebody whose checked facts still hold on the last day of work.</param>
    public sealed record Command(Guid Request, EngagementToken Token, string? Iban, string? Bic, string? Holder, IReadOnlyDictionary<string, string>? Facts, bool NeedsPermit, LocalDate? PermitUntil)
        : ICommand<Command, GiveFacts, EngagementState>
    {
        // No account and no tax fact is kept in the audit.
        public object Subject => new { Link = Token.Key, NeedsPermit };
    }
}
