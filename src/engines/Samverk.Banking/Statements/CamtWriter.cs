using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>
/// Writes camt.053.001.02 from our own model, for the demo, for benchmarks and to hand a statement on. Every row becomes an entry of its own.
/// What it writes, <see cref="BankStatements"/> reads back equal.
/// </summary>
public static class CamtWriter
{
    private const string Namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02";

    private static readonly XmlWriterSettings Plain = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true };

    /// <param name="created">When the file says it was made.</param>
    /// <param name="statements">At least one, all of one message id.</param>
    /// <returns>The file in UTF-8, or <c>field-missing</c> / <c>field-invalid</c> with the model's member that the schema does not allow.</returns>
    public static Outcome<byte[]> Write(IReadOnlyList<BankStatement> statements, Instant created)
    {
        if (statements.Count is 0) return new Refusal("field-missing", ("what", "statements"));
        if (statements.Any(statement => statement.MessageId != statements[0].MessageId))
            return new Refusal("field-invalid", ("what", nameof(BankStatement.MessageId)));
        if (statements.Select(CamtFit.Misfit).FirstOrDefault(misfit => misfit is not null) is { } refusal) return refusal;

        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Plain))
        {
            xml.WriteStartElement("Document", Namespace);
            xml.WriteStartElement("BkToCstmrStmt", Namespace);
            xml.WriteStartElement("GrpHdr", Namespace);
            Text(xml, "MsgId", statements[0].MessageId);
            Text(xml, "CreDtTm", Time(created));
            xml.WriteEndElement();
            foreach (var statement in statements) Write(xml, statement, created);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Write(XmlWriter xml, BankStatement statement, Instant created)
    {
        var days = statement.Entries.Select(row => row.BookingDate).OfType<LocalDate>().DefaultIfEmpty(created.InUtc().Date).ToArray();
        xml.WriteStartElement("Stmt", Namespace);
        Text(xml, "Id", statement.Id);
        Text(xml, "CreDtTm", Time(created));
        xml.WriteStartElement("Acct", Namespace);
        xml.WriteStartElement("Id", Namespace);
        if (Iban.Read(statement.Account).Refusal is null) Text(xml, "IBAN", statement.Account);
        else Nested(xml, ["Othr", "Id"], statement.Account);
        xml.WriteEndElement();
        Text(xml, "Ccy", statement.Currency);
        xml.WriteEndElement();
        Balance(xml, "OPBD", statement.Opening, statement.Currency, days.Min());
        Balance(xml, "CLBD", statement.Closing, statement.Currency, days.Max());
        foreach (var row in statement.Entries) Write(xml, row);
        xml.WriteEndElement();
    }

    private static void Balance(XmlWriter xml, string kind, decimal? amount, string? currency, LocalDate date)
    {
        if (amount is not { } signed) return;
        xml.WriteStartElement("Bal", Namespace);
        Nested(xml, ["Tp", "CdOrPrtry", "Cd"], kind);
        Amount(xml, "Amt", Math.Abs(signed), currency);
        Text(xml, "CdtDbtInd", Sign(signed >= 0));
        Nested(xml, ["Dt", "Dt"], LocalDatePattern.Iso.Format(date));
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, BankRow row)
    {
        xml.WriteStartElement("Ntry", Namespace);
        Text(xml, "NtryRef", row.EntryReference);
        Amount(xml, "Amt", row.Amount, row.Currency);
        Text(xml, "CdtDbtInd", Sign(row.Credit));
        if (row.Reversal) Text(xml, "RvslInd", "true");
        Text(xml, "Sts", row.Booked ? "BOOK" : "PDNG");
        if (row.BookingDate is { } booked) Nested(xml, ["BookgDt", "Dt"], LocalDatePattern.Iso.Format(booked));
        if (row.ValueDate is { } valued) Nested(xml, ["ValDt", "Dt"], LocalDatePattern.Iso.Format(valued));
        Text(xml, "AcctSvcrRef", row.BankReference);
        xml.WriteStartElement("BkTxCd", Namespace);
        xml.WriteEndElement();
        xml.WriteStartElement("NtryDtls", Namespace);
        WriteDetails(xml, row);
        xml.WriteEndElement();
        Text(xml, "AddtlNtryInf", row.Information);
        xml.WriteEndElement();
    }

    private static void WriteDetails(XmlWriter xml, BankRow row)
    {
        xml.WriteStartElement("TxDtls", Namespace);
        if (row.EndToEndId is not null) Nested(xml, ["Refs", "EndToEndId"], row.EndToEndId);
        if (row.Original is { } original) WriteOriginal(xml, original, row.Currency);
        foreach (var charge in row.Charges)
        {
            xml.WriteStartElement("Chrgs", Namespace);
            Amount(xml, "Amt", charge.Amount, charge.Currency);
            Text(xml, "CdtDbtInd", Sign(charge.Credit));
            xml.WriteEndElement();
        }

        if (row.Counterparty is not null || row.CounterpartyIban is not null)
        {
            var side = row.Credit != row.Reversal ? "Dbtr" : "Cdtr";
            xml.WriteStartElement("RltdPties", Namespace);
            if (row.Counterparty is not null) Nested(xml, [side, "Nm"], row.Counterparty);
            if (row.CounterpartyIban is not null) Nested(xml, [side + "Acct", "Id", "IBAN"], row.CounterpartyIban);
            xml.WriteEndElement();
        }

        if (row.Remittance is not null || row.References.Count > 0)
        {
            xml.WriteStartElement("RmtInf", Namespace);
            foreach (var line in CamtFit.Lines(row.Remittance) ?? []) Text(xml, "Ustrd", line);
            foreach (var reference in row.References) Nested(xml, ["Strd", "CdtrRefInf", "Ref"], reference);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteOriginal(XmlWriter xml, OriginalAmount original, string? booked)
    {
        xml.WriteStartElement("AmtDtls", Namespace);
        xml.WriteStartElement("InstdAmt", Namespace);
        Amount(xml, "Amt", original.Amount, original.Currency);
        if (original.Rate is { } rate)
        {
            xml.WriteStartElement("CcyXchg", Namespace);
            Text(xml, "SrcCcy", original.Currency);
            Text(xml, "TrgtCcy", booked);
            Text(xml, "XchgRate", rate.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Amount(XmlWriter xml, string name, decimal amount, string? currency)
    {
        xml.WriteStartElement(name, Namespace);
        xml.WriteAttributeString("Ccy", currency);
        xml.WriteString(BankAmounts.Text(amount));
        xml.WriteEndElement();
    }

    private static void Nested(XmlWriter xml, ReadOnlySpan<string> path, string? text)
    {
        foreach (var name in path) xml.WriteStartElement(name, Namespace);
        xml.WriteString(text);
        foreach (var _ in path) xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string? text)
    {
        if (text is not null) xml.WriteElementString(name, Namespace, text);
    }

    private static string Sign(bool credit) => credit ? "CRDT" : "DBIT";

    private static string Time(Instant instant) => InstantPattern.General.Format(instant);
}
