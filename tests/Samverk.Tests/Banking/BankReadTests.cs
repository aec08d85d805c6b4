using System.Text;
using System.Text.Json.Nodes;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Tests.Banking;

public sealed class BankReadTests
{
    [Fact]
    public void Every_sample_prints_exactly_what_is_expected()
    {
        var data = Shared.Path("einvoice/data");
        var expected = File.ReadLines(Path.Combine(data, "camt/expected.jsonl")).Select(line => JsonNode.Parse(line)!).GroupBy(line => (string)line["file"]!).ToList();
        Assert.Equal(Directory.GetFiles(Path.Combine(data, "camt"), "*.xml").Length, expected.Count);

        foreach (var file in expected)
        {
            var path = Path.Combine(data, file.Key);
            var (code, printed, errors) = Print(path);
            Assert.Equal((0, ""), (code, errors));
            Assert.Equal(
                file.Select(line => Renamed(line, path).ToJsonString()),
                printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.ToJsonString()));
        }

        Shared.Ran(expected.Count);

        static JsonNode Renamed(JsonNode line, string path)
        {
            line["file"] = path;
            return line;
        }
    }

    [Fact]
    public void A_collective_booking_of_one_payment_each_has_a_row_each()
    {
        var rows = Read(Entry("""
            <Amt Ccy="EUR">30</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><AcctSvcrRef>B1</AcctSvcrRef>
            <NtryDtls><TxDtls><Amt Ccy="EUR">10.5</Amt></TxDtls></NtryDtls>
            <NtryDtls><TxDtls><Refs><AcctSvcrRef>B2</AcctSvcrRef></Refs><Amt Ccy="EUR">19.50000</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls>
            """)).Entries;

        Assert.Equal([(10.5m, true, "B1"), (19.5m, false, "B2")], rows.Select(row => (row.Amount, row.Credit, row.BankReference!)));
        Assert.NotEqual(rows[0].Fingerprint, rows[1].Fingerprint);
    }

    [Fact]
    public void An_older_collective_booking_is_split_by_transaction_amounts_in_its_own_currency_only()
    {
        Assert.Equal([10m, 20m], Amounts("EUR"));
        Assert.Equal([30m], Amounts("USD"));

        static IEnumerable<decimal> Amounts(string second) => Read(Entry($"""
            <Amt Ccy="EUR">30</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
            <NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">10</Amt></TxAmt></AmtDtls></TxDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="{second}">20</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls>
            """)).Entries.Select(row => row.Amount);
    }

    [Theory]
    [InlineData("CRDT", false, "Payer"), InlineData("DBIT", false, "Payee"), InlineData("CRDT", true, "Payee"), InlineData("DBIT", true, "Payer")]
    public void The_counterparty_is_the_other_side_also_when_a_payment_comes_back(string sign, bool reversal, string name)
    {
        var row = Read(Entry($"""
            <Amt Ccy="EUR">1</Amt><CdtDbtInd>{sign}</CdtDbtInd><RvslInd>{(reversal ? "true" : "false")}</RvslInd><Sts>BOOK</Sts>
            <NtryDtls><TxDtls><RltdPties><UltmtDbtr><Pty><Nm>Payer</Nm></Pty></UltmtDbtr><Cdtr><Nm>Payee</Nm></Cdtr><UltmtCdtr><Nm>Behind</Nm></UltmtCdtr></RltdPties></TxDtls></NtryDtls>
            """)).Entries[0];

        Assert.Equal((name, reversal), (row.Counterparty, row.Reversal));
    }

    [Fact]
    public void Charges_and_the_instructed_amount_are_kept()
    {
        var row = Read(Entry("""
            <Amt Ccy="EUR">91</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
            <AmtDtls><InstdAmt><Amt Ccy="USD">100</Amt></InstdAmt><CntrValAmt><Amt Ccy="EUR">92</Amt><CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>0.92</XchgRate></CcyXchg></CntrValAmt></AmtDtls>
            <Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">1</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy="EUR">0.75</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd><Rcrd><Amt Ccy="EUR">0.25</Amt></Rcrd></Chrgs>
            """)).Entries[0];

        Assert.Equal(new OriginalAmount(100, "USD", 0.92m), row.Original);
        Assert.Equal([new BankCharge(0.75m, "EUR", false), new BankCharge(0.25m, "EUR", false)], row.Charges);
    }

    [Fact]
    public void An_amount_that_is_no_whole_cent_is_read_shown_and_never_money()
    {
        var row = Read(Entry("""<Amt Ccy="EUR">8.85500</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>""")).Entries[0];

        Assert.Equal(8.855m, row.Amount);
        Assert.Equal("money-too-many-decimals", row.ToMoney().Refusal?.Code);
        Assert.Contains("\"amount\":\"8.855\"", BankReadJson.Line("f", Read(Entry("""<Amt Ccy="EUR">8.85500</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"""))));
        Assert.Equal("currency-unknown", (row with { Amount = 8, Currency = "JPY" }).ToMoney().Refusal?.Code);
        Assert.Equal(new Money(8_80, Currency.EUR), (row with { Amount = 8.8m }).ToMoney().Value);
    }

    [Fact]
    public void Only_what_the_bank_says_is_booked_is_booked() =>
        Assert.Equal([true, false], Read(Entry("""<Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>""")
            .Replace("</Stmt>", """<Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry></Stmt>""", StringComparison.Ordinal)).Entries.Select(row => row.Booked));

    [Fact]
    public void The_same_file_gives_the_same_fingerprints_and_equal_lines_in_it_differ()
    {
        const string Line = """<Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>""";
        var file = Entry("""<Amt Ccy="EUR">1.0</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>""");
        var once = Prints(file);
        var thrice = Prints(file.Replace("</Stmt>", Line + Line + "</Stmt>", StringComparison.Ordinal).Replace("MSG-1", "MSG-2", StringComparison.Ordinal));

        Assert.Equal(once, thrice[..1]);
        Assert.Equal(3, thrice.Distinct().Count());
        Assert.DoesNotContain(once[0], Prints(file.Replace("S-1", "S-2", StringComparison.Ordinal)));
        Assert.Matches("^[0-9a-f]{64}$", once[0]);

        static string[] Prints(string file) => [.. Read(file).Entries.Select(row => row.Fingerprint)];
    }

    [Fact]
    public void What_cannot_be_read_says_so_on_standard_error()
    {
        var folder = Directory.CreateTempSubdirectory("samverk-bank-");
        try
        {
            var empty = Path.Combine(folder.FullName, "empty.xml");
            File.WriteAllText(empty, "<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>");

            var (code, printed, errors) = Print(empty);
            Assert.Equal((1, ""), (code, printed));
            Assert.Contains("no-statement", errors);
            Assert.Equal(2, Print(Path.Combine(folder.FullName, "absent.xml")).Code);
            Assert.Equal(2, Print(folder.FullName).Code);
            Assert.Equal(2, Print("").Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A statement of one entry.</summary>
    internal static string Entry(string inside) =>
        $"<Document><BkToCstmrStmt><GrpHdr><MsgId>MSG-1</MsgId></GrpHdr><Stmt><Id>S-1</Id><Acct><Id><IBAN>BE68539007547034</IBAN></Id></Acct><Ntry>{inside}</Ntry></Stmt></BkToCstmrStmt></Document>";

    private static BankStatement Read(string xml) => BankStatements.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml))).Value.Single();

    private static (int Code, string Printed, string Errors) Print(string path)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter();
        return (BankReadJson.Print(path, output, errors), output.ToString(), errors.ToString());
    }
}
