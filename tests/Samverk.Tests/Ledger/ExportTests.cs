using System.Diagnostics;
using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using static Samverk.Tests.Ledger.Books;

namespace Samverk.Tests.Ledger;

/// <summary>The books leave as text that other programs of the field accept, and from which they compute the same balances.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("samverk-export-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_journal_is_written_as_the_domain_shows_it()
    {
        await using var books = await Open();
        var entry = new Entry(Id<Entry>.New(), Be.Id, Day(3, 13), Guid.CreateVersion7(), "invoice", "Invoice INV-1",
            new("assets:client:celsius", Euro(2420_00)), new("liabilities:activity:design", Euro(-2000_00)), new("liabilities:vat-due", Euro(-420_00)));
        await books.Post(Simple(Day(3, 13), 1, entity: Se), entry);

        Assert.Equal(
            """
            2026-03-13 (1) Invoice INV-1  ; event:B1
                be:assets:client:celsius                 2420.00 EUR
                be:liabilities:activity:design          -2000.00 EUR
                be:liabilities:vat-due                   -420.00 EUR


            """.ReplaceLineEndings("\n"), await Hledger(books, Be.Id, _ => "B1"));
    }

    [Fact]
    public async Task Entries_are_chosen_by_entity_and_date()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(3, 1), 1), Simple(Day(3, 2), 2), Simple(Day(3, 3), 3), Simple(Day(3, 2), 4, entity: Se));

        var chosen = await books.Read(async tx => await tx.Journal(Be.Id, Day(3, 2), Day(3, 2)).ToListAsync());

        Assert.Equal(2, Assert.Single(chosen).Lines[0].Minor);
    }

    [Fact]
    public async Task Hledger_takes_any_books_and_computes_our_balances()
    {
        Needs("hledger");
        await using var books = await Open();
        await books.Post(RandomBooks.Entry.Array[400].Single());
        var file = await Save(await Hledger(books, null, null), ".journal");

        Assert.Equal((0, ""), await Run("hledger", "-f", file, "check"));
        var (_, csv) = await Run("hledger", "-f", file, "balance", "-O", "csv", "--flat", "--no-total");

        Assert.Equal(await Balances(books), csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).SelectMany(Amounts).Order(StringComparer.Ordinal));

        static IEnumerable<string> Amounts(string row)
        {
            var cells = row.Trim('\r', '"').Split("\",\"");
            return cells[1].Split(", ").Select(amount => $"{cells[0]} {amount}");
        }
    }

    [Fact]
    public async Task Beancount_takes_any_books()
    {
        Needs("bean-check");
        await using var books = await Open();
        await books.Post(RandomBooks.Entry.Array[400].Single());
        var text = new StringWriter();
        await books.Read(async tx =>
        {
            await BeancountText.Write(text, await tx.FirstDates(), tx.Journal());
            // Beancount itself compares the balances that we claim with those that it has computed.
            foreach (var entity in (LegalEntity[])[Be, Se])
                foreach (var (account, amount) in await tx.TrialBalance(entity.Id, Day(6, 1)))
                    await text.WriteAsync($"\n2026-07-01 balance {BeancountText.Account($"{entity.Code}:{account}")} {amount}\n");
            return true;
        });

        Assert.Equal((0, ""), await Run("bean-check", await Save(text.ToString(), ".beancount")));
    }

    [Fact]
    public void Beancount_names_lead_back_to_our_codes() =>
        Gen.OneOf("be:assets:bank", "se:liabilities:activity:2-go", "1a:income:x", "b-e:equity:guarantee-fund:opening", "be:liabilities:net-wages:m-7k3q")
            .Sample(code => Assert.Equal(code, BeancountText.Code(BeancountText.Account(code))));

    [Fact]
    public async Task A_text_never_becomes_anything_else()
    {
        await using var books = await Open();
        var entry = new Entry(Id<Entry>.New(), Be.Id, Day(3, 13), Guid.CreateVersion7(), "invoice",
            "evil\" ^link\r\n2026-01-01 open Assets:X\u2028 ; a:b | payee \\", new("assets:bank", Euro(1)), new("assets:vat-relief", Euro(-1)));
        await books.Post(entry);
        var beancount = new StringWriter();
        await books.Read(async tx =>
        {
            await BeancountText.Write(beancount, await tx.FirstDates(), tx.Journal());
            return true;
        });

        Assert.StartsWith("2026-03-13 (1) evil\" ^link  2026-01-01 open Assets:X  , a:b / payee \\  ; event:invoice, document:", await Hledger(books, null, null), StringComparison.Ordinal);
        Assert.Contains("\n2026-03-13 * \"evil\\\" ^link  2026-01-01 open Assets:X  ; a:b | payee \\\\\" ^document-", beancount.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> Hledger(Books books, Id<LegalEntity>? entity, Func<PostedEntry, string>? origin)
    {
        var text = new StringWriter();
        await books.Read(async tx =>
        {
            await HledgerText.Write(text, tx.Journal(entity), origin);
            return true;
        });
        return text.ToString();
    }

    private static async Task<IEnumerable<string>> Balances(Books books) => await books.Read(async tx =>
    {
        var all = new List<string>();
        foreach (var entity in (LegalEntity[])[Be, Se])
            foreach (var (account, amount) in await tx.TrialBalance(entity.Id, Day(6, 1)))
                all.Add($"{entity.Code}:{account} {amount}");
        return all.Order(StringComparer.Ordinal);
    });

    private static void Needs(string program) => Assert.SkipUnless(
        ((string[])["/usr/bin", "/usr/local/bin"]).Any(folder => File.Exists(Path.Combine(folder, program))), $"needs {program} (a Debian package)");

    private async Task<string> Save(string text, string ending)
    {
        var file = Path.Combine(folder, $"books{ending}");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task<(int Exit, string Output)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output).Trim());
    }
}
