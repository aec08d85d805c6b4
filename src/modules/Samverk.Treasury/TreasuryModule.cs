using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
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
        .AddPayments()
        .AddTreasuryChecks()
        .AddScoped<OpenBankAccount>().AddScoped<ImportBankFile>().AddScoped<ListLines>().AddScoped<ShowLine>().AddScoped<MatchLine>().AddScoped<ReturnLine>()
        .AddScoped<UnmatchLine>().AddScoped<NameAccount>().AddScoped<CloseStatement>().AddScoped<ListStatements>().AddScoped<ReadReconciliation>().AddScoped<ListBankAccounts>()
        .AddHomeLines(typeof(TreasuryModule).Assembly, TreasuryAccess.Look, BankLines.Of)
        .AddDeskKind(LineItems.Kind, typeof(TreasuryModule).Assembly, "Bank line", Role.Finance)
        .AddSingleton(new NavigationItem(typeof(TreasuryModule).Assembly, "Bank", "building-bank", "/bank", ListLines.Access) { Order = 70 });

    public static void MapTreasury(this IEndpointRouteBuilder api)
    {
        api.MapUseCase<OpenBankAccount.Command, OpenBankAccount, Id<BankAccount>>("/bank/accounts");
        api.MapUseCase<ImportBankFile.Command, ImportBankFile, ImportBankFile.Result>("/bank/files");
        api.MapReading<ListLines.Query, ListLines, ListLines.Result>("/bank/lines");
        api.MapGet("/bank/lines.csv", Export).Of(nameof(ListLines), ListLines.Access);
        api.MapReading<ShowLine.Query, ShowLine, ShowLine.Result>("/bank/line");
        api.MapUseCase<MatchLine.Command, MatchLine, Done>("/bank/lines/match");
        api.MapUseCase<ReturnLine.Command, ReturnLine, Done>("/bank/lines/return");
        api.MapUseCase<UnmatchLine.Command, UnmatchLine, Done>("/bank/lines/unmatch");
        api.MapUseCase<NameAccount.Command, NameAccount, NameAccount.Answer>("/bank/lines/name-account");
        api.MapReading<ListStatements.Query, ListStatements, IReadOnlyList<ListStatements.Row>>("/bank/statements");
        api.MapReading<ReadReconciliation.Query, ReadReconciliation, ReadReconciliation.Result>("/bank/reconciliation");
        api.MapReading<ListBankAccounts.Query, ListBankAccounts, ListBankAccounts.Result>("/bank/accounts");
        api.MapUseCase<CloseStatement.Command, CloseStatement, Done>("/bank/statements/close");
        api.MapPayments();
    }

    private static async Task<IResult> Export(LineState? state, string? search, Door door, Actor actor)
    {
        var read = await door.Read(new ListLines.Query(state, search, All: true), actor);
        return read.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : Results.File(System.Text.Encoding.UTF8.GetBytes(LinesCsv.Of(read.Value.Rows)), "text/csv", "bank-lines.csv");
    }
}
