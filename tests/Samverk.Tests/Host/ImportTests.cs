using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Host;

public sealed class ImportTests
{
    private const string Clients =
        """
        reference,name,kind,country,street,postal_code,town,vat_number,language
        K-1,Norrlandsoperan AB,business,SE,Operaplan 5,903 25,Umeå,,sv
        K-2,"Åsa ""Bild"" Öberg",private,SE,,,,,sv
        """;

    private const string Balances =
        """
        entity;date;account;amount;activity
        se;2026-02-28;assets:bank;800,00;
        se;2026-02-28;equity:opening;1250,00;
        se;2026-02-28;;-1550,00;anna
        se;2026-02-28;equity:reserves;-500,00;
        """;

    private const string Invoices =
        """
        entity,number,client,activity,date,due,net,vat_rate,vat,open,evidence
        se,2025-17,K-1,anna,2026-01-20,2026-02-20,800.00,25,200.00,750.00,
        se,2025-18,K-1,anna,2026-01-25,2026-02-25,400.00,25,100.00,500.00,mail of 20 January
        """;

    [Fact]
    public async Task Clients_come_in_approved_and_under_codes_that_are_no_names()
    {
        await using var coop = await Cooperative.Fresh();

        var report = await Import(coop, "clients", Clients);

        Assert.Equal(2, report.Value.Lines);
        Assert.Equal("Åsa \"Bild\" Öberg", await coop.Ask<string>("select name from invoicing.client where kind = 'Private'"));
        Assert.Equal(0, await coop.Ask<int>("select count(*) from invoicing.client where state <> 'Approved' or code !~ '^c[0-9a-f]{12}$'"));
        await Sound(coop);
    }

    [Theory]
    [InlineData(false, ',', "\n")]
    [InlineData(true, ';', "\r\n")]
    [InlineData(true, ',', "\r\n")]
    public async Task Byte_order_mark_separator_and_line_ends_make_no_difference(bool mark, char separator, string end)
    {
        await using var coop = await Cooperative.Fresh();
        var text = Clients.Replace(',', separator).ReplaceLineEndings(end);

        var report = await Import(coop, "clients", [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)]);

        Assert.Null(report.Refusal);
        Assert.Equal("Umeå", await coop.Ask<string>("select town from invoicing.client where kind = 'Business'"));
    }

    [Fact]
    public async Task Opening_balances_and_open_invoices_together_are_the_old_books_and_credit_the_activity_once()
    {
        await using var coop = await Moved();

        Assert.Equal(1550_00, await Booked(coop));
        // Net of 750 of 1,000 gross, and of 500 of 500 gross.
        Assert.Equal(1000_00, await coop.Ask<long>("select sum(amount) from activities.position where kind = 'open'"));
        Assert.Equal(400_00, await coop.Ask<long>("select sum(amount) from activities.position where kind = 'open' and sure"));
        Assert.Equal(0, await coop.Ask<long>("select coalesce(sum(amount), 0) from activities.position where kind = 'planned'"));
        Assert.Equal(0, await coop.Ask<long>("select sum(amount)::bigint from ledger.line join ledger.account on account.id = line.account where code = 'equity:opening'"));
        await Sound(coop);
    }

    [Fact]
    public async Task An_imported_invoice_is_paid_like_any_other_and_takes_no_second_fee()
    {
        await using var coop = await Moved();
        var id = new Id<Invoice>(await coop.Ask<Guid>("select id from invoicing.invoice where number = '2025-17'"));

        var paid = await coop.Write(tx => tx.RecordPayment(Guid.CreateVersion7(), id, new(750_00, Currency.SEK), null, null, "bank line"));

        Assert.Null(paid.Refusal);
        Assert.Equal(1550_00, await Booked(coop));
        Assert.Equal(400_00, await coop.Ask<long>("select sum(amount) from activities.position where kind = 'open'"));
        await Sound(coop);
    }

    [Fact]
    public async Task The_same_file_twice_is_refused()
    {
        await using var coop = await Cooperative.Fresh();
        await Import(coop, "clients", Clients);

        Assert.Equal("import-already-used", (await Import(coop, "clients", Clients)).Refusal!.Code);
        Assert.Equal(2, await coop.Ask<int>("select count(*) from invoicing.client"));
    }

    [Fact]
    public async Task A_dry_run_names_line_column_and_code_of_everything_that_is_wrong_and_keeps_nothing()
    {
        await using var coop = await Cooperative.Fresh();
        const string wrong =
            """
            reference,name,kind,country,email
            K-1,Good AB,business,SE,post@good.example
            K-1,Twice AB,business,SE,
            K-3,,company,Sweden,nobody
            K-4,Too,many,cells,in,it
            """;

        var errors = (await coop.Door.Run(CheckImport.Command.Of("clients", Encoding.UTF8.GetBytes(wrong)), Cooperative.Somebody(Role.Finance))).Value.Errors;

        Assert.Equal(
            [(3, "reference", "row-duplicate"), (4, "country", "row-invalid"), (4, "email", "row-invalid"), (4, "kind", "row-invalid"), (4, "name", "row-invalid"), (5, "", "row-invalid")],
            errors.Select(error => (error.Line, error.Column, error.Code)).Order());
        Assert.Equal(0, await coop.Ask<int>("select count(*) from invoicing.client"));
        Assert.Equal("row-duplicate", (await Import(coop, "clients", wrong)).Refusal!.Code);
    }

    [Fact]
    public async Task A_dry_run_of_a_good_file_keeps_nothing_either()
    {
        await using var coop = await Cooperative.Fresh();
        var command = ImportFile.Command.Of("clients", Encoding.UTF8.GetBytes(Clients));

        var trial = await coop.Door.Run(CheckImport.Command.Of("clients", command.Content), Cooperative.Somebody(Role.Finance));

        Assert.Empty(trial.Value.Errors);
        Assert.Equal(2, trial.Value.Lines);
        Assert.Equal(0, await coop.Ask<int>("select (select count(*) from invoicing.client) + (select count(*) from imports.batch) + (select count(*) from store.step)"));
        Assert.Null((await coop.Door.Run(command, Actor.System)).Refusal);
    }

    [Fact]
    public async Task Balances_that_do_not_sum_to_zero_are_refused()
    {
        await using var coop = await WithActivity();

        Assert.Equal("sum-mismatch", (await Import(coop, "balances", Balances.Replace("-500,00", "-499,99", StringComparison.Ordinal))).Refusal!.Code);
        Assert.Equal(0, await Booked(coop));
    }

    [Theory]
    [InlineData("se,2025-17,K-9,anna,2026-01-20,2026-02-20,800.00,25,200.00,750.00,", "row-invalid")]
    [InlineData("se,2025-17,K-1,bert,2026-01-20,2026-02-20,800.00,25,200.00,750.00,", "row-invalid")]
    [InlineData("se,2025-17,K-1,anna,2026-01-20,2026-02-20,800.00,25,200.00,1000.01,", "row-invalid")]
    [InlineData("se,2025-17,K-1,anna,2026-01-20,2026-02-20,800.00,25,100.00,750.00,", "sum-mismatch")]
    [InlineData("se,2025-17,K-1,anna,2019-01-20,2026-02-20,800.00,25,200.00,750.00,", "row-invalid")]
    [InlineData("se,2025-17,K-1,anna,2026-01-20,2026-02-20,1.000,25,200.00,750.00,", "row-invalid")]
    public async Task An_invoice_that_cannot_be_right_is_refused(string row, string code)
    {
        await using var coop = await WithActivity();
        await Import(coop, "clients", Clients);

        Assert.Equal(code, (await Import(coop, "invoices", Invoices.Split('\n')[0] + "\n" + row)).Refusal!.Code);
        Assert.Equal(0, await coop.Ask<int>("select count(*) from invoicing.client_order"));
    }

    [Fact]
    public async Task What_was_imported_is_undone_in_the_other_order_and_the_books_are_as_before()
    {
        await using var coop = await WithActivity();
        var clients = await Import(coop, "clients", Clients);
        var balances = await Import(coop, "balances", Balances);
        var invoices = await Import(coop, "invoices", Invoices);

        Assert.Equal("state-not-allowed", (await Undo(coop, clients)).Refusal!.Code);
        Assert.Null((await Undo(coop, invoices)).Refusal);
        Assert.Null((await Undo(coop, balances)).Refusal);

        Assert.Equal(0, await Booked(coop));
        Assert.Equal(0, await coop.Ask<long>("select sum(amount) from activities.position"));
        Assert.Equal("state-not-allowed", (await Undo(coop, balances)).Refusal!.Code);
        Assert.Null((await Import(coop, "balances", Balances)).Refusal);
        await Sound(coop);
    }

    [Fact]
    public async Task Nothing_is_undone_once_something_rests_on_it()
    {
        await using var coop = await WithActivity();
        await Import(coop, "clients", Clients);
        var balances = await Import(coop, "balances", Balances);
        var invoices = await Import(coop, "invoices", Invoices);
        var id = new Id<Invoice>(await coop.Ask<Guid>("select id from invoicing.invoice where number = '2025-18'"));
        await coop.Write(tx => tx.RecordPayment(Guid.CreateVersion7(), id, new(100_00, Currency.SEK), null, null, "bank line"));

        Assert.Equal("state-not-allowed", (await Undo(coop, invoices)).Refusal!.Code);
        Assert.Equal("state-not-allowed", (await Undo(coop, balances)).Refusal!.Code);
        Assert.Equal(1550_00, await Booked(coop));
    }

    [Fact]
    public async Task Clients_nobody_works_for_are_undone_and_may_come_again()
    {
        await using var coop = await Cooperative.Fresh();
        var clients = await Import(coop, "clients", Clients);

        Assert.Null((await Undo(coop, clients)).Refusal);
        Assert.Equal(0, await coop.Ask<int>("select count(*) from invoicing.client"));
        Assert.Null((await Import(coop, "clients", Clients)).Refusal);
        await Sound(coop);
    }

    [Fact]
    public async Task A_cell_that_looks_like_a_formula_is_text()
    {
        await using var coop = await Cooperative.Fresh();

        await Import(coop, "clients", "reference,name,kind,country\nK-1,=HYPERLINK(1),business,SE\nK-2,'+46 Ltd,business,GB");

        Assert.Equal("=HYPERLINK(1)|+46 Ltd", await coop.Ask<string>("select string_agg(name, '|' order by country desc) from invoicing.client"));
    }

    [Theory]
    [InlineData("horses", "a,b", "unknown-kind")]
    [InlineData("clients", "reference,name,kind\nK-1,A,business", "field-missing")]
    [InlineData("clients", "reference,name,kind,country,wage\nK-1,A,business,SE,1", "field-unknown")]
    [InlineData("clients", "reference,name,kind,country", "field-missing")]
    [InlineData("clients", "", "invalid-input")]
    public async Task A_file_of_another_kind_is_refused(string kind, string text, string code)
    {
        await using var coop = await Cooperative.Fresh();

        Assert.Equal(code, (await Import(coop, kind, text)).Refusal!.Code);
    }

    [Fact]
    public async Task Other_encodings_are_refused_instead_of_guessed()
    {
        await using var coop = await Cooperative.Fresh();

        Assert.Equal("invalid-input", (await Import(coop, "clients", Encoding.Latin1.GetBytes(Clients))).Refusal!.Code);
    }

    [Fact]
    public async Task Members_may_not_import()
    {
        await using var coop = await Cooperative.Fresh();

        Assert.Equal("not-found", (await coop.Door.Run(ImportFile.Command.Of("clients", Encoding.UTF8.GetBytes(Clients)), Cooperative.Somebody(Role.Member, Role.Adviser))).Refusal!.Code);
    }

    private static async Task<Cooperative> Moved()
    {
        var coop = await WithActivity();
        Assert.Null((await Import(coop, "clients", Clients)).Refusal);
        Assert.Null((await Import(coop, "balances", Balances)).Refusal);
        Assert.Null((await Import(coop, "invoices", Invoices)).Refusal);
        return coop;
    }

    private static async Task<Cooperative> WithActivity()
    {
        var coop = await Cooperative.Fresh();
        await coop.Write<Done>(async tx =>
        {
            await tx.Save(
                new Activity(Id<Activity>.New(), Cooperative.Entity.Id, "anna", "Anna", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, new LocalDate(2026, 1, 1)),
                null, "opened", "");
            return default(Done);
        });
        return coop;
    }

    private static Task<Outcome<ImportFile.Report>> Import(Cooperative coop, string kind, string text) => Import(coop, kind, Encoding.UTF8.GetBytes(text));

    private static async Task<Outcome<ImportFile.Report>> Import(Cooperative coop, string kind, byte[] content)
    {
        var brought = await coop.Door.Run(ImportFile.Command.Of(kind, content), Cooperative.Somebody(Role.Finance));
        return brought is { Refusal: null, Value.Waits: true }
            ? await coop.Door.Run(new ReleaseImport.Command(Guid.CreateVersion7(), new(brought.Value.Batch)), Cooperative.Somebody(Role.Board))
            : brought;
    }

    private static Task<Outcome<Done>> Undo(Cooperative coop, Outcome<ImportFile.Report> report) =>
        coop.Door.Run(new UndoImport.Command(Guid.CreateVersion7(), new(report.Value.Batch), "wrong file"), Cooperative.Somebody(Role.Finance));

    private static async Task<long> Booked(Cooperative coop) => (await coop.Write(async tx => Outcome.Of(
        await tx.Balance(Cooperative.Entity.Id, Account.Activity("anna"), Currency.SEK, tx.Today)))).Value.Minor * -1;

    private static async Task Sound(Cooperative coop)
    {
        await coop.Write<int>(async tx => await tx.Seal());
        var report = await coop.Services.GetRequiredService<Verification>().Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
