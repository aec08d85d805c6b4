using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;

namespace Samverk.Invoicing;

/// <summary>An issued invoice: what it says never changes.</summary>
/// <param name="FeeBase">The part of the net on which the fee is taken.</param>
/// <param name="Date">Its legal date: the fee rule of that day counts.</param>
public sealed record Invoice(
    Id<Invoice> Id, string Number, Id<Order> Order, Id<Activity> Activity, Id<LegalEntity> Entity, Id<Client> Client, Money Net, Money Vat, Rate VatRate,
    Money FeeBase, LocalDate Date, LocalDate Due)
{
    /// <summary>Net + VAT, to the cent (I12).</summary>
    public Money Gross => Net + Vat;

    /// <summary>The net part of some of its gross: gross × net ÷ gross, half away from zero.</summary>
    public Money NetOf(Money gross) => gross.Share(Net, Gross, Rounding.HalfAwayFromZero);
}

/// <summary>An invoice and what has happened to it until now.</summary>
/// <param name="Open">Gross that the client still owes.</param>
/// <param name="Credited">Net that credit notes took back.</param>
/// <param name="CreditedVat">VAT that credit notes took back.</param>
/// <param name="WrittenOff">Gross that was given up.</param>
/// <param name="Recovered">Gross that came all the same.</param>
/// <param name="LossCovered">The fund bore what was written off; null when nothing was.</param>
public sealed record InvoiceAccount(Invoice Invoice, Money Open, Money Credited, Money CreditedVat, Money WrittenOff, Money Recovered, bool? LossCovered, bool Disputed);
