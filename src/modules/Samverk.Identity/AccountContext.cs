using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Samverk.Identity;

/// <summary>ASP.NET Core Identity's own store on our tables. External logins and claims are not used, so they have none.</summary>
internal sealed class AccountContext(DbContextOptions<AccountContext> options) : IdentityUserContext<Account, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema("identity");
        builder.Ignore<IdentityUserClaim<Guid>>().Ignore<IdentityUserLogin<Guid>>();
        builder.Entity<Account>().ToTable("account").Ignore(account => account.Person).Ignore(account => account.Shown);
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_token");
        // The framework maps passkeys only where its options are asked through a service provider; so the same mapping stands here.
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("account_passkey").HasKey(one => one.CredentialId);
            passkey.OwnsOne(one => one.Data, data => data.ToJson("data"));
        });
    }
}
