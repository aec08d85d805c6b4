using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>
/// Decides the VAT of a line. Articles are those of Directive 2006/112/EC. Pure: the same question and book give the same decision.
/// </summary>
public static class VatRules
{
    /// <returns>
    /// The decision; <c>field-missing</c> or <c>field-invalid</c> with the field; <c>reason-needed</c>; <c>invoice-not-valid</c> with the rule
    /// where the cooperative cannot invoice the case; or the refusal of a fact it needs.
    /// </returns>
    public static Outcome<VatDecision> Decide(VatQuestion question, FactBook book)
    {
        if (BadNumber(question) is { } bad) return bad;

        var parties = Parties.Of(question, book);
        return question switch
        {
            { Supply: SupplyKind.Grant } => Grant(question, book),
            { Seller.Status: SellerVat.NotRegistered } => Outside(question, book, "notRegistered", new("seller-not-registered", "art. 9")),
            { Supply: SupplyKind.Goods } => Goods(question, parties, book),
            _ when NeedsPlace(question.Supply, parties) => AtPlace(question, book),
            _ when parties.AtHome => Domestic(question, book, new("domestic", "art. 44, 45")),
            _ when parties.Taxable => AcrossTheBorder(question, parties, book),
            _ => ToPrivate(question, parties, book),
        };
    }

    private static Outcome<VatDecision> Grant(VatQuestion question, FactBook book) =>
        string.IsNullOrWhiteSpace(question.Reason)
            ? new Refusal("reason-needed", ("supply", "grant")) { Field = "reason" }
            : Outside(question, book, "grant", new("grant", "art. 2(1)"));

    /// <summary>Buildings (art. 47) and admission (art. 53, 54) for every buyer; performances, teaching and culture for private ones (art. 54).</summary>
    private static bool NeedsPlace(SupplyKind supply, Parties parties) =>
        supply is SupplyKind.PropertyService or SupplyKind.EventAdmission
        || (!parties.Taxable && supply is SupplyKind.ArtisticPerformance or SupplyKind.Education or SupplyKind.CulturalService);

    private static Outcome<VatDecision> AtPlace(VatQuestion question, FactBook book)
    {
        if (string.IsNullOrWhiteSpace(question.Place)) return new Refusal("field-missing", ("name", "place")) { Field = "place" };
        if (Same(question.Place, question.Seller.Country)) return Domestic(question, book, new("place-at-home", "art. 47, 53, 54"));

        // The tax is owed there, and the cooperative has no registration there: nothing it could print would be right.
        return book.IsInVatArea(question.Place, question.Date)
            ? CannotInvoice("vat-place-in-another-member-state", question.Place)
            : Outside(question, book, "outsideScope", new("place-outside-the-union", "art. 47, 53, 54"));
    }

    private static Outcome<VatDecision> AcrossTheBorder(VatQuestion question, Parties parties, FactBook book)
    {
        if (!parties.BuyerInUnion) return Outside(question, book, "outsideScope", new("business-outside-the-union", "art. 44"));
        if (question.Seller.VatNumber is null) return Missing("seller.vatNumber");

        return Text(book, "reverseCharge", question).Then<VatDecision>(text => new VatDecision(
            VatCategory.AE, Rate.Zero, "VATEX-EU-AE", text.Value, new("business-in-another-member-state", "art. 44, 196"), null,
            [VatRequirement.SellerVatNumber, VatRequirement.BuyerVatNumber], [text.Use]));
    }

    private static Outcome<VatDecision> ToPrivate(VatQuestion question, Parties parties, FactBook book)
    {
        if (!parties.BuyerInUnion && question.Buyer.Kind is BuyerKind.Business) return Missing("buyer.businessProof");
        if (question.Supply is SupplyKind.ElectronicService && parties.BuyerInUnion)
            return CannotInvoice("vat-electronic-service-to-private-abroad", question.Buyer.Country);
        if (!parties.BuyerInUnion && question.Supply is SupplyKind.ElectronicService or SupplyKind.AuthorsRights or SupplyKind.Advice)
            return Outside(question, book, "outsideScope", new("private-outside-the-union", "art. 58, 59"));

        var why = question.Buyer.Kind is BuyerKind.Private ? new VatWhy("private-abroad", "art. 45") : new("no-vat-number-so-private", "art. 45");
        return Domestic(question, book, why);
    }

    private static Outcome<VatDecision> Goods(VatQuestion question, Parties parties, FactBook book)
    {
        if (string.IsNullOrWhiteSpace(question.Place)) return Missing("place");
        if (Same(question.Place, question.Seller.Country)) return Domestic(question, book, new("goods-stay-at-home", "art. 31, 32"));
        if (question.Seller.VatNumber is null) return Missing("seller.vatNumber");
        if (!book.IsInVatArea(question.Place, question.Date))
        {
            return Text(book, "export", question).Then<VatDecision>(text => new VatDecision(
                VatCategory.G, Rate.Zero, "VATEX-EU-G", text.Value, new("export", "art. 146"), null, [VatRequirement.SellerVatNumber], [text.Use]));
        }

        if (!parties.BuyerInUnion || !parties.Taxable) return CannotInvoice("vat-distance-sale", question.Place);
        return Text(book, "intraCommunity", question).Then<VatDecision>(text => new VatDecision(
            VatCategory.K, Rate.Zero, "VATEX-EU-IC", text.Value, new("goods-to-another-member-state", "art. 138"), null,
            [VatRequirement.SellerVatNumber, VatRequirement.BuyerVatNumber, VatRequirement.DeliveryDate, VatRequirement.DeliveryCountry], [text.Use]));
    }

    /// <summary>The seller's own country taxes: the standard rate, unless a named kind of supply and a stored reason meet a treatment of its law.</summary>
    private static Outcome<VatDecision> Domestic(VatQuestion question, FactBook book, VatWhy why)
    {
        var country = question.Seller.Country;
        if (question.Seller.Status is SellerVat.SmallBusiness)
            return book.Find<VatTreatment>(country, FactNames.VatSmallBusiness, question.Date).Then(fact => Treated(question, fact, new("small-business", "art. 284")));
        if (string.IsNullOrWhiteSpace(question.Reason))
        {
            return book.Find<Rate>(country, FactNames.VatStandard, question.Date).Then<VatDecision>(fact => new VatDecision(
                VatCategory.S, fact.Value, null, null, why, null, [VatRequirement.SellerVatNumber], [fact.Use]));
        }

        var name = FactNames.VatTreatment + question.Supply.InCamelCase();
        return book.Find<VatTreatment>(country, name, question.Date).Then(fact => Treated(question, fact, why));
    }

    private static Outcome<VatDecision> Treated(VatQuestion question, Fact<VatTreatment> fact, VatWhy why)
    {
        var treatment = fact.Value;
        var lacking = (treatment.Requires ?? []).FirstOrDefault(condition => !Evidence(question).Contains(condition));
        if (lacking is not null) return new Refusal("reason-needed", ("id", fact.Use.Id), ("condition", lacking)) { Field = "reason" };
        if (treatment.Category is VatCategory.AE && question.Seller.VatNumber is null) return Missing("seller.vatNumber");

        string? text = null;
        if (treatment.Text is { } texts && !texts.TryGetValue(question.Language, out text)) return NoText(fact.Use.Id, question.Language);

        Rate? rate = treatment.Category is VatCategory.O ? null : treatment.Rate ?? Rate.Zero;
        return new VatDecision(treatment.Category, rate, treatment.ReasonCode, text, why, question.Reason, RequirementsOf(treatment.Category), [fact.Use]);
    }

    private static Outcome<VatDecision> Outside(VatQuestion question, FactBook book, string text, VatWhy why) =>
        Text(book, text, question).Then<VatDecision>(found => new VatDecision(
            VatCategory.O, null, "VATEX-EU-O", found.Value, why, question.Reason, RequirementsOf(VatCategory.O), [found.Use]));

    private static IReadOnlyList<VatRequirement> RequirementsOf(VatCategory category) => category switch
    {
        VatCategory.O => [VatRequirement.NoVatNumbers, VatRequirement.NoOtherCategory],
        VatCategory.AE or VatCategory.K => [VatRequirement.SellerVatNumber, VatRequirement.BuyerVatNumber],
        _ => [VatRequirement.SellerVatNumber],
    };

    private static IReadOnlySet<string> Evidence(VatQuestion question)
    {
        var evidence = new HashSet<string>(question.Seller.Recognitions ?? new HashSet<string>(), StringComparer.Ordinal);
        if (question.Buyer.Kind is not BuyerKind.Private && question.Buyer.VatNumber is not null) evidence.Add("businessBuyerWithNumber");
        return evidence;
    }

    /// <summary>A number that is given must be one, and of the party's country; a missing one decides the case instead.</summary>
    private static Refusal? BadNumber(VatQuestion question)
    {
        return Check(question.Seller.VatNumber, question.Seller.Country, "seller.vatNumber")
            ?? Check(question.Buyer.VatNumber, question.Buyer.Country, "buyer.vatNumber");

        static Refusal? Check(string? text, string country, string field)
        {
            if (text is null || !VatNumber.IsKnown(country)) return null;
            var number = VatNumber.Read(text);
            return number.Refusal is null && Same(number.Value.Country, country) ? null : new Refusal("field-invalid", ("name", field), ("country", country)) { Field = field };
        }
    }

    private static Outcome<(string Value, FactUse Use)> Text(FactBook book, string name, VatQuestion question) =>
        book.Find<IReadOnlyDictionary<string, string>>("EU", FactNames.VatText + name, question.Date).Then<(string, FactUse)>(fact =>
            fact.Value.TryGetValue(question.Language, out var text) ? (text, fact.Use) : NoText(fact.Use.Id, question.Language));

    private static Refusal NoText(string id, string language) => new("parameter-missing", ("id", id), ("language", language)) { Field = "language" };

    private static Refusal Missing(string field) => new("field-missing", ("name", field)) { Field = field };

    private static Refusal CannotInvoice(string rule, string country) => new("invoice-not-valid", ("rule", rule), ("country", country));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the place of supply asks about the two parties.</summary>
    /// <param name="Taxable">Counts as a business: in the Union by its VAT number, public bodies too (art. 43); outside it by other proof.</param>
    private sealed record Parties(bool AtHome, bool BuyerInUnion, bool Taxable)
    {
        public static Parties Of(VatQuestion question, FactBook book)
        {
            var buyer = question.Buyer;
            var home = Same(buyer.Country, question.Seller.Country);
            var inUnion = home || book.IsInVatArea(buyer.Country, question.Date);
            var taxable = buyer.Kind is not BuyerKind.Private
                && (inUnion ? buyer.VatNumber is not null || (home && buyer.Kind is BuyerKind.Business) : !string.IsNullOrWhiteSpace(buyer.BusinessProof));
            return new(home, inUnion, taxable);
        }
    }
}
