using System.Text;
using System.Xml;
using System.Xml.Schema;
using NodaTime;
using Samverk.Banking;

namespace Samverk.Tests.Banking;

/// <summary>One payment written in the form of every schema there is: each document is valid, and each reads as the same row.</summary>
public sealed class CamtVersionTests
{
    [Fact]
    public void One_payment_reads_alike_in_every_version_that_has_a_schema()
    {
        // camt.052.001.01 names other elements and has a sample of its own.
        var schemas = Directory.GetFiles(Shared.Path("einvoice/data/xsd/camt"), "*.xsd").Where(path => !path.EndsWith("052.001.01.xsd", StringComparison.Ordinal)).Order().ToList();
        foreach (var schema in schemas)
        {
            var version = Path.GetFileNameWithoutExtension(schema);
            var rules = new XmlSchemaSet { XmlResolver = null };
            rules.Add("urn:iso:std:iso:20022:tech:xsd:" + version, schema);
            rules.Compile();
            var valid = Forms(version).Where(document => IsValid(document, rules)).ToList();
            Assert.True(valid.Count > 0, $"no form fits {version}");
            foreach (var document in valid)
            {
                var row = BankStatements.Read(new MemoryStream(Encoding.UTF8.GetBytes(document))).Value.Single().Entries.Single();
                Assert.Equal((12.5m, true, true, "Payer", "NL91ABNA0417164300"), (row.Amount, row.Credit, row.Booked, row.Counterparty, row.CounterpartyIban));
                Assert.Equal((new LocalDate(2026, 3, 2), "E2E-1", "RF18539007547034", "two lines"), (row.BookingDate!.Value, row.EndToEndId, row.Reference, row.Remittance));
                Assert.Equal([new BankCharge(0.5m, "EUR", false)], row.Charges);
                Assert.Equal(new OriginalAmount(13m, "USD", 0.96m), row.Original);
            }
        }

        Shared.Ran(schemas.Count);
    }

    /// <summary>What changed between versions: the status became a choice, charges records, a party a choice, and a payment got its amount.</summary>
    private static IEnumerable<string> Forms(string version) =>
        from status in (string[])["BOOK", "<Cd>BOOK</Cd>"]
        from charge in (string[])["{0}", "<Rcrd>{0}</Rcrd>"]
        from party in (string[])["{0}", "<Pty>{0}</Pty>"]
        from amount in (string[])["", """<Amt Ccy="EUR">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>"""]
        select Document(version, status, string.Format(null, charge, """<Amt Ccy="EUR">0.5</Amt><CdtDbtInd>DBIT</CdtDbtInd>"""), string.Format(null, party, "<Nm>Payer</Nm>"), amount);

    private static string Document(string version, string status, string charge, string party, string amount)
    {
        var (message, statement) = version[5..8] switch { "052" => ("BkToCstmrAcctRpt", "Rpt"), "053" => ("BkToCstmrStmt", "Stmt"), _ => ("BkToCstmrDbtCdtNtfctn", "Ntfctn") };
        var balance = statement is "Stmt" ? """<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>""" : "";
        return $"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}"><{message}><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-03T06:00:00Z</CreDtTm></GrpHdr>
            <{statement}><Id>S</Id><CreDtTm>2026-03-03T06:00:00Z</CreDtTm><Acct><Id><IBAN>BE68539007547034</IBAN></Id></Acct>{balance}
            <Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{status}</Sts><BookgDt><DtTm>2026-03-02T23:30:00-05:00</DtTm></BookgDt><BkTxCd/>
            <NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs>{amount}
            <AmtDtls><InstdAmt><Amt Ccy="USD">13</Amt><CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>0.96</XchgRate></CcyXchg></InstdAmt></AmtDtls><Chrgs>{charge}</Chrgs>
            <RltdPties><Dbtr>{party}</Dbtr><DbtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></DbtrAcct></RltdPties>
            <RmtInf><Ustrd>two</Ustrd><Ustrd>lines</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>
            </{statement}></{message}></Document>
            """;
    }

    private static bool IsValid(string document, XmlSchemaSet rules)
    {
        var errors = 0;
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema, Schemas = rules, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (_, _) => errors++;
        using var xml = XmlReader.Create(new StringReader(document), settings);
        while (xml.Read()) { }
        return errors is 0;
    }
}
