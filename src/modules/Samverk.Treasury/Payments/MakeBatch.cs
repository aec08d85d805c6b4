using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Finance puts what is due into a batch; a second person releases it.</summary>
internal sealed class MakeBatch : IUseCase<MakeBatch.Command, Guid>
{
    private const int Most = 500;

    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// The batch; <c>payment-account-missing</c>, <c>cut-off-passed</c> and <c>no-banking-day</c> with the next day, <c>not-found</c> for what is not due or
    /// under way already, and why one of them is held: <c>bank-account-missing</c>, <c>iban-change-unconfirmed</c>, <c>more-than-owed</c>.
    /// </returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (await tx.FindBankAccount(entity.Id) is not { } account || Iban.Read(account.Iban).Refusal is not null) return new Refusal("payment-account-missing");
        if (command.Dues.Count is 0 or > Most) return new Refusal("field-missing", ("field", "dues")) { Field = "dues" };
        if (await tx.RefusePayDay(entity, command.On) is { } notThen) return notThen;

        await tx.HoldDues(command.Dues);
        var open = (await tx.OpenDues()).Where(due => due.Entity == entity.Id).ToArray();
        var wanted = open.Where(due => command.Dues.Contains(due.Id)).ToArray();
        if (wanted.Length != command.Dues.Distinct().Count()) return Refusal.Unknown with { Field = "dues" };
        if ((await tx.Held(wanted)).Values.FirstOrDefault() is { } held) return held with { Field = "dues" };

        var payTo = await tx.PayAccounts(wanted.Select(due => due.Person).OfType<Id<Person>>(), tx.Today);
        var batch = new Batch(command.Request, account, command.On, BatchState.Made, tx.Today, actor.Person, null, false);
        await tx.Save(batch, [.. wanted.Select(due => Order(batch, due, due.Person is { } person ? payTo[person].Account : null))]);
        await tx.AskRelease(batch, entity, Money.Sum(wanted.Select(due => due.Amount), account.Currency), wanted.Length);
        return batch.Id;
    }

    // A due is paid again after a return, so its batch belongs to the payment's id.
    private static Payment Order(Batch batch, Due due, PayAccount? to) => new(
        NamedGuid.Of(batch.Id, $"pay {due.Id}"), batch.Id, due, to?.Holder ?? due.Supplier!.Name, to?.Iban ?? due.Supplier!.Iban, to is null ? due.Supplier!.Bic : to.Bic, PaymentState.Ordered);

    /// <param name="Request">Becomes the batch's id.</param>
    /// <param name="On">The day on which the bank books it.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LocalDate On, IReadOnlyList<Guid> Dues) : ICommand<Command, MakeBatch, Guid>
    {
        public object Subject => new { Entity, Dues };
    }
}
