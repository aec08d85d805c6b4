using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Treasury;

/// <summary>The bank desk: files in, money matched, books and bank agree. The only wiring of this room.</summary>
public static class TreasuryModule
{
    public static IServiceCollection AddTreasury(this IServiceCollection services) => services
        .AddRoom("treasury", typeof(TreasuryModule).Assembly)
        .AddStates(BankLine.States)
        .AddScoped<OpenBankAccount>().AddScoped<ImportBankFile>();

    public static void MapTreasury(this IEndpointRouteBuilder api)
    {
        api.MapUseCase<OpenBankAccount.Command, OpenBankAccount, Id<BankAccount>>("/bank/accounts");
        api.MapUseCase<ImportBankFile.Command, ImportBankFile, ImportBankFile.Result>("/bank/files");
    }
}
