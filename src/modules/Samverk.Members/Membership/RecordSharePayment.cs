using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Finance has seen the money of a share on the bank account: it is capital of the books from now on.</summary>
internal sealed class RecordSharePayment : IUseCase<RecordSharePayment.Command, Done>
{
    public static Access Access => new((Role.Finance, Relation.None)) { Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    /// <returns>Done; <c>line-already-matched</c> for a share that is paid, <c>field-invalid</c>, <c>other-currency</c>, <c>period-closed</c>.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockMembership(command.Person) is null) return Refusal.Unknown;
        var share = (await tx.Shares(command.Person)).SingleOrDefault(one => one.Id == command.Share);
        if (share is null) return Refusal.Unknown;
        if (share.PaidOn is { } paid) return new Refusal("line-already-matched", ("date", paid));
        if (command.PaidOn > tx.Today || command.PaidOn < share.SubscribedOn.PlusYears(-1)) return new Refusal("field-invalid") { Field = "paidOn" };

        if (await tx.FindEntity(share.Entity) is not { } entity) return Refusal.Unknown;
        if (share.Amount.Currency != entity.Currency) return new Refusal("other-currency", ("currency", entity.Currency.Code));
        var paidNow = share with { PaidOn = command.PaidOn, State = ShareState.Paid, Posted = true };
        if ((await tx.PostPaid(paidNow)).Refusal is { } notPosted) return notPosted;

        await tx.Save(paidNow, ShareState.Subscribed, "paid");
        await tx.Raise(new MembershipChanged(command.Person.Value));
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Person> Person, Id<Share> Share, LocalDate PaidOn) : ICommand<Command, RecordSharePayment, Done>
    {
        public object Subject => new { Person, Share, PaidOn };
    }
}
