using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>Identity: who signs in, and as what. The only wiring of this module.</summary>
public static class IdentityModule
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddRoom("identity", typeof(IdentityModule).Assembly);
        // The keys that sign cookies come along with a backup, so a copy would let in whoever was signed in to the original.
        services.AddAfterRestore(tx => tx.EndAllVisits());
        services.AddHttpContextAccessor();
        services.AddAuthentication(SignInCookie.Scheme).AddCookie(SignInCookie.Scheme, SignInCookie.Configure);
        services.AddOptions<IdentityOptions>().Configure(options =>
            options.Tokens.ProviderMap[TokenOptions.DefaultAuthenticatorProvider] = new(typeof(AuthenticatorTokenProvider<Account>)));
        services.AddOptions<IdentityPasskeyOptions>().Configure(options => (options.UserVerificationRequirement, options.ResidentKeyRequirement) = ("required", "required"));
        services.TryAddSingleton<Texts>();
        return services
            .AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>()
            .AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>()
            .AddSingleton<IdentityErrorDescriber>()
            .AddTransient<AuthenticatorTokenProvider<Account>>()
            .AddScoped<Accounts>()
            .AddScoped<Passkeys>()
            .AddScoped<LinkMails>()
            .AddScoped<Tries>()
            .AddUseCases()
            .AddSingleton(new NavigationItem(typeof(IdentityModule).Assembly, "Accounts", "users", "/accounts", ListAccounts.Access) { Order = 900 })
            .AddSingleton(new NavigationItem(typeof(IdentityModule).Assembly, "Security", "lock", "/security", MySecurity.Access) { Order = 95 });
    }

    /// <summary>Use cases as addresses of the API. What gives or changes a secret stays with pages: keys for programs are made by people.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListAccounts.Query, ListAccounts, IReadOnlyList<ListAccounts.Row>>("/accounts");
        api.MapUseCase<InviteAccount.Command, InviteAccount, Id<Person>>("/accounts/invite");
        api.MapUseCase<GiveRole.Command, GiveRole, Done>("/accounts/give-role");
        api.MapUseCase<TakeRole.Command, TakeRole, Done>("/accounts/take-role");
        api.MapUseCase<LockAccount.Command, LockAccount, Done>("/accounts/lock");
        api.MapUseCase<ResetAccount.Command, ResetAccount, Done>("/accounts/reset");
        api.MapReading<MySecurity.Query, MySecurity, MySecurity.Answer>("/my/security");
        api.MapUseCase<ChangeLanguage.Command, ChangeLanguage, Done>("/my/language");
        api.MapReading<ListTokens.Query, ListTokens, ListTokens.Answer>("/my/tokens");
        api.MapUseCase<RevokeToken.Command, RevokeToken, Done>("/my/tokens/revoke");
    }

    /// <summary>After routing and before antiforgery, whose form tokens are bound to who asks.</summary>
    public static void UseWhoAsks(this IApplicationBuilder app) => app.UseMiddleware<WhoAsks>();

    /// <summary>Forms in the frame around the pages: sign out, stop acting.</summary>
    public static void MapIdentityForms(this IEndpointRouteBuilder pages) => FrameForms.Map(pages);

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddScoped<SignIn>().AddScoped<ConfirmSignIn>().AddScoped<SignInByPasskey>().AddScoped<SignOut>()
        .AddScoped<AskForReset>().AddScoped<ChoosePassword>()
        .AddScoped<ChangePassword>().AddScoped<AskForAddress>().AddScoped<ConfirmAddress>().AddScoped<ChangeLanguage>().AddScoped<MySecurity>()
        .AddScoped<PrepareAuthenticator>().AddScoped<MyAuthenticator>().AddScoped<StartAuthenticator>().AddScoped<StopAuthenticator>()
        .AddScoped<NewPasskey>().AddScoped<AddPasskey>().AddScoped<RemovePasskey>()
        .AddScoped<CreateToken>().AddScoped<RevokeToken>().AddScoped<ListTokens>()
        .AddScoped<ListAccounts>().AddScoped<InviteAccount>().AddScoped<GiveRole>().AddScoped<TakeRole>().AddScoped<LockAccount>().AddScoped<ResetAccount>()
        .AddScoped<ActAs>().AddScoped<EndActing>().AddScoped<WhoCanBeActedFor>();
}
