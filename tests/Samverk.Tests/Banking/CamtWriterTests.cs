using System.Xml;
using System.Xml.Schema;
using CsCheck;
using NodaTime;
using Samverk.Banking;

namespace Samverk.Tests.Banking;

public sealed class CamtWriterTests
{
    private const string Ours = "BE68539007547034";

    private static readonly Instant Created = Instant.FromUtc(2026, 3, 3, 6, 0);

    private static readonly BankStatement Statement = new("MSG-1", "S-1", Ours, "EUR", 100.25m, -3.5m,
    [
        new BankRow
        {
            Amount = 1234.5m, Currency = "EUR", Credit = true, BookingDate = new(2026, 3, 2), ValueDate = new(2026, 3, 3), EndToEndId = "INV-1",
            References = ["RF18539007547034", "RF94708"], Remittance = "Invoice 1 & 2, <Göteborg> 😀", Counterparty = "Café \"Żółw\" B.V.", CounterpartyIban = "NL91ABNA0417164300",
            Information = "Credit transfer", EntryReference = "1", BankReference = "BANK-1", Charges = [new(0.75m, "EUR", false), new(0.1m, "EUR", true)], Original = new(1300m, "USD", 0.95m),
        },
        new BankRow { Amount = 7m, Currency = "EUR", Credit = false, Reversal = true, Counterparty = "Anna Berg", Booked = false },
        new BankRow { Amount = 0.00001m, Currency = "JPY", Credit = false, Original = new(0, "EUR", null) },
    ]);

    [Fact]
    public void What_is_written_reads_back_equal()
    {
        var back = Read(Write(Statement));

        Assert.Equivalent(Statement, Unprinted(back), strict: true);
        Assert.Equal(Write(Statement), Write(back));
    }

    [Fact]
    public void Any_statement_that_is_written_reads_back_equal() => Statements.Sample(statement =>
    {
        Assert.Equivalent(statement, Unprinted(Read(Write(statement))), strict: true);
    });

    [Fact]
    public void What_is_written_is_valid_against_the_schema()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        schemas.Add(null, Shared.Path("einvoice/data/xsd/camt/camt.053.001.02.xsd"));
        BankStatement[] written = [Statement, Statement with { Account = "Bankgiro 5050-1055", Entries = [], Opening = null }, .. Statements.Array[40].Single()];
        foreach (var statement in written)
        {
            using var xml = XmlReader.Create(new MemoryStream(Write(statement)), new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas });
            Assert.Null(Record.Exception(() => { while (xml.Read()) { } }));
        }

        Shared.Ran(written.Length);
    }

    [Fact]
    public void What_the_schema_does_not_allow_is_refused_before_a_byte_is_written()
    {
        Assert.Equal("MessageId", Misfit(Statement with { MessageId = null }));
        Assert.Equal("Id", Misfit(Statement with { Id = new string('1', 36) }));
        Assert.Equal("Closing", Misfit(Statement with { Opening = null, Closing = null }));
        Assert.Equal("Currency", Misfit(Statement with { Currency = "euro" }));
        Assert.Equal("Amount", Misfit(One(row => row with { Amount = -1 })));
        Assert.Equal("Amount", Misfit(One(row => row with { Amount = 0.000001m })));
        Assert.Equal("Counterparty", Misfit(One(row => row with { Counterparty = "a\nb" })));
        Assert.Equal("Counterparty", Misfit(One(row => row with { Counterparty = "" })));
        Assert.Equal("CounterpartyIban", Misfit(One(row => row with { CounterpartyIban = "NL91 ABNA 0417 1643 00" })));
        Assert.Equal("Remittance", Misfit(One(row => row with { Remittance = new string('x', 141) })));
        Assert.Equal("Remittance", Misfit(One(row => row with { Remittance = "broken \ud800 half" })));
        Assert.Equal("Rate", Misfit(One(row => row with { Original = new(1, "USD", 0.00000000001m) })));

        static BankStatement One(Func<BankRow, BankRow> change) => Statement with { Entries = [change(Statement.Entries[0])] };
        static object? Misfit(BankStatement statement) => CamtWriter.Write([statement], Created).Refusal?.Facts.Single(fact => fact.Name is "what").Value;
    }

    [Fact]
    public void A_long_text_is_cut_between_words_and_comes_back_whole()
    {
        var text = string.Join(' ', Enumerable.Repeat("remittance", 90));
        var back = Read(Write(Statement with { Entries = [Statement.Entries[0] with { Remittance = text }] }));

        Assert.Equal(text, back.Entries[0].Remittance);
    }

    private static Gen<BankStatement> Statements
    {
        get
        {
            var text = Gen.Char["ABCäöü&<>'\"1234 "].Array[1, 30].Select(letters => new string(letters)).Where(text => text == text.Trim() && text.Length > 0 && !text.Contains("  "));
            var maybe = Gen.OneOf(text.Select(one => (string?)one), Gen.Const((string?)null));
            var amount = Gen.Long[0, 10_000_000_000].Select(Gen.Int[0, 5], (digits, scale) => new decimal((int)(digits % int.MaxValue), 0, 0, false, (byte)scale));
            var date = Gen.Int[0, 20_000].Select(days => (LocalDate?)new LocalDate(1990, 1, 1).PlusDays(days));
            var row = Gen.Select(amount, Gen.Bool, Gen.Bool, date, maybe, maybe, text.Array[0, 3], maybe).Select((amount, credit, reversal, date, id, remittance, references, name) => new BankRow
            {
                Amount = amount, Currency = "SEK", Credit = credit, Reversal = reversal, BookingDate = date, EndToEndId = id, Remittance = remittance, References = references, Counterparty = name,
            });
            return Gen.Select(text, amount, amount, row.Array[0, 8]).Select((id, opening, closing, rows) => new BankStatement("M", id, Ours, "SEK", opening, -closing, rows));
        }
    }

    private static byte[] Write(BankStatement statement) => CamtWriter.Write([statement], Created).Value;

    private static BankStatement Read(byte[] file) => BankStatements.Read(new MemoryStream(file)).Value.Single();

    private static BankStatement Unprinted(BankStatement statement) => statement with { Entries = [.. statement.Entries.Select(row => row with { Fingerprint = "" })] };
}
