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
    /// <summary>Of what is picked one by one; runs are as large as they are.</summary>
    private const int Most = 500;

    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// The batch; <c>payment-account-missing</c>, <c>cut-off-passed</c> and <c>no-banking-day</c> with the next day, <c>payout-not-due</c> for a share before its day, <c>not-found</c> for what is not due or
    /// under way already, and why one of them is held: <c>bank-account-missing</c>, <c>iban-change-unconfirmed</c>, <c>more-than-owed</c>.
    /// </returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (await tx.FindBankAccount(entity.Id) is not { } account || Iban.Read(account.Iban).Refusal is not null) return new Refusal("payment-account-missing");
        if (command.Dues.Count > Most || command.Dues.Count + command.Runs.Count is 0) return new Refusal("field-missing", ("field", "dues")) { Field = "dues" };
        if (await tx.RefusePayDay(entity, command.On) is { } notThen) return notThen;

        var chosen = await Choose(tx, entity, command);
        if (chosen.Refusal is { } refusal) return refusal;
        var wanted = chosen.Value;
        if (wanted.TooEarly(command.On) is { } early) return early;

        var payTo = await tx.PayAccounts(wanted.Select(due => due.Person).OfType<Id<Person>>(), tx.Today);
        var batch = new Batch(command.Request, account, command.On, BatchState.Made, tx.Today, actor.Person, null, false);
        await tx.Save(batch, [.. wanted.Select(due => Order(batch, due, due.Person is { } person ? payTo[person].Account : null))]);
        await tx.AskRelease(batch, entity, Money.Sum(wanted.Select(due => due.Amount), account.Currency), wanted.Count);
        return batch.Id;
    }

    /// <summary>What was picked has to be payable; of a run everybody is paid who can be, the rest stays due.</summary>
    private static async Task<Outcome<IReadOnlyList<Due>>> Choose(Tx tx, LegalEntity entity, Command command)
    {
        var (picked, runs) = (command.Dues.ToHashSet(), command.Runs.ToHashSet());
        await tx.HoldDues(picked, runs);
        var wanted = (await tx.OpenDues()).Where(due => due.Entity == entity.Id && (picked.Contains(due.Id) || due.Run is { } run && runs.Contains(run))).ToArray();
        if (wanted.Count(due => picked.Contains(due.Id)) != picked.Count || wanted.Length is 0) return Refusal.Unknown with { Field = "dues" };
        var held = await tx.Held(wanted);
        if (held.Where(one => picked.Contains(one.Key)).Select(one => one.Value).FirstOrDefault() is { } stopped) return stopped with { Field = "dues" };
        return held.Count == wanted.Length ? held[wanted[0].Id] with { Field = "dues" } : (Due[])[.. wanted.Where(due => !held.ContainsKey(due.Id))];
    }

    // A due is paid again after a return, so its batch belongs to the payment's id.
    private static Payment Order(Batch batch, Due due, PayAccount? to) => new(
        NamedGuid.Of(batch.Id, $"pay {due.Id}"), batch.Id, due, to?.Holder ?? due.Supplier!.Name, to?.Iban ?? due.Supplier!.Iban, to is null ? due.Supplier!.Bic : to.Bic, PaymentState.Ordered);

    /// <param name="Request">Becomes the batch's id.</param>
    /// <param name="On">The day on which the bank books it.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LocalDate On, IReadOnlyList<Guid> Dues) : ICommand<Command, MakeBatch, Guid>
    {
        /// <summary>Payroll runs whose net wages are paid as far as they can be.</summary>
        public IReadOnlyList<Guid> Runs { get; init; } = [];

        public object Subject => new { Entity, Dues, Runs };
    }
}
