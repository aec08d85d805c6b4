using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>
/// ASP.NET Core Identity's account manager inside an open transaction: what it saves commits or not with everything else that the use
/// case does.
/// </summary>
internal sealed class Accounts(
    IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IdentityErrorDescriber errors,
    IServiceProvider services, ILogger<UserManager<Account>> log)
{
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(new(), Guid.NewGuid().ToString());

    public UserManager<Account> In(Tx tx) => Of(new DbContextOptionsBuilder<AccountContext>().UseNpgsql(tx.Connection));

    /// <summary>Without a database: for what only needs the settings.</summary>
    public UserManager<Account> Nowhere() => Of(new DbContextOptionsBuilder<AccountContext>().UseNpgsql());

    /// <summary>Takes as long for an address that nobody has, so that the time of the answer tells nothing.</summary>
    public void PretendToCheck(string password) => hasher.VerifyHashedPassword(new(), NobodysHash, password);

    /// <summary>Keeps hashes of new recovery codes instead of the earlier ones.</summary>
    public async Task Keep(UserManager<Account> manager, Account account, IReadOnlyList<Secret> recoveries)
    {
        await Codes(manager).ReplaceCodesAsync(account, [.. recoveries.Select(code => SecondFactor.HashOf(account, SecondFactor.Plain(code)))], default);
        await manager.UpdateAsync(account);
    }

    /// <summary>No authenticator, no recovery codes; signing in asks for the password only.</summary>
    public async Task ForgetSecondFactor(UserManager<Account> manager, Account account)
    {
        await manager.SetTwoFactorEnabledAsync(account, false);
        await manager.ResetAuthenticatorKeyAsync(account);
        await Keep(manager, account, []);
    }

    private UserManager<Account> Of(DbContextOptionsBuilder<AccountContext> builder)
    {
        var context = new AccountContext(builder.UseSnakeCaseNamingConvention().Options);
        // The door's transaction is around it already.
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        var store = new UserOnlyStore<Account, AccountContext, Guid>(context);
        return new Manager(store, options, hasher, [], [], normalizer, errors, services, log);
    }

    private static UserOnlyStore<Account, AccountContext, Guid> Codes(UserManager<Account> manager) => ((Manager)manager).Rows;

    /// <summary>The framework makes recovery codes itself and keeps them readable; ours are made by the page and kept as hashes.</summary>
    private sealed class Manager(
        UserOnlyStore<Account, AccountContext, Guid> rows, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher,
        IEnumerable<IUserValidator<Account>> users, IEnumerable<IPasswordValidator<Account>> passwords, ILookupNormalizer normalizer,
        IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<Account>> log)
        : UserManager<Account>(rows, options, hasher, users, passwords, normalizer, errors, services, log)
    {
        public UserOnlyStore<Account, AccountContext, Guid> Rows { get; } = rows;
    }
}
