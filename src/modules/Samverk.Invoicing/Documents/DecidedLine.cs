using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;

namespace Samverk.Invoicing;

/// <summary>A line and what the law says about its VAT.</summary>
internal sealed record DecidedLine(DraftLine Line, VatDecision Vat)
{
    /// <summary>The pair in which EN 16931 sums it.</summary>
    public EInvoice.Vat Pair => new(Vat.Category.ToString(), Vat.Rate?.PerCent);
}

/// <summary>The VAT of every line by the rules of Countries. Nobody chooses a rate.</summary>
internal static class LineVat
{
    public static Outcome<IReadOnlyList<DecidedLine>> Decide(LegalEntity entity, Seller seller, Client client, IReadOnlyList<DraftLine> lines, LocalDate date, string language, FactBook facts)
    {
        var decided = new List<DecidedLine>(lines.Count);
        foreach (var line in lines)
        {
            var decision = VatRules.Decide(Question(entity, seller, client, line, date, language), facts);
            if (decision.Refusal is { } refusal) return refusal;
            decided.Add(new(line, decision.Value));
        }

        return decided;
    }

    // A register number is how a buyer outside the Union is seen to be a business; inside it the VAT number is what counts.
    private static VatQuestion Question(LegalEntity entity, Seller seller, Client client, DraftLine line, LocalDate date, string language) => new(
        new(entity.Country, seller.VatStatus, seller.VatNumber), new(client.Country, client.Kind, client.VatNumber, client.OrganisationNumber),
        line.Supply, line.Place, date, language, line.Reason);
}
