using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A signed-in person signs the contract of their own work, exactly as they have read it and before it begins.</summary>
internal sealed class SignOwnContract : IUseCase<SignOwnContract.Command, ContractState>
{
    public static Access Access => new((Role.Member, Relation.Own)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Work, actor);

    public async Task<Outcome<ContractState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockWork(command.Work) is not { } work) return Refusal.Unknown;
        if (await tx.EngagementOf(work.Id) is { IsOver: false }) return new Refusal("engagement-steers");
        if (await tx.ContractFor(work.Id) is not { } contract) return new Refusal("contract-not-ready");
        if (work.State is not (WorkState.Checked or WorkState.Paid)) return new Refusal("state-not-allowed", ("state", work.State));
        if (!work.Late && WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun with { Field = null };
        if (!command.Agrees) return new Refusal("field-missing", ("field", "agrees")) { Field = "agrees" };
        return await tx.Sign(contract, new Signature(SignerSide.Worker, actor.Person, await tx.PersonName(actor.Person) ?? "", SignedHow.SignIn, null, command.Document, tx.Now));
    }

    /// <param name="Document">The hash of what was read, as the page showed it.</param>
    public sealed record Command(Guid Request, Id<Work> Work, FileHash Document, bool Agrees) : ICommand<Command, SignOwnContract, ContractState>
    {
        public object Subject => new { Work, Document };
    }
}

/// <summary>
/// An adviser offers a contract for approved work, or an addendum: a new contract with what is agreed besides, which replaces the one before and is
/// signed again by both.
/// </summary>
internal sealed class OfferContract : IUseCase<OfferContract.Command, Id<Contract>>
{
    private const int LongestBesides = 500;

    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Work, actor);

    public async Task<Outcome<Id<Contract>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockWork(command.Work) is not { } work || await Ledger.LegalEntitySql.FindEntity(tx, work.Entity) is not { } entity) return Refusal.Unknown;
        if (await tx.EngagementOf(work.Id) is { IsOver: false }) return new Refusal("engagement-steers");
        if (work.State is not WorkState.Checked) return new Refusal("state-not-allowed", ("state", work.State));
        if (!work.Late && WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun with { Field = null };
        if (await tx.WageFor(work.Id) is not { State: WageState.Approved } wage) return new Refusal("contract-needs-wage");
        var besides = (command.Besides ?? "").ReplaceLineEndings(" ").Trim();
        if (besides.Length > LongestBesides || besides.Any(char.IsControl)) return new Refusal("field-invalid", ("text", besides[..Math.Min(besides.Length, 40)])) { Field = "besides" };
        if (besides.Length is 0 && await tx.ContractFor(work.Id) is not null) return new Refusal("field-missing", ("field", "besides")) { Field = "besides" };
        if (command.Language is { } language && !ContractText.Speaks(entity.Country, language)) return new Refusal("field-invalid", ("text", language[..Math.Min(language.Length, 40)])) { Field = "language" };

        return (await tx.Offer(work, entity, wage, besides, command.Language, actor)).Then<Id<Contract>>(made => made.Id);
    }

    /// <param name="Besides">What is agreed besides the usual terms; needed where a contract is replaced.</param>
    /// <param name="Language">Of the contract; null = the person's.</param>
    public sealed record Command(Guid Request, Id<Work> Work, string? Besides, string? Language) : ICommand<Command, OfferContract, Id<Contract>>
    {
        public object Subject => new { Work };
    }
}
