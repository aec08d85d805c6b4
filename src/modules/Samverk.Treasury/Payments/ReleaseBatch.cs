using System.Security.Cryptography;
using Dapper;
using Samverk.Banking;
using Samverk.Employment;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>A second person releases a batch: its file is written as it goes to the bank.</summary>
internal sealed class ReleaseBatch : IUseCase<ReleaseBatch.Command, Done>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// Done; <c>second-person-needed</c> for who made it, <c>cut-off-passed</c> when the day has passed meanwhile, <c>changed-meanwhile</c> when
    /// somebody in it has another account now, <c>iban-change-unconfirmed</c>, <c>bank-account-missing</c>, <c>state-not-allowed</c>.
    /// </returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockBatch(command.Batch) is not { } batch || await tx.FindEntity(batch.Account.Entity) is not { } entity) return Refusal.Unknown;
        if (Batch.States.Refuse(batch.State, BatchState.Released) is { } notAllowed) return notAllowed;
        if (batch.MadeBy == actor.Person) return new Refusal("second-person-needed");
        if (await tx.RefusePayDay(entity, batch.On) is { } tooLate) return tooLate;
        var payments = await tx.SelectPayments("payment.batch = @Id", new { batch.Id });
        if (await Changed(tx, payments) is { } changed) return changed;
        var written = PainWriter.Write(await FileOf(tx, entity, batch, payments));
        if (written.Refusal is { } unwritten) return unwritten;

        await tx.Connection.ExecuteAsync(
            "update treasury.batch set released_at = @Now, released_by = @by, content = @content, hash = @hash where id = @Id",
            new { batch.Id, tx.Now, by = actor.Person.Value, content = written.Value, hash = SHA256.HashData(written.Value) });
        await tx.Move(batch, BatchState.Released, "released", "");
        await tx.MoveAll(payments, PaymentState.Released, "released");
        await tx.TellWages(payments, WagePayment.Filed, "");
        await tx.CloseRelease(batch, "released");
        return default(Done);
    }

    private static async Task<Refusal?> Changed(Tx tx, IReadOnlyList<Payment> payments)
    {
        var payTo = await tx.PayAccounts(payments.Select(payment => payment.Due.Person).OfType<Id<Person>>(), tx.Today);
        foreach (var payment in payments)
        {
            if (payment.Due.Kind is DueKind.Authority && payment.Due.Supplier?.Iban != payment.Iban) return new Refusal("changed-meanwhile");
            if (payment.Due.Person is not { } person) continue;
            if (payTo[person].Held is { } held) return held;
            if (payTo[person].Account!.Iban != payment.Iban) return new Refusal("changed-meanwhile");
        }

        return null;
    }

    private static async Task<PaymentFile> FileOf(Tx tx, LegalEntity entity, Batch batch, IReadOnlyList<Payment> payments)
    {
        var seller = await tx.FindSeller(entity.Id);
        var address = seller?.Address is { } at ? new PaymentAddress(at.Country, at.Town, at.PostalCode, at.Street, at.BuildingNumber) : null;
        var own = seller is { Bic: { } bic, Iban: { } iban } && iban == batch.Account.Iban ? Bic.Read(bic).Value : null;
        var words = (await tx.CooperativeName()) is NodeSettings.Unnamed ? entity.Name : await tx.CooperativeName();
        return new(batch.MessageId, tx.Now, batch.On, new(entity.Name, Iban.Read(batch.Account.Iban).Value, own, address),
            [.. payments.Select(payment => new PaymentOrder(
                payment.EndToEndId, payment.Due.Amount, new(payment.Name, Iban.Read(payment.Iban).Value, payment.Bic is null ? null : Bic.Read(payment.Bic).Value),
                Reference(payment.Due), payment.Due.Number.Length > 0 ? payment.Due.Number : words))]);
    }

    private static PaymentReference? Reference(Due due) => due.Supplier?.Reference is not { } printed
        ? null
        : Enum.GetValues<ReferenceKind>().Select(kind => PaymentReference.Read(kind, printed)).FirstOrDefault(read => read.Refusal is null)?.Value;

    public sealed record Command(Guid Request, Guid Batch) : ICommand<Command, ReleaseBatch, Done>
    {
        public object Subject => new { Batch };
    }
}
