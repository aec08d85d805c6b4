using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>Periods, references, attachments, delivery.</summary>
internal static class DocumentRules
{
    public static readonly Rule[] All =
    [
        Must("BR-29", "BG-14", "A period does not end before it starts.", it => InOrder(it.Period)),
        Line("BR-30", "A line's period does not end before it starts.", line => InOrder(line.Period)),
        Each("BR-52", "BG-24", "A supporting document has an id.", it => it.Attachments, document => document.Id.Said()),
        Must("BR-53", "BT-111", "With an accounting currency, the VAT in it is stated.",
            it => !it.AccountingCurrency.Said() || it.Totals.VatInAccountingCurrency is not null),
        Each("BR-55", "BG-3", "A preceding invoice has a number.", it => it.PrecedingInvoices, one => one.Number.Said()),
        Must("BR-57", "BT-80", "A delivery address has a country.", it => it.Delivery?.Address is not { } address || address.Country.Said()),
        Must("BR-CO-03", "BT-7", "Tax point date and tax point code exclude each other.", it => it.TaxPointDate is null || !it.TaxPointCode.Said()),
        Must("BR-CO-19", "BG-14", "A period has a start or an end.", it => HasDay(it.Period)),
        Line("BR-CO-20", "A line's period has a start or an end.", line => HasDay(line.Period)),
    ];

    private static bool InOrder(InvoicingPeriod? period) =>
        period is null || period.Start is not { } start || period.End is not { } end || end >= start;

    private static bool HasDay(InvoicingPeriod? period) => period is null || period.Start is not null || period.End is not null;
}
