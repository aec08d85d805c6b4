using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Samverk.EInvoice;

/// <summary>
/// The words, dates and numbers of a printed invoice in one language. Another language is another record. Marks and months stand here, not in
/// the machine's culture data, so that an invoice of last year prints the same next year.
/// </summary>
public sealed record PrintTexts
{
    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public required char DecimalMark { get; init; }

    /// <summary>Between groups of three digits.</summary>
    public required char GroupMark { get; init; }

    /// <summary>Twelve, as they stand in a date: 5 March 2026.</summary>
    public required Items<string> Months { get; init; }

    public required string Invoice { get; init; }

    public required string CreditNote { get; init; }

    public required string BillTo { get; init; }

    public required string Number { get; init; }

    public required string IssueDate { get; init; }

    public required string DueDate { get; init; }

    public required string YourReference { get; init; }

    public required string OurReference { get; init; }

    public required string Order { get; init; }

    public required string Contract { get; init; }

    public required string Project { get; init; }

    public required string Period { get; init; }

    public required string Delivered { get; init; }

    public required string Credits { get; init; }

    public required string VatId { get; init; }

    public required string OrganisationNumber { get; init; }

    public required string Item { get; init; }

    public required string Quantity { get; init; }

    public required string Price { get; init; }

    public required string Per { get; init; }

    public required string Vat { get; init; }

    public required string Amount { get; init; }

    public required string VatBase { get; init; }

    public required string SumOfLines { get; init; }

    public required string Net { get; init; }

    public required string Total { get; init; }

    public required string Prepaid { get; init; }

    public required string Rounding { get; init; }

    public required string ToPay { get; init; }

    public required string Credited { get; init; }

    public required string Payment { get; init; }

    public required string Reference { get; init; }

    public required string Account { get; init; }

    public required string Payee { get; init; }

    public required string Page { get; init; }

    public required string Of { get; init; }

    /// <summary>By unit code; a code without a word is printed itself.</summary>
    public required FrozenDictionary<string, string> Units { get; init; }

    /// <summary>By VAT category, where there is no rate to print.</summary>
    public required FrozenDictionary<string, string> Categories { get; init; }

    public static readonly PrintTexts English = new()
    {
        Language = "en", DecimalMark = '.', GroupMark = ',',
        Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        Invoice = "Invoice", CreditNote = "Credit note", BillTo = "Bill to", Number = "Number", IssueDate = "Date", DueDate = "Due date",
        YourReference = "Your reference", OurReference = "Our reference", Order = "Order", Contract = "Contract",
        Project = "Project", Period = "Period", Delivered = "Delivered", Credits = "Credits invoice",
        VatId = "VAT", OrganisationNumber = "Reg. no.", Item = "Description", Quantity = "Quantity",
        Price = "Price", Per = "per", Vat = "VAT", Amount = "Amount",
        VatBase = "Base", SumOfLines = "Sum", Net = "Total without VAT", Total = "Total with VAT",
        Prepaid = "Already paid", Rounding = "Rounding", ToPay = "To pay", Credited = "Credited to you",
        Payment = "Payment", Reference = "Reference", Account = "Account", Payee = "Payee", Page = "Page", Of = "of",
        Units = Words("HUR h", "DAY days", "C62 pcs", "H87 pcs", "EA pcs", "MON months", "WEE weeks", "MIN min", "KMT km", "LS lump sum"),
        Categories = Words("AE Reverse charge", "E Exempt", "O No VAT", "K Intra-EU", "G Export", "Z 0 %"),
    };

    public static readonly PrintTexts Swedish = new()
    {
        Language = "sv", DecimalMark = ',', GroupMark = '\u00a0',
        Months = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
        Invoice = "Faktura", CreditNote = "Kreditfaktura", BillTo = "Till", Number = "Nummer", IssueDate = "Datum", DueDate = "Förfallodag",
        YourReference = "Er referens", OurReference = "Vår referens", Order = "Order", Contract = "Avtal",
        Project = "Projekt", Period = "Period", Delivered = "Levererat", Credits = "Krediterar faktura",
        VatId = "Moms", OrganisationNumber = "Org.nr", Item = "Beskrivning", Quantity = "Antal",
        Price = "Pris", Per = "per", Vat = "Moms", Amount = "Belopp",
        VatBase = "Underlag", SumOfLines = "Summa", Net = "Summa utan moms", Total = "Summa med moms",
        Prepaid = "Redan betalt", Rounding = "Öresavrundning", ToPay = "Att betala", Credited = "Ni får tillbaka",
        Payment = "Betalning", Reference = "Referens", Account = "Konto", Payee = "Mottagare", Page = "Sida", Of = "av",
        Units = Words("HUR tim", "DAY dagar", "C62 st", "H87 st", "EA st", "MON mån", "WEE veckor", "MIN min", "KMT km", "LS schablon"),
        Categories = Words("AE Omvänd betalningsskyldighet", "E Undantaget", "O Utan moms", "K Inom EU", "G Export", "Z 0 %"),
    };

    private static readonly PrintTexts[] All = [English, Swedish];

    /// <summary>Those of a language, English where it has none.</summary>
    public static PrintTexts In(string language) => Array.Find(All, texts => texts.Language == language) ?? English;

    /// <summary>Two decimals, a real minus sign.</summary>
    internal string Money(decimal? amount) => Marked((amount ?? 0).ToString("#,##0.00", CultureInfo.InvariantCulture));

    /// <summary>As many decimals as it has, at least <paramref name="least"/>.</summary>
    internal string Figure(decimal? number, int least = 0) => Marked((number ?? 0).ToString("#,##0." + new string('0', least) + "##########", CultureInfo.InvariantCulture));

    internal string Date(LocalDate? date) => date is { } day ? $"{day.Day}\u00a0{Months[day.Month - 1]}\u00a0{day.Year}" : "";

    internal string Unit(string? code) => code is null ? "" : Units.GetValueOrDefault(code, code);

    internal string Rate(Vat vat) =>
        vat.Category is not null && Categories.TryGetValue(vat.Category, out var word) ? word : $"{Figure(vat.Rate)}\u00a0%";

    private static FrozenDictionary<string, string> Words(params string[] pairs) =>
        pairs.ToFrozenDictionary(pair => pair[..pair.IndexOf(' ')], pair => pair[(pair.IndexOf(' ') + 1)..]);

    private string Marked(string invariant)
    {
        var text = new StringBuilder(invariant);
        for (var at = 0; at < text.Length; at++)
            text[at] = text[at] switch { '.' => DecimalMark, ',' => GroupMark, '-' => '−', var same => same };
        return text.ToString();
    }
}
