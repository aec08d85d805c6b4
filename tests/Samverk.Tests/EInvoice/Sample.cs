using NodaTime;
using Samverk.EInvoice;

namespace Samverk.Tests.EInvoice;

/// <summary>Invoices as the cooperative issues them. Companies and people are invented; ids have right check digits.</summary>
internal static class Sample
{
    public static readonly LocalDate Issued = new(2026, 11, 20);

    public static readonly Party SwedishSeller = new()
    {
        Name = "Samverk Norden ek. för.",
        LegalId = new("7696123459", "0007"),
        VatId = "SE769612345901",
        TaxRegistration = "Godkänd för F-skatt",
        LegalText = "Säte: Malmö",
        Endpoint = new("7696123459", "0007"),
        Address = new("Kanalgatan 12", "211 20", "Malmö", "SE"),
        Contact = new("Elin Åström", "+46 40 123 45 67", "faktura@samverk.example"),
    };

    public static readonly Party SwedishBuyer = Buyer("Ljus & Ton AB", new("5560360793", "0007"), "SE556036079301", new("Storgatan 5", "411 38", "Göteborg", "SE"));

    public static readonly Party BelgianSeller = new()
    {
        Name = "Samverk België CV",
        LegalId = new("0123456749", "0208"),
        VatId = "BE0123456749",
        LegalText = "RPR Brussel",
        Endpoint = new("0123456749", "0208"),
        Address = new("Zennestraat 7", "1000", "Brussel", "BE"),
    };

    public static readonly Party GermanSeller = new()
    {
        Name = "Samverk eG",
        VatId = "DE123456789",
        TaxRegistration = "30/123/45678",
        Endpoint = new("DE123456789", "9930"),
        Address = new("Oranienstraße 25", "10999", "Berlin", "DE"),
        Contact = new("Jonas Weiß", "+49 30 1234567", "rechnung@samverk.example"),
    };

    public static readonly Party AustrianSeller = new()
    {
        Name = "Samverk Genossenschaft e.Gen.",
        VatId = "ATU12345675",
        Endpoint = new("ATU12345675", "9914"),
        Address = new("Neubaugasse 8", "1070", "Wien", "AT"),
    };

    public static readonly IReadOnlyDictionary<string, Invoice> All = new Dictionary<string, Invoice>
    {
        ["Swedish with OCR and Bankgiro"] = Swedish(),
        ["Swedish with IBAN"] = Swedish() with { Payment = Transfer("30", "1234567806", "SE3550000000054910000003", "Samverk Norden ek. för.", "ESSESESS") },
        ["Belgian with OGM"] = Of(BelgianSeller, Buyer("Studio Zenne BV", new("0403170701", "0208"), "BE0403170701", new("Nieuwstraat 3", "9000", "Gent", "BE")), "EUR", Vat.Standard(21))
            with { Payment = Transfer("30", "+++090/9337/55493+++", "BE71096123456769", null, null) },
        ["Austrian"] = Of(AustrianSeller, Buyer("Donau Film GmbH", null, "ATU87654321", new("Praterstraße 1", "1020", "Wien", "AT"), "9914"), "EUR", Vat.Standard(20))
            with { Payment = Transfer("58", "RE-2026-17", "AT611904300234573201", null, null) },
        ["German with contact"] = Of(GermanSeller, Buyer("Stadtwerke Beispiel GmbH", null, "DE987654321", new("Markt 1", "04109", "Leipzig", "DE"), "9930"), "EUR", Vat.Standard(19))
            with { Payment = Transfer("58", "RE-2026-18", "DE89370400440532013000", null, null), Notes = [new("Danke für den Auftrag."), new("Leistung remote erbracht.", "AAI")] },
        ["Reverse charge from Sweden to France"] = Of(SwedishSeller, Buyer("Lumière SARL", new("732829320", "0002"), "FR40303265045", new("12 rue Oberkampf", "75011", "Paris", "FR")), "EUR", Vat.ReverseCharge)
            with { Payment = Transfer("30", "RF18539007547034", "SE3550000000054910000003", null, "ESSESESS") },
        ["Exempt education"] = Of(BelgianSeller, Buyer("Stad Gent", new("0207451227", "0208"), null, new("Botermarkt 1", "9000", "Gent", "BE")), "EUR", Vat.Exempt)
            with { Payment = Transfer("30", "+++090/9337/55493+++", "BE71096123456769", null, null) },
        ["Outside the scope"] = Of(
            SwedishSeller with { VatId = null, TaxRegistration = null }, SwedishBuyer with { VatId = null }, "SEK", Vat.OutsideScope)
            with { Payment = Bankgiro("1234567806") },
        ["Dollars with Swedish VAT"] = Of(SwedishSeller, SwedishBuyer, "USD", Vat.Standard(25)) with { AccountingCurrency = "SEK", Payment = Bankgiro("1234567806") },
        ["Credit note"] = Swedish() with
        {
            Type = DocumentType.CreditNote, Number = "2026-K3", ProjectReference = "Ljusfesten",
            PrecedingInvoices = [new("2026-0142", new LocalDate(2026, 10, 30))], Notes = [new("Avdrag för inställd föreställning.")],
        },
        ["Instalment"] = Instalment(),
        ["Allowances, charges and two rates"] = Rich(),
    }.ToDictionary(pair => pair.Key, pair => Filled(pair.Value));

    public static TheoryData<string> Names => [.. All.Keys];

    public static Invoice Filled(Invoice draft) => draft.Filled(
        vat => vat.Category is VatCategory.Exempt ? new("Exempt: vocational training", "VATEX-EU-132-1I") : ExemptionReason.Of(vat),
        draft.AccountingCurrency is null ? null : 10.4325m).Value;

    public static Invoice Swedish() => Of(SwedishSeller, SwedishBuyer, "SEK", Vat.Standard(25)) with { Payment = Bankgiro("1234567806") };

    public static InvoiceLine Line(string id, string name, decimal quantity, string unit, decimal price, Vat vat, string? description = null) =>
        new() { Id = id, Quantity = quantity, Unit = unit, Price = new(price), Vat = vat, Item = new(name, description) };

    private static Invoice Of(Party seller, Party buyer, string currency, Vat vat) => new()
    {
        Specification = Specification.Peppol,
        Process = Specification.PeppolProcess,
        Number = "2026-0142",
        IssueDate = Issued,
        DueDate = Issued.PlusDays(30),
        Type = DocumentType.Invoice,
        Currency = currency,
        BuyerReference = "Ref. Berg",
        PaymentTerms = "30 days net",
        Seller = seller,
        Buyer = buyer,
        Period = new(new(2026, 11, 1), new(2026, 11, 18)),
        Lines =
        [
            Line("1", "Light design", 42.5m, "HUR", 78.50m, vat, "Design and programming of the stage light") with { Period = new(new(2026, 11, 3), new(2026, 11, 14)) },
            Line("2", "Evening on site", 2, "DAY", 640m, vat),
            Line("3", "Travel Malmö–Göteborg", 1, "C62", 389.995m, vat),
        ],
    };

    private static Invoice Instalment()
    {
        var whole = Filled(Swedish());
        var input = new TotalsInput([.. whole.Lines.Select(line => new PricedLine(line.Price.Net!.Value, line.Quantity!.Value, line.Vat))]) { Instalments = [30, 30, 40] };
        var part = Totals.Compute(input).Value.Instalments[0];
        return whole with
        {
            Number = "2026-0150",
            Lines = [.. part.VatParts.Select((one, at) => Line($"{at + 1}", "Instalment 1 of 3: light design", 1, "C62", one.Taxable, one.Vat))],
        };
    }

    private static Invoice Rich() => Of(SwedishSeller, SwedishBuyer, "SEK", Vat.Standard(25)) with
    {
        Payment = Bankgiro("1234567806"),
        OrderReference = "PO-7781", SalesOrderReference = "S-12", ContractReference = "C-9", ProjectReference = "Ljusfesten", TenderReference = "T-1",
        ReceivingAdviceReference = "R-1", DespatchAdviceReference = "D-1", InvoicedObject = new("OBJ-4", "AAA"), BuyerAccountingReference = "4010:12", TaxPointDate = Issued,
        Delivery = new(Issued.PlusDays(-2), new("Götaplatsen 2", "412 56", "Göteborg", "SE", "Scene 2", "Gate B", "Västra Götaland"), "Konserthuset"),
        Payee = new("Guarantee fund of the members", new("FUND-1")),
        Attachments = [new("time-sheet", "Hours of November", null, new([.. "hours;42.5\n"u8], "text/csv", "hours.csv")), new("contract", null, "https://samverk.example/contract/9")],
        Allowances = [new(null, Vat.Standard(25), "Members' discount", "95", 1000m, 7.5m)],
        Charges = [new(49m, Vat.Standard(25), "Freight", "FC")],
        Totals = new() { Prepaid = 500m, Rounding = 0.27m },
        Lines =
        [
            new()
            {
                Id = "A", Note = "With rigging", Quantity = 10, Unit = "HUR", OrderLine = "3", BuyerAccountingReference = "4011", Object = new("OBJ-5"), Vat = Vat.Standard(25),
                Price = new(71.25m, 1, "HUR", 3.75m, 75m), Allowances = [new(10m, "Goodwill", null, 200m, 5m)], Charges = [new(4.5m, "Express", "AAA")],
                Item = new("Rigging", "Two people") { SellersId = "RIG", BuyersId = "77", StandardId = new("7350053850019", "0160"), Origin = "SE", Classes = [new("81141601", "TST")], Attributes = [new("Height", "12 m")] },
            },
            Line("B", "Programme booklet", 120, "C62", 2.335m, Vat.Standard(6)),
        ],
    };

    private static PaymentInstructions Bankgiro(string ocr) => new("30", ocr) { Transfers = [new("53214321", null, CreditTransfer.Bankgiro)] };

    private static PaymentInstructions Transfer(string means, string reference, string iban, string? name, string? bic) => new(means, reference) { Transfers = [new(iban, name, bic)] };

    private static Party Buyer(string name, Identifier? legalId, string? vatId, Address address, string? endpointScheme = null) => new()
    {
        Name = name,
        LegalId = legalId,
        VatId = vatId,
        Endpoint = endpointScheme is null ? legalId : new(vatId!, endpointScheme),
        Address = address,
    };
}
