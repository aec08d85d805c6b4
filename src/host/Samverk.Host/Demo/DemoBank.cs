using System.Globalization;
using NodaTime;
using Samverk.Banking;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Treasury;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>
/// The bank: twice a week a file with what clients have paid and what else moved. Most pay about when it is due, by reference or number; a few
/// are late. The balances of the statements go on from each other as a bank's do.
/// </summary>
internal sealed class DemoBank(DemoStage stage)
{
    private readonly Dictionary<Id<Invoice>, LocalDate> paysOn = [];
    private readonly HashSet<Id<Invoice>> held = [];
    private readonly List<DemoLine> lines = [];
    private decimal balance = Bank.ToDecimal();
    private int files;

    /// <summary>A line of the next file.</summary>
    public void Add(DemoLine line) => lines.Add(line);

    /// <summary>Is not paid by itself: its story says when and how.</summary>
    public void Hold(Id<Invoice> invoice) => held.Add(invoice);

    public bool Holds(Id<Invoice> invoice) => held.Contains(invoice);

    public static bool HasFile(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Monday or IsoDayOfWeek.Thursday;

    public Task<IReadOnlyList<Receivable>> Open() => stage.Read(tx => tx.OpenInvoices(Entity.Id, Currency.SEK));

    public async Task Deliver()
    {
        var day = stage.Today;
        foreach (var invoice in await Open())
        {
            if (invoice.Foreign || !invoice.Open.IsPositive || held.Contains(invoice.Id)) continue;
            if (!paysOn.TryGetValue(invoice.Id, out var pays)) paysOn[invoice.Id] = pays = day.PlusDays(Patience(invoice.Number));
            if (pays <= day) lines.Add(Payment(invoice, invoice.Open));
        }

        if (lines.Count is 0) return;
        var moved = lines.ToArray();
        lines.Clear();
        await Import(day, moved);
        if (moved.All(line => line.Then is null)) return;
        var waiting = (await stage.See(new ListLines.Query(), Fia)).Rows;
        foreach (var line in moved.Where(line => line.Then is not null))
            await line.Then!(waiting.First(row => row.Amount == line.Amount && row.Text == line.Text).Id);
    }

    /// <summary>As clients write it: the printed reference, or the number in a sentence.</summary>
    public static DemoLine Payment(Receivable invoice, Money amount) => Chance(invoice.Number, 5) is 0 || invoice.PaymentReference is null
        ? new DemoLine(amount.ToDecimal(), $"Faktura {invoice.Number}", invoice.ClientName)
        : new DemoLine(amount.ToDecimal(), null, invoice.ClientName) { Reference = invoice.PaymentReference };

    private async Task Import(LocalDate day, DemoLine[] moved)
    {
        files++;
        var before = balance;
        balance += moved.Sum(line => line.Amount);
        var statement = new BankStatement($"M{files}", $"{day:uuuu}-{files.ToString("000", CultureInfo.InvariantCulture)}", BankNumber, "SEK", before, balance, [.. moved.Select((line, at) => Row(line, day, at))]);
        var file = DemoStage.Must(CamtWriter.Write([statement], day.AtMidnight().InUtc().ToInstant()));
        await stage.Do(new ImportBankFile.Command(DemoStage.Name($"bank:{files}"), $"camt053-{day:uuuu-MM-dd}.xml", file), Fia);
    }

    private BankRow Row(DemoLine line, LocalDate day, int at) => new()
    {
        Amount = Math.Abs(line.Amount), Currency = "SEK", Credit = line.Amount > 0, BookingDate = day, ValueDate = day, Remittance = line.Text, Counterparty = line.Party,
        References = line.Reference is { } reference ? [reference] : [], EndToEndId = line.EndToEnd, Original = line.Original, BankReference = $"NB{files:0000}{at:000}", Fingerprint = "",
    };

    /// <summary>Days from when an invoice is first seen: a few soon, most at the end of the term, some late, one in fifty by a month.</summary>
    private static int Patience(string number) => Chance(number, 50) switch
    {
        < 6 => 8 + Chance(number, 9),
        < 42 => 23 + Chance(number, 5),
        < 47 => 32 + Chance(number, 9),
        < 49 => 41 + Chance(number, 8),
        _ => 62,
    };

    /// <summary>The same number has the same chance, whatever was played before it.</summary>
    private static int Chance(string number, int of) => DemoStage.Name($"chance:{of}:{number}").ToByteArray()[3] % of;
}

/// <summary>A movement on the account.</summary>
/// <param name="Amount">Signed, in SEK.</param>
/// <param name="Then">What finance does with it when it has come in.</param>
internal sealed record DemoLine(decimal Amount, string? Text, string? Party, Func<Id<BankLine>, Task>? Then = null)
{
    public string? Reference { get; init; }

    /// <summary>Which of our own payments it is.</summary>
    public string? EndToEnd { get; init; }

    public OriginalAmount? Original { get; init; }
}
