using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>
/// The holder of a mailed link chooses a password and is signed in: an invitation is accepted, or a forgotten password replaced. All earlier
/// visits and links end. An authenticator stays and is asked for: who only reads the mail does not come in.
/// </summary>
internal sealed class ChoosePassword(Accounts accounts) : IUseCase<ChoosePassword.Command, SignedIn>
{
    public static Access Access => Everybody.WithLink;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from identity.link where hash = @Hash and kind = @kind and kind <> 'Email')", new { command.Key.Hash, kind = command.Kind.ToString() })
            ? Relation.Link
            : Relation.None;

    public async Task<Outcome<SignedIn>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await tx.Holder(command.Kind, command.Key) is not { } person || await manager.FindByIdAsync(person.ToString()) is not { LockedAt: null } account)
            return new Refusal("link-ended");
        if (Passwords.Refuse(command.Password.Value, account.Email!) is { } weak) return weak;

        account.PasswordHash = Passwords.Hash(command.Password.Value);
        account.EmailConfirmed = true;
        if (!(await manager.UpdateSecurityStampAsync(account)).Succeeded) return new Refusal("changed-meanwhile");
        await tx.UseLinks(person);
        await tx.EndVisits(person);
        return await tx.Start(command.Request, person, SignInMethod.Link, command.Caller, half: account.TwoFactorEnabled);
    }

    internal sealed record Command(Guid Request, LinkKind Kind, Secret Key, Secret Password, Caller Caller) : ICommand<Command, ChoosePassword, SignedIn>
    {
        public object Subject => new { visit = Request, Kind };
    }
}
