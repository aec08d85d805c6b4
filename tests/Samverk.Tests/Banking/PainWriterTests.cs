using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Tests.Banking;

public sealed class PainWriterTests
{
    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static readonly PaymentParty Debtor = new(
        "Kulturkooperativet Norr", Iban.Read("SE4550000000058398257466").Value, Bic.Read("ESSESESS").Value, new("SE", "Umeå", "903 26", "Storgatan", "12 A"));

    private static readonly Iban Other = Iban.Read("DE75512108001245126199").Value;

    [Fact]
    public void A_file_in_kronor_and_one_in_euro_are_valid_against_the_schema()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        schemas.Add(null, Shared.Path("einvoice/data/xsd/pain/pain.001.001.09.xsd"));
        foreach (var currency in new[] { Currency.SEK, Currency.EUR })
        {
            var file = File(
                new("e1", new Money(12_345_67, currency), new("Åsa Öberg & Søn", Other), PaymentReference.Make(ReferenceKind.Rf, "12345").Value, ""),
                new("e2", new Money(1, currency), new("Łukasz", Other, Bic.Read("COBADEFFXXX").Value, new("DE", "Köln")), PaymentReference.For("SE", 7), ""),
                new("e3", new Money(50, currency), new("Papper AB", Other), null, "Faktura F-7 // april"));
            var problems = new List<string>();
            Read(file).Validate(schemas, (_, found) => problems.Add(found.Message));
            Assert.Empty(problems);
        }

        Shared.Ran(2);
    }

    [Fact]
    public void Sums_are_exact_and_every_payment_is_booked_by_itself()
    {
        var file = Read(File(new("e1", new Money(10, Currency.EUR), new("A", Other), null, "x"), new("e2", new Money(20, Currency.EUR), new("B", Other), null, "y")));
        Assert.Equal(["0.30", "0.30"], file.Descendants(Pain + "CtrlSum").Select(sum => sum.Value));
        Assert.Equal(["2", "2"], file.Descendants(Pain + "NbOfTxs").Select(number => number.Value));
        Assert.Equal("false", file.Descendants(Pain + "BtchBookg").Single().Value);
        Assert.Equal(["SEPA", "SLEV"], new[] { "SvcLvl", "ChrgBr" }.Select(name => file.Descendants(Pain + name).Single().Value));
        Assert.Equal(["e1", "e2"], file.Descendants(Pain + "EndToEndId").Select(id => id.Value));
    }

    [Theory]
    [InlineData("Åsa Öberg & Søn", "Asa Oberg + Son")]
    [InlineData("Groß Łódź “x”", "Gross Lodz .x.")]
    [InlineData("//a//b/", "a/b")]
    public void Names_are_written_in_the_signs_that_every_bank_takes(string name, string written) => Assert.Equal(written, SepaText.Of(name, 70));

    [Fact]
    public void What_no_bank_would_take_is_refused()
    {
        var (good, none) = (new PaymentOrder("e1", new Money(1, Currency.EUR), new("A", Other), null, ""), Array.Empty<PaymentOrder>());
        Assert.Equal("field-missing", PainWriter.Write(File(none)).Refusal?.Code);
        Assert.Equal("field-invalid", PainWriter.Write(File(good, good)).Refusal?.Code);
        Assert.Equal("field-invalid", PainWriter.Write(File(good with { EndToEndId = new string('x', 36) })).Refusal?.Code);
        Assert.Equal("amount-not-positive", PainWriter.Write(File(good with { Amount = Money.Zero(Currency.EUR) })).Refusal?.Code);
        Assert.Equal("other-currency", PainWriter.Write(File(good, good with { EndToEndId = "e2", Amount = new Money(1, Currency.SEK) })).Refusal?.Code);
        Assert.Equal("field-missing", PainWriter.Write(File(good with { Creditor = new("//", Other) })).Refusal?.Code);
        Assert.Equal("field-invalid", PainWriter.Write(File(good with { Creditor = new("A", Other, null, new("de", "Köln")) })).Refusal?.Code);
    }

    private static PaymentFile File(params IReadOnlyList<PaymentOrder> transfers) =>
        new("0191b7a4c2d34e5f8a9b0c1d2e3f4a5b", Instant.FromUtc(2026, 3, 2, 9, 0), new LocalDate(2026, 3, 3), Debtor, transfers);

    private static XDocument Read(PaymentFile file) => XDocument.Parse(Encoding.UTF8.GetString(PainWriter.Write(file).Value));
}
