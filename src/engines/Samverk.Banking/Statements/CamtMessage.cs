namespace Samverk.Banking;

/// <summary>Document → message → statements. Only one entry at a time is held as a tree.</summary>
internal static class CamtMessage
{
    public static List<BankStatement> Read(CamtXml xml)
    {
        if (xml.Root() is not "Document") throw xml.Unreadable("root");

        var statements = new List<BankStatement>();
        foreach (var message in xml.Children())
        {
            // Version .01 carries it in the name: BkToCstmrStmtV01.
            var statementName = message switch
            {
                "BkToCstmrStmt" or "BkToCstmrStmtV01" => "Stmt",
                "BkToCstmrAcctRpt" or "BkToCstmrAcctRptV01" => "Rpt",
                "BkToCstmrDbtCdtNtfctn" or "BkToCstmrDbtCdtNtfctnV01" => "Ntfctn",
                _ => throw xml.Unreadable("root"),
            };
            ReadMessage(xml, statementName, statements);
        }

        xml.ToEnd();
        return statements.Count > 0 ? Fingerprints.Put(statements) : throw xml.Unreadable("no-statement");
    }

    private static void ReadMessage(CamtXml xml, string statementName, List<BankStatement> statements)
    {
        string? messageId = null;
        foreach (var name in xml.Children())
            if (name is "GrpHdr") messageId = xml.Take().At("MsgId")?.Text;
            else if (name == statementName) statements.Add(ReadStatement(xml, messageId));
    }

    private static BankStatement ReadStatement(CamtXml xml, string? messageId)
    {
        string? id = null, currencyOfEntries = null;
        CamtElement? account = null;
        var balances = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var rows = new List<BankRow>();
        foreach (var name in xml.Children())
            switch (name)
            {
                case "Id": id = xml.Take().Text; break;
                case "Acct": account = xml.Take(); break;
                case "Bal": KeepFirst(balances, xml.Take()); break;
                case "Ntry":
                    var entry = xml.Take();
                    currencyOfEntries ??= entry.At("Amt")?.Currency;
                    rows.AddRange(CamtEntry.Rows(entry));
                    break;
            }

        return new BankStatement(
            messageId, id, AccountId(account), account?.At("Ccy")?.Text ?? currencyOfEntries, Balance("OPBD", "PRCD"), Balance("CLBD", "ITBD"), rows);

        decimal? Balance(string first, string second) =>
            balances.TryGetValue(first, out var amount) || balances.TryGetValue(second, out amount) ? amount : null;
    }

    private static void KeepFirst(Dictionary<string, decimal> balances, CamtElement balance)
    {
        var kind = (balance.At("Tp", "CdOrPrtry", "Cd") ?? balance.At("Tp", "Cd"))?.Text;
        if (kind is "OPBD" or "PRCD" or "CLBD" or "ITBD")
            balances.TryAdd(kind, CamtValue.Amount(balance.At("Amt"), balance) * (CamtValue.IsCredit(balance) ? 1 : -1));
    }

    /// <summary>Othr up from version .02; .01 has one element per kind of id instead.</summary>
    private static string? AccountId(CamtElement? account)
    {
        var id = account?.At("Id");
        return (id?.At("IBAN") ?? id?.At("Othr", "Id") ?? id?.At("PrtryAcct", "Id") ?? id?.At("BBAN") ?? id?.At("UPIC"))?.Text;
    }
}
