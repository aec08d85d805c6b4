using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using NodaTime;
using Samverk.EInvoice;

namespace Samverk.Tests.EInvoice;

public sealed class UblTests
{
    private static readonly Lazy<XmlSchemaSet> Schemas = new(() =>
    {
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        foreach (var name in (string[])["Invoice", "CreditNote"]) Add(set, $"einvoice/data/xsd/ubl-2.1/maindoc/UBL-{name}-2.1.xsd");
        set.Compile();
        return set;
    });

    private static readonly Gen<string> Words = Gen.String[Gen.OneOf("abcåäöéß€<>&\"'#|漢 ".Select(letter => Gen.Const(letter)).ToArray()), 1, 12].Where(text => text.Trim().Length > 0).Select(text => text.Trim());
    private static readonly Gen<string?> Maybe = Gen.Select(Gen.Bool, Words, (there, text) => there ? text : null);
    private static readonly Gen<LocalDate?> Days = Gen.Select(Gen.Bool, Gen.Int[0, 20_000], (there, day) => there ? new LocalDate(2000, 1, 1).PlusDays(day) : (LocalDate?)null);
    private static readonly Gen<decimal> Amounts = Gen.Select(Gen.Long[-1_000_000_00, 1_000_000_00], cents => cents / 100m);
    private static readonly Gen<Vat> Vats = Gen.OneOf((Vat[])[Vat.Standard(25), Vat.Standard(5.5m), Vat.ReverseCharge, Vat.OutsideScope]);

    private static readonly Gen<InvoiceLine> Lines =
        from id in Words
        from note in Maybe
        from name in Words
        from description in Maybe
        from quantity in Amounts
        from price in Gen.Select(Gen.Long[0, 1_000_000_000], digits => digits / 10_000m)
        from net in Amounts
        from vat in Vats
        from start in Days
        select new InvoiceLine
        {
            Id = id, Note = note, Quantity = quantity, Unit = "HUR", Net = net, Price = new(price), Vat = vat, Item = new(name, description),
            Period = start is null ? null : new(start, start.Value.PlusDays(3)), Allowances = note is null ? [] : [new(net, note)],
        };

    private static readonly Gen<Invoice> Invoices =
        from number in Words
        from note in Maybe
        from terms in Maybe
        from credit in Gen.Bool
        from due in Days
        from lines in Lines.Array[1, 5]
        from vat in Vats
        from amount in Amounts
        from street in Maybe
        select Sample.Swedish() with
        {
            Number = number, Type = credit ? DocumentType.CreditNote : DocumentType.Invoice, DueDate = due, PaymentTerms = terms, Lines = [.. lines],
            Notes = note is null ? [] : [new(note, "AAI")], ContractReference = street,
            Buyer = Sample.SwedishBuyer with { Address = new(street, null, null, "SE") },
            VatBreakdown = [new(amount, amount, vat, note)], Totals = new() { Due = amount, Vat = amount }, Charges = [new(amount, vat, "Why", null, amount, 100)],
        };

    [Theory]
    [MemberData(nameof(Sample.Names), MemberType = typeof(Sample))]
    public void What_the_cooperative_issues_is_valid_against_the_schema(string name)
    {
        var faults = new List<string>();
        Validated(UblWriter.Write(Sample.All[name])).Validate(Schemas.Value, (_, fault) => faults.Add(fault.Message));

        Assert.Empty(faults);
        Shared.Ran(1);
    }

    [Theory]
    [MemberData(nameof(Sample.Names), MemberType = typeof(Sample))]
    public void What_was_written_reads_back_term_by_term(string name) =>
        Assert.Equal(Sample.All[name], UblReader.Read(UblWriter.Write(Sample.All[name])).Value);

    [Fact]
    public void Any_document_reads_back_term_by_term() => Invoices.Sample(invoice => UblReader.Read(UblWriter.Write(invoice)).Value == invoice);

    [Fact]
    public void No_element_is_empty() => Invoices.Sample(invoice =>
        XDocument.Parse(Encoding.UTF8.GetString(UblWriter.Write(invoice))).Descendants().All(element => element.HasElements || element.Value.Trim().Length > 0));

    [Fact]
    public void The_bytes_are_the_same_in_every_culture_and_have_no_mark()
    {
        var before = CultureInfo.CurrentCulture;
        var bytes = UblWriter.Write(Sample.All["Dollars with Swedish VAT"]);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            Assert.Equal(bytes, UblWriter.Write(Sample.All["Dollars with Swedish VAT"]));
            Assert.Equal((byte)'<', bytes[0]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>"), InlineData("<Invoice/>"), InlineData("<Invoice"), InlineData("")]
    [InlineData("<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><IssueDate xmlns='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'>soon</IssueDate></Invoice>")]
    public void Foreign_XML_that_is_unsafe_or_unreadable_is_refused(string xml) =>
        Assert.Equal("invalid-input", UblReader.Read(Encoding.UTF8.GetBytes(xml)).Refusal?.Code);

    [Fact]
    public void Damaged_documents_are_read_or_refused_and_judged_but_never_break_the_program()
    {
        var whole = UblWriter.Write(Sample.All["Allowances, charges and two rates"]);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 40], Gen.OneOf((string[])["9", "-", "<a/>", ">", "&", "\"", "0.0000000000000000000000000001", "9999999999999", "99999999999999999999999999999", "é"])).Sample(it =>
        {
            var (at, gone, put) = it;
            byte[] damaged = [.. whole[..at], .. Encoding.UTF8.GetBytes(put), .. whole[Math.Min(at + gone, whole.Length)..]];
            var read = UblReader.Read(damaged);
            if (read.Refusal is { } refusal) Assert.Equal("invalid-input", refusal.Code);
            else Rules.Check(read.Value, Profile.Peppol, Sample.Issued);
        }, iter: 3000);
    }

    [Fact]
    public void Deeply_nested_XML_is_refused()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        Assert.Equal("invalid-input", UblReader.Read(Encoding.UTF8.GetBytes(xml)).Refusal?.Code);
    }

    private static XDocument Validated(byte[] xml) => XDocument.Load(new MemoryStream(xml));

    private static void Add(XmlSchemaSet set, string relative)
    {
        using var reader = XmlReader.Create(Shared.Path(relative), new() { DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver() });
        set.Add(null, reader);
    }
}
