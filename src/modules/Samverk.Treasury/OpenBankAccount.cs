using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Tells which bank account belongs to an entity.</summary>
public sealed class OpenBankAccount : IUseCase<OpenBankAccount.Command, Id<BankAccount>>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// The account; <c>field-invalid</c> for what is no IBAN or bankgiro, <c>bank-account-exists</c> when the entity has one already:
    /// the books of an entity know one bank account.
    /// </returns>
    public async Task<Outcome<Id<BankAccount>>> Run(Command request, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(request.Entity) is not { } entity) return Refusal.Unknown;
        return await tx.OpenBankAccount(new(request.Request), entity, request.Number);
    }

    /// <param name="Request">Becomes the account's id.</param>
    /// <param name="Number">An IBAN, or a Swedish bankgiro.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, string Number) : ICommand<Command, OpenBankAccount, Id<BankAccount>>
    {
        public object Subject => new { Entity };
    }
}

public static class OpenBankAccountVerb
{
    /// <summary>The bank account that stands behind the entity's <c>assets:bank</c>.</summary>
    /// <returns>The account; <c>field-invalid</c> or <c>bank-account-exists</c> with the field "number".</returns>
    public static async Task<Outcome<Id<BankAccount>>> OpenBankAccount(this Tx tx, Id<BankAccount> id, LegalEntity entity, string numberAsTyped)
    {
        var number = Iban.Read(numberAsTyped) is { Refusal: null, Value: var iban } ? iban.Value
            : Bankgiro.Read(numberAsTyped) is { Refusal: null, Value: var giro } ? giro.Value : null;
        if (number is null) return new Refusal("field-invalid", ("text", numberAsTyped)) { Field = "number" };
        var known = await tx.BankAccounts();
        if (known.FirstOrDefault(one => one.Entity == entity.Id || one.Iban == number) is { } other) return new Refusal("bank-account-exists", ("account", other.Iban)) { Field = "number" };

        var account = new BankAccount(id, entity.Id, number, entity.Currency);
        await tx.Save(account);
        return account.Id;
    }
}
