namespace Samverk.Banking;

/// <summary>
/// One Ntry becomes one row; one row per TxDtls where the entry has two or more and all of them carry an amount.
/// </summary>
internal static class CamtEntry
{
    private static readonly CamtElement Nothing = new("", null, 0, 0);

    public static IEnumerable<BankRow> Rows(CamtElement entry)
    {
        // Version .01 has no NtryDtls around them.
        CamtElement[] details = [.. entry.All("NtryDtls").SelectMany(batch => batch.All("TxDtls")), .. entry.All("TxDtls")];
        var amounts = details.Select(detail => AmountOf(detail, entry)).ToArray();
        var credit = CamtValue.IsCredit(entry);
        if (details.Length < 2 || !amounts.All(amount => amount is not null))
            return [Row(entry, details.FirstOrDefault() ?? Nothing, entry.At("Amt") ?? Nothing, credit) with { Batch = BatchOf(entry) }];

        return [.. details.Zip(amounts, (detail, amount) => Row(entry, detail, amount!, CamtValue.IsCreditOrNull(detail) ?? credit))];
    }

    private static string? BatchOf(CamtElement entry) =>
        entry.At("NtryDtls", "Btch", "MsgId")?.Text ?? entry.At("NtryDtls", "Btch", "PmtInfId")?.Text ?? entry.At("Btch", "MsgId")?.Text ?? entry.At("Btch", "PmtInfId")?.Text;

    /// <summary>
    /// Amt; in versions .01 and .02, which have none, TxAmt. That one may be in another currency than the booking (then it is what the
    /// payer instructed, not what the bank booked), so it counts only in the entry's own.
    /// </summary>
    private static CamtElement? AmountOf(CamtElement detail, CamtElement entry)
    {
        if (detail.At("Amt") is { } amount) return amount;
        return detail.At("AmtDtls", "TxAmt", "Amt") is { } transaction && transaction.Currency == entry.At("Amt")?.Currency ? transaction : null;
    }

    private static BankRow Row(CamtElement entry, CamtElement detail, CamtElement amount, bool credit)
    {
        var reversal = CamtValue.IsTrue(entry.At("RvslInd"));
        var (counterparty, iban) = Counterparty(detail.At("RltdPties"), credit != reversal ? "Dbtr" : "Cdtr");
        var remittance = detail.At("RmtInf") ?? Nothing;
        var lines = remittance.All("Ustrd").Select(line => line.Text).OfType<string>().ToArray();
        var charges = Charges(detail);
        return new BankRow
        {
            Amount = CamtValue.Amount(ReferenceEquals(amount, Nothing) ? null : amount, entry),
            Currency = amount.Currency,
            Credit = credit,
            Reversal = reversal,
            Booked = (entry.At("Sts", "Cd") ?? entry.At("Sts"))?.Text is "BOOK",
            BookingDate = CamtValue.Date(entry.At("BookgDt")),
            ValueDate = CamtValue.Date(entry.At("ValDt")),
            EndToEndId = detail.At("Refs", "EndToEndId")?.Text is { } id && !id.Equals("NOTPROVIDED", StringComparison.OrdinalIgnoreCase) ? id : null,
            References = [.. remittance.All("Strd").Select(ReferenceOf).OfType<string>()],
            Remittance = lines.Length > 0 ? string.Join(' ', lines) : null,
            Counterparty = counterparty,
            CounterpartyIban = iban,
            Information = detail.At("AddtlTxInf")?.Text ?? entry.At("AddtlNtryInf")?.Text,
            EntryReference = entry.At("NtryRef")?.Text,
            BankReference = detail.At("Refs", "AcctSvcrRef")?.Text ?? entry.At("AcctSvcrRef")?.Text,
            // The entry's charges belong to a row only when the entry is one row.
            Charges = charges.Length > 0 || !ReferenceEquals(amount, entry.At("Amt")) ? charges : Charges(entry),
            Original = Original(detail) ?? (ReferenceEquals(amount, entry.At("Amt")) ? Original(entry) : null),
        };
    }

    /// <summary>Name and IBAN of one side; the ultimate party where the side has no name. Version .08 puts a person or company below Pty.</summary>
    private static (string? Name, string? Iban) Counterparty(CamtElement? parties, string side) =>
        (NameOf(parties?.At(side)) ?? NameOf(parties?.At("Ultmt" + side)), parties?.At(side + "Acct", "Id", "IBAN")?.Text);

    /// <summary>Ref; in version .01 CdtrRef.</summary>
    private static string? ReferenceOf(CamtElement structured) =>
        (structured.At("CdtrRefInf", "Ref") ?? structured.At("CdtrRefInf", "CdtrRef"))?.Text;

    private static string? NameOf(CamtElement? party) => (party?.At("Nm") ?? party?.At("Pty", "Nm"))?.Text;

    /// <summary>Single charges: Chrgs itself up to version .02, Chrgs/Rcrd from .04. Without them the total that the bank gives.</summary>
    private static BankCharge[] Charges(CamtElement parent)
    {
        var groups = parent.All("Chrgs").ToArray();
        var single = groups.SelectMany(group => group.All("Rcrd").Append(group)).Where(one => one.At("Amt") is not null).ToArray();
        if (single.Length > 0) return [.. single.Select(one => Charge(one, one.At("Amt")!))];
        return [.. groups.Select(group => group.At("TtlChrgsAndTaxAmt")).OfType<CamtElement>().Select(total => Charge(total, total))];
    }

    private static BankCharge Charge(CamtElement charge, CamtElement amount) =>
        new(CamtValue.Amount(amount, charge), amount.Currency, CamtValue.IsCreditOrNull(charge) ?? false);

    private static OriginalAmount? Original(CamtElement parent)
    {
        var stated = parent.At("AmtDtls", "InstdAmt") ?? parent.At("AmtDtls", "TxAmt");
        if (stated?.At("Amt") is not { } amount) return null;
        var rate = stated.At("CcyXchg", "XchgRate")
            ?? parent.At("AmtDtls", "TxAmt", "CcyXchg", "XchgRate") ?? parent.At("AmtDtls", "CntrValAmt", "CcyXchg", "XchgRate");
        return new OriginalAmount(CamtValue.Amount(amount, stated), amount.Currency, CamtValue.Rate(rate));
    }
}
