using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Finance has seen the money of a share on the bank account.</summary>
internal sealed class RecordSharePayment : IUseCase<RecordSharePayment.Command, Done>
{
    public static Access Access => new((Role.Finance, Relation.None)) { Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockMembership(command.Person) is null) return Refusal.Unknown;
        var share = (await tx.Shares(command.Person)).SingleOrDefault(one => one.Id == command.Share);
        if (share is null) return Refusal.Unknown;
        if (share.PaidOn is { } paid) return new Refusal("line-already-matched", ("date", paid));
        if (command.PaidOn > tx.Today || command.PaidOn < share.SubscribedOn.PlusYears(-1)) return new Refusal("field-invalid") { Field = "paidOn" };

        await tx.Save(share with { PaidOn = command.PaidOn });
        await tx.Raise(new MembershipChanged(command.Person.Value));
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Person> Person, Id<Share> Share, LocalDate PaidOn) : ICommand<Command, RecordSharePayment, Done>
    {
        public object Subject => new { Person, Share, PaidOn };
    }
}
