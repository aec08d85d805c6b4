using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>
/// Writes pain.001.001.09 (customer credit transfer initiation): one group of one account and day, every payment booked by itself, so that
/// the statement names each. In euro as a SEPA credit transfer, in other currencies as an ordinary one.
/// </summary>
public static class PainWriter
{
    private const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private const int LongestId = 35, LongestName = 70, LongestText = 140;

    private static readonly XmlWriterSettings Plain = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true };

    /// <returns>The file in UTF-8; <c>field-missing</c> or <c>field-invalid</c> with the model's member, <c>other-currency</c>, <c>amount-not-positive</c>.</returns>
    public static Outcome<byte[]> Write(PaymentFile file)
    {
        if (Misfit(file) is { } refusal) return refusal;
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Plain))
        {
            xml.WriteStartElement("Document", Namespace);
            xml.WriteStartElement("CstmrCdtTrfInitn", Namespace);
            Group(xml, file);
            Instruction(xml, file);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static Refusal? Misfit(PaymentFile file)
    {
        if (file.Transfers.Count is 0) return new Refusal("field-missing", ("what", "transfers"));
        var currency = file.Transfers[0].Amount.Currency;
        foreach (var id in file.Transfers.Select(transfer => transfer.EndToEndId).Prepend(file.MessageId))
            if (id.Length is 0 or > LongestId || SepaText.Of(id, LongestId) != id) return new Refusal("field-invalid", ("what", "id"), ("text", id));
        if (file.Transfers.Select(transfer => transfer.EndToEndId).Distinct(StringComparer.Ordinal).Count() != file.Transfers.Count) return new Refusal("field-invalid", ("what", "id"), ("reason", "twice"));
        foreach (var party in file.Transfers.Select(transfer => transfer.Creditor).Prepend(file.Debtor))
        {
            if (SepaText.Of(party.Name, LongestName).Length is 0) return new Refusal("field-missing", ("what", "name"));
            if (party.Address is { } address && (SepaText.Of(address.Town, LongestId).Length is 0 || address.Country.Length is not 2 || !address.Country.All(char.IsAsciiLetterUpper)))
                return new Refusal("field-invalid", ("what", "address"));
        }

        if (file.Transfers.FirstOrDefault(transfer => transfer.Amount.Currency != currency) is not null) return new Refusal("other-currency", ("currency", currency.Code));
        return file.Transfers.FirstOrDefault(transfer => !transfer.Amount.IsPositive) is { } empty ? new Refusal("amount-not-positive", ("amount", empty.Amount)) : null;
    }

    private static void Group(XmlWriter xml, PaymentFile file)
    {
        xml.WriteStartElement("GrpHdr", Namespace);
        Text(xml, "MsgId", file.MessageId);
        Text(xml, "CreDtTm", InstantPattern.General.Format(file.Created));
        Sums(xml, file);
        xml.WriteStartElement("InitgPty", Namespace);
        Text(xml, "Nm", SepaText.Of(file.Debtor.Name, LongestName));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Instruction(XmlWriter xml, PaymentFile file)
    {
        var sepa = file.Transfers[0].Amount.Currency == Currency.EUR;
        xml.WriteStartElement("PmtInf", Namespace);
        Text(xml, "PmtInfId", file.MessageId);
        Text(xml, "PmtMtd", "TRF");
        Text(xml, "BtchBookg", "false");
        Sums(xml, file);
        Nested(xml, ["PmtTpInf", "SvcLvl", "Cd"], sepa ? "SEPA" : "NURG");
        Nested(xml, ["ReqdExctnDt", "Dt"], LocalDatePattern.Iso.Format(file.On));
        Party(xml, "Dbtr", file.Debtor);
        Nested(xml, ["DbtrAcct", "Id", "IBAN"], file.Debtor.Account.Value);
        if (file.Debtor.Bic is { } bic) Nested(xml, ["DbtrAgt", "FinInstnId", "BICFI"], bic.Value);
        else Nested(xml, ["DbtrAgt", "FinInstnId", "Othr", "Id"], "NOTPROVIDED");
        Text(xml, "ChrgBr", sepa ? "SLEV" : "SHAR");
        foreach (var transfer in file.Transfers) Transaction(xml, transfer);
        xml.WriteEndElement();
    }

    private static void Transaction(XmlWriter xml, PaymentOrder transfer)
    {
        xml.WriteStartElement("CdtTrfTxInf", Namespace);
        Nested(xml, ["PmtId", "EndToEndId"], transfer.EndToEndId);
        xml.WriteStartElement("Amt", Namespace);
        xml.WriteStartElement("InstdAmt", Namespace);
        xml.WriteAttributeString("Ccy", transfer.Amount.Currency.Code);
        xml.WriteString(Figures(transfer.Amount));
        xml.WriteEndElement();
        xml.WriteEndElement();
        if (transfer.Creditor.Bic is { } bic) Nested(xml, ["CdtrAgt", "FinInstnId", "BICFI"], bic.Value);
        Party(xml, "Cdtr", transfer.Creditor);
        Nested(xml, ["CdtrAcct", "Id", "IBAN"], transfer.Creditor.Account.Value);
        Remittance(xml, transfer);
        xml.WriteEndElement();
    }

    private static void Remittance(XmlWriter xml, PaymentOrder transfer)
    {
        if (transfer.Reference is not { } reference)
        {
            if (SepaText.Of(transfer.Text, LongestText) is { Length: > 0 } text) Nested(xml, ["RmtInf", "Ustrd"], text);
            return;
        }

        foreach (var name in (string[])["RmtInf", "Strd", "CdtrRefInf", "Tp"]) xml.WriteStartElement(name, Namespace);
        Nested(xml, ["CdOrPrtry", "Cd"], "SCOR");
        if (reference.Kind is ReferenceKind.Rf or ReferenceKind.Ogm) Text(xml, "Issr", reference.Kind is ReferenceKind.Rf ? "ISO" : "BBA");
        xml.WriteEndElement();
        Text(xml, "Ref", reference.Value);
        for (var level = 0; level < 3; level++) xml.WriteEndElement();
    }

    private static void Party(XmlWriter xml, string name, PaymentParty party)
    {
        xml.WriteStartElement(name, Namespace);
        Text(xml, "Nm", SepaText.Of(party.Name, LongestName));
        if (party.Address is { } address)
        {
            xml.WriteStartElement("PstlAdr", Namespace);
            Optional(xml, "StrtNm", address.Street, LongestName);
            Optional(xml, "BldgNb", address.Building, 16);
            Optional(xml, "PstCd", address.PostalCode, 16);
            Text(xml, "TwnNm", SepaText.Of(address.Town, LongestId));
            Text(xml, "Ctry", address.Country);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Sums(XmlWriter xml, PaymentFile file)
    {
        Text(xml, "NbOfTxs", file.Transfers.Count.ToString(CultureInfo.InvariantCulture));
        Text(xml, "CtrlSum", Figures(Money.Sum(file.Transfers.Select(transfer => transfer.Amount), file.Transfers[0].Amount.Currency)));
    }

    private static string Figures(Money amount) => amount.ToDecimal().ToString(CultureInfo.InvariantCulture);

    private static void Optional(XmlWriter xml, string name, string? text, int longest)
    {
        if (text is not null && SepaText.Of(text, longest) is { Length: > 0 } written) Text(xml, name, written);
    }

    private static void Nested(XmlWriter xml, string[] names, string text)
    {
        foreach (var name in names[..^1]) xml.WriteStartElement(name, Namespace);
        Text(xml, names[^1], text);
        for (var level = 1; level < names.Length; level++) xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);
}
