using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Samverk.Identity;

/// <summary>ASP.NET Core Identity's own store on our tables. External logins and claims are not used, so they have none.</summary>
internal sealed class AccountContext(DbContextOptions<AccountContext> options) : IdentityUserContext<Account, Guid>(options)
{
    // The first version that knows passkeys.
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema("identity");
        builder.Ignore<IdentityUserClaim<Guid>>().Ignore<IdentityUserLogin<Guid>>();
        builder.Entity<Account>().ToTable("account").Ignore(account => account.Person).Ignore(account => account.Shown);
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_token");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("account_passkey");
    }
}
