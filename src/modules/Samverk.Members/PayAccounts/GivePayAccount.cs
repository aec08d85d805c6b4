using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The verb behind every way in which a person says where their money goes. Who may say it is for the caller's door.</summary>
public static class GivePayAccountVerb
{
    private const int LongestHolder = 70;

    /// <param name="id">Becomes the account's id.</param>
    /// <returns>
    /// The account with the first day of its use; <c>not-found</c>, <c>field-missing</c> or <c>field-invalid</c> with the field "iban", "bic" or "holder",
    /// <c>pay-account-known</c> for the one that is in use or waits already.
    /// </returns>
    public static async Task<Outcome<PayAccount>> GivePayAccount(this Tx tx, Guid id, Id<Person> whose, string? iban, string? bic, string? holder)
    {
        if (await tx.LockPerson(whose) is not { ErasedOn: null } person) return Refusal.Unknown;
        var read = Read(iban, bic, holder);
        if (read.Refusal is { } unreadable) return unreadable;

        var newest = (await tx.PayAccountsOf(person.Id)).FirstOrDefault(account => account.StoppedOn is null);
        if (newest is not null && (newest.Iban, newest.Bic, newest.Holder) == read.Value) return new Refusal("pay-account-known") { Field = "iban" };

        var days = await tx.Setting<int?>(PayAccountSql.CoolingOff) ?? PayAccountSql.UsualDays;
        var account = new PayAccount(id, person.Id, read.Value.Iban, read.Value.Bic, read.Value.Holder, tx.Today, tx.Today.PlusDays(days), null, null);
        await tx.Save(account);
        if ((await tx.TellOfPayAccount(person, account)).Refusal is { } notTold) return notTold;
        await tx.Raise(new PayAccountChanged(person.Id.Value));
        return account;
    }

    private static Outcome<(string Iban, string? Bic, string Holder)> Read(string? typed, string? typedBic, string? typedHolder)
    {
        if (string.IsNullOrWhiteSpace(typed)) return new Refusal("field-missing", ("field", "iban")) { Field = "iban" };
        var iban = Iban.Read(typed);
        if (iban.Refusal is { } wrong) return wrong with { Field = "iban" };
        var bic = string.IsNullOrWhiteSpace(typedBic) ? null : Bic.Read(typedBic);
        if (bic?.Refusal is { } wrongBic) return wrongBic with { Field = "bic" };
        var holder = (typedHolder ?? "").Trim();
        if (holder.Length is 0) return new Refusal("field-missing", ("field", "holder")) { Field = "holder" };
        if (holder.Length > LongestHolder || !Mail.IsOneLine(holder)) return new Refusal("field-invalid", ("field", "holder")) { Field = "holder" };
        return (iban.Value.Value, bic?.Value.Value, holder);
    }
}
