using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A person says where their money goes. Only they themselves can, and it is used only after a cooling-off in which every address they ever
/// gave is told: whoever has stolen a session gains nothing as long as somebody reads the mail.
/// </summary>
internal sealed class ChangePayAccount : IUseCase<ChangePayAccount.Command, ChangePayAccount.Result>
{
    public static Access Access => new(Who.Self) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(actor.Person, actor);

    /// <returns>
    /// The account with the first day of its use; <c>field-missing</c> or <c>field-invalid</c> with the field "iban", "bic" or "holder",
    /// <c>pay-account-known</c> for the one that is in use or waits already.
    /// </returns>
    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        var given = await tx.GivePayAccount(command.Request, actor.Person, command.Iban, command.Bic, command.Holder);
        return given.Then<Result>(account => new Result(account.Id, account.UsableFrom));
    }

    /// <param name="Request">Becomes the account's id.</param>
    public sealed record Command(Guid Request, string Iban, string? Bic, string Holder) : ICommand<Command, ChangePayAccount, Result>
    {
        public object Subject => new { };
    }

    /// <param name="UsableFrom">The first day on which money goes there.</param>
    public sealed record Result(Guid Account, LocalDate UsableFrom);
}
