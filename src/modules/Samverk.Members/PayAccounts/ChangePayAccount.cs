using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A person says where their money goes. Only they themselves can, and it is used only after a cooling-off in which every address they ever
/// gave is told: whoever has stolen a session gains nothing as long as somebody reads the mail.
/// </summary>
internal sealed class ChangePayAccount : IUseCase<ChangePayAccount.Command, ChangePayAccount.Result>
{
    private const int LongestHolder = 70;

    public static Access Access => new(Who.Self) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(actor.Person, actor);

    /// <returns>
    /// The account with the first day of its use; <c>field-missing</c> or <c>field-invalid</c> with the field "iban", "bic" or "holder",
    /// <c>pay-account-known</c> for the one that is in use or waits already.
    /// </returns>
    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPerson(actor.Person) is not { ErasedOn: null } person) return Refusal.Unknown;
        var read = Read(command);
        if (read.Refusal is { } unreadable) return unreadable;
        var (iban, bic, holder) = read.Value;

        var newest = (await tx.PayAccountsOf(person.Id)).FirstOrDefault(account => account.StoppedOn is null);
        if (newest is not null && (newest.Iban, newest.Bic, newest.Holder) == (iban, bic, holder)) return new Refusal("pay-account-known") { Field = "iban" };

        var days = await tx.Setting<int?>(PayAccountSql.CoolingOff) ?? PayAccountSql.UsualDays;
        var account = new PayAccount(command.Request, person.Id, iban, bic, holder, tx.Today, tx.Today.PlusDays(days), null, null);
        await tx.Save(account);
        if ((await tx.TellOfPayAccount(person, account)).Refusal is { } notTold) return notTold;
        await tx.Raise(new PayAccountChanged(person.Id.Value));
        return new Result(account.Id, account.UsableFrom);
    }

    private static Outcome<(string Iban, string? Bic, string Holder)> Read(Command command)
    {
        if (string.IsNullOrWhiteSpace(command.Iban)) return new Refusal("field-missing", ("field", "iban")) { Field = "iban" };
        var iban = Iban.Read(command.Iban);
        if (iban.Refusal is { } wrong) return wrong with { Field = "iban" };
        var bic = string.IsNullOrWhiteSpace(command.Bic) ? null : Bic.Read(command.Bic);
        if (bic?.Refusal is { } wrongBic) return wrongBic with { Field = "bic" };
        var holder = command.Holder.Trim();
        if (holder.Length is 0) return new Refusal("field-missing", ("field", "holder")) { Field = "holder" };
        if (holder.Length > LongestHolder || !Mail.IsOneLine(holder)) return new Refusal("field-invalid", ("field", "holder")) { Field = "holder" };
        return (iban.Value.Value, bic?.Value.Value, holder);
    }

    /// <param name="Request">Becomes the account's id.</param>
    public sealed record Command(Guid Request, string Iban, string? Bic, string Holder) : ICommand<Command, ChangePayAccount, Result>
    {
        public object Subject => new { };
    }

    /// <param name="UsableFrom">The first day on which money goes there.</param>
    public sealed record Result(Guid Account, LocalDate UsableFrom);
}
