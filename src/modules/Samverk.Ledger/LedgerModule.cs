using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Ledger;

/// <summary>Legal entities, journal, periods, seal, exports. The only wiring of this module.</summary>
public static class LedgerModule
{
    /// <summary>The ledger's own part of the database; after the store's.</summary>
    public static readonly Room Room = new("ledger", typeof(LedgerModule).Assembly);

    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddRoom(Room.Name, Room.Assembly)
        .AddScoped<CloseEntityPeriod>().AddScoped<ListPeriods>().AddScoped<PreviewClosing>()
        .AddScoped<ListBooks>().AddScoped<ListEntries>().AddScoped<ExportBooks>()
        .AddScoped<ReadTrialBalance>()
        .AddScoped<ReadStatement>()
        .AddScoped<ReadEntry>()
        .AddScoped<ReadSeal>().AddScoped<VerifyBooks>()
        .AddLedgerChecks()
        .AddHostedService<SealService>()
        .AddSingleton(new NavigationItem(typeof(LedgerModule).Assembly, "Books", "book", "/ledger", LedgerAccess.Books) { Order = 72 });

    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListBooks.Query, ListBooks, ListBooks.Result>("/ledger/books");
        api.MapReading<ListEntries.Query, ListEntries, ListEntries.Result>("/ledger/journal");
        api.MapReading<ListPeriods.Query, ListPeriods, ListPeriods.Result>("/ledger/periods");
        api.MapReading<PreviewClosing.Query, PreviewClosing, PreviewClosing.Result>("/ledger/periods/preview");
        api.MapUseCase<CloseEntityPeriod.Command, CloseEntityPeriod, Done>("/ledger/periods/close");
        api.MapReading<ReadTrialBalance.Query, ReadTrialBalance, ReadTrialBalance.Result>("/ledger/trial-balance");
        api.MapReading<ReadStatement.Query, ReadStatement, ReadStatement.Result>("/ledger/statement");
        api.MapReading<ReadEntry.Query, ReadEntry, ReadEntry.Result>("/ledger/entry");
        api.MapReading<ReadSeal.Query, ReadSeal, ReadSeal.Result>("/ledger/seal");
        api.MapUseCase<VerifyBooks.Command, VerifyBooks, VerifyBooks.Result>("/ledger/verify");
        api.MapGet("/ledger/export", Export).Of(nameof(ExportBooks), ExportBooks.Access).WithTags("Ledger").WithName(nameof(ExportBooks));
        api.MapGet("/ledger/trial-balance.csv", TrialBalanceCsv).Of(nameof(ReadTrialBalance), ReadTrialBalance.Access).WithTags("Ledger").WithName("ExportTrialBalance");
        api.MapGet("/ledger/statement.csv", StatementCsv).Of(nameof(ReadStatement), ReadStatement.Access).WithTags("Ledger").WithName("ExportStatement");
    }

    private static async Task<IResult> Export(BooksFormat format, Guid? entity, DateOnly? from, DateOnly? to, Door door, Actor actor)
    {
        var read = await door.Read(new ExportBooks.Query(format, entity is { } id ? new(id) : null, Day(from), Day(to)), actor);
        return read.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(read.Value.Content, read.Value.MediaType, read.Value.Name);
    }

    private static async Task<IResult> TrialBalanceCsv(Guid entity, DateOnly date, Door door, Actor actor)
    {
        var read = await door.Read(new ReadTrialBalance.Query(new(entity), LocalDate.FromDateOnly(date)), actor);
        return read.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(
            CsvText.Write(
                ["account", "name", "debit", "credit", "currency"],
                read.Value.Accounts.Select(row => (object?[])[
                    row.Account, read.Value.Names.GetValueOrDefault(row.Account)?.Words, row.Amount.IsPositive ? row.Amount : null, row.Amount.IsNegative ? -row.Amount : null,
                    row.Amount.Currency.Code])),
            CsvText.MediaType, $"{read.Value.Entity.Code}-trial-balance-{date:yyyy-MM-dd}.csv");
    }

    private static async Task<IResult> StatementCsv(Guid entity, string account, DateOnly from, DateOnly to, string? search, Door door, Actor actor)
    {
        var read = await door.Read(new ReadStatement.Query(new(entity), account, LocalDate.FromDateOnly(from), LocalDate.FromDateOnly(to), null, search, Whole: true), actor);
        return read.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(
            CsvText.Write(
                ["date", "document date", "number", "kind", "text", "document", "debit", "credit", "balance", "currency", "entry"],
                read.Value.Lines.Select(row => (object?[])[
                    row.Place.Date, row.DocumentDate, row.Place.Number, row.Kind, row.Text, read.Value.Names.GetValueOrDefault(row.Document)?.Words,
                    row.Amount.IsPositive ? row.Amount : null, row.Amount.IsNegative ? -row.Amount : null, row.Balance, row.Amount.Currency.Code, row.Entry])),
            CsvText.MediaType, $"{read.Value.Entity.Code}-{account.Replace(':', '-')}-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv");
    }

    private static LocalDate? Day(DateOnly? day) => day is { } given ? LocalDate.FromDateOnly(given) : null;
}
