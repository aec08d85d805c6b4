using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Tests.Countries;

public class VatRulesTests
{
    private const string Belgian = "BE0428759497", Swedish = "SE556188840401", German = "DE136695976", French = "FR40303265045", Austrian = "ATU13585627";
    private static readonly LocalDate Date = new(2026, 3, 2);

    private static VatQuestion Ask(
        string seller, string buyer, BuyerKind kind, string? number, SupplyKind supply, string? place = null,
        string language = "en", string? reason = null, string? proof = null, SellerVat status = SellerVat.Registered, string[]? recognised = null) =>
        new(new(seller, status, NumberOf(seller), recognised?.ToHashSet()), new(buyer, kind, number, proof), supply, place, Date, language, reason);

    private static string? NumberOf(string country) => country switch { "BE" => Belgian, "SE" => Swedish, "DE" => German, "FR" => French, "AT" => Austrian, _ => null };

    private static Outcome<VatDecision> Decide(VatQuestion question) => VatRules.Decide(question, FactBook.Embedded);

    public static TheoryData<string, VatQuestion, string> Cases => new()
    {
        { "domestic business", Ask("BE", "BE", BuyerKind.Business, null, SupplyKind.Services), "S 21 - domestic" },
        { "domestic private", Ask("SE", "SE", BuyerKind.Private, null, SupplyKind.Services), "S 25 - domestic" },
        { "artist at home, no special reason", Ask("SE", "SE", BuyerKind.Business, null, SupplyKind.ArtisticPerformance), "S 25 - domestic" },
        { "stage in Germany with a reason", Ask("DE", "DE", BuyerKind.Business, null, SupplyKind.ArtisticPerformance, reason: "theatre, contract 7"), "S 7 - domestic" },
        { "rights in Germany with a reason", Ask("DE", "DE", BuyerKind.Business, null, SupplyKind.AuthorsRights, reason: "licence of photographs"), "S 7 - domestic" },
        { "business in another member state", Ask("BE", "FR", BuyerKind.Business, French, SupplyKind.Services), "AE 0 VATEX-EU-AE business-in-another-member-state" },
        { "public body abroad with a number", Ask("SE", "DE", BuyerKind.Public, German, SupplyKind.Advice), "AE 0 VATEX-EU-AE business-in-another-member-state" },
        { "artist for a business abroad", Ask("SE", "DE", BuyerKind.Business, German, SupplyKind.ArtisticPerformance, "DE"), "AE 0 VATEX-EU-AE business-in-another-member-state" },
        { "business abroad without a number is private", Ask("BE", "FR", BuyerKind.Business, null, SupplyKind.Services), "S 21 - no-vat-number-so-private" },
        { "private person abroad", Ask("DE", "FR", BuyerKind.Private, null, SupplyKind.Services), "S 19 - private-abroad" },
        { "teaching a foreigner at home", Ask("DE", "FR", BuyerKind.Private, null, SupplyKind.Education, "DE"), "S 19 - place-at-home" },
        { "exempt teaching by a recognised body", Ask("DE", "DE", BuyerKind.Private, null, SupplyKind.Education, "DE", reason: "course 4", recognised: ["educationBody"]), "E 0 VATEX-EU-132-1I place-at-home" },
        { "business outside the Union with proof", Ask("BE", "US", BuyerKind.Business, null, SupplyKind.Services, proof: "register extract"), "O - VATEX-EU-O business-outside-the-union" },
        { "British business", Ask("BE", "GB", BuyerKind.Business, null, SupplyKind.Services, proof: "GB VAT number checked"), "O - VATEX-EU-O business-outside-the-union" },
        { "private person outside, plain service", Ask("BE", "CH", BuyerKind.Private, null, SupplyKind.Services), "S 21 - private-abroad" },
        { "private person outside, rights", Ask("BE", "CH", BuyerKind.Private, null, SupplyKind.AuthorsRights), "O - VATEX-EU-O private-outside-the-union" },
        { "performance outside the Union", Ask("BE", "CH", BuyerKind.Private, null, SupplyKind.ArtisticPerformance, "CH"), "O - VATEX-EU-O place-outside-the-union" },
        { "grant", Ask("SE", "SE", BuyerKind.Public, null, SupplyKind.Grant, reason: "decision of the arts council"), "O - VATEX-EU-O grant" },
        { "seller without registration", Ask("SE", "SE", BuyerKind.Public, null, SupplyKind.Services, status: SellerVat.NotRegistered), "O - VATEX-EU-O seller-not-registered" },
        { "goods to another member state", Ask("BE", "FR", BuyerKind.Business, French, SupplyKind.Goods, "FR"), "K 0 VATEX-EU-IC goods-to-another-member-state" },
        { "goods to a third country", Ask("BE", "CH", BuyerKind.Private, null, SupplyKind.Goods, "CH"), "G 0 VATEX-EU-G export" },
        { "goods that stay", Ask("BE", "CH", BuyerKind.Private, null, SupplyKind.Goods, "BE"), "S 21 - goods-stay-at-home" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_case_gives_category_rate_code_and_reason(string name, VatQuestion question, string expected)
    {
        var decision = Decide(question).Value;

        Assert.NotEmpty(name);
        Assert.Equal(expected, $"{decision.Category} {decision.Rate?.ToString() ?? "-"} {decision.ReasonCode ?? "-"} {decision.Why.Code}");
        Assert.Equal(decision.Category is VatCategory.S, decision.LegalText is null);
        Assert.Equal(decision.Category is VatCategory.O, decision.Requirements.Contains(VatRequirement.NoVatNumbers));
        Assert.NotEmpty(decision.Facts);
        Assert.Equal(decision, decision with { StoredReason = question.Reason });
    }

    public static TheoryData<string, VatQuestion, string, string> Refused => new()
    {
        { "no reason for a grant", Ask("SE", "SE", BuyerKind.Public, null, SupplyKind.Grant), "reason-needed", "supply" },
        { "teaching by a body that is not recognised", Ask("DE", "DE", BuyerKind.Private, null, SupplyKind.Education, "DE", reason: "course 4"), "reason-needed", "condition" },
        { "a reason for a kind without a treatment", Ask("DE", "DE", BuyerKind.Business, null, SupplyKind.Services, reason: "please"), "parameter-missing", "id" },
        { "an exemption nobody confirmed", Ask("BE", "BE", BuyerKind.Business, null, SupplyKind.ArtisticPerformance, reason: "concert"), "regime-not-verified", "id" },
        { "small business nobody confirmed", Ask("DE", "DE", BuyerKind.Private, null, SupplyKind.Services, status: SellerVat.SmallBusiness), "regime-not-verified", "id" },
        { "business outside the Union without proof", Ask("BE", "US", BuyerKind.Business, null, SupplyKind.Services), "field-missing", "name" },
        { "performance without a place", Ask("BE", "FR", BuyerKind.Private, null, SupplyKind.ArtisticPerformance), "field-missing", "name" },
        { "performance for private people in another member state", Ask("BE", "FR", BuyerKind.Private, null, SupplyKind.ArtisticPerformance, "FR"), "invoice-not-valid", "rule" },
        { "electronic service to a private person abroad", Ask("BE", "FR", BuyerKind.Private, null, SupplyKind.ElectronicService), "invoice-not-valid", "rule" },
        { "building abroad", Ask("BE", "BE", BuyerKind.Business, Belgian, SupplyKind.PropertyService, "FR"), "invoice-not-valid", "rule" },
        { "goods to a private person abroad", Ask("BE", "FR", BuyerKind.Private, null, SupplyKind.Goods, "FR"), "invoice-not-valid", "rule" },
        { "a number that cannot be one", Ask("BE", "FR", BuyerKind.Business, "FR41303265045", SupplyKind.Services), "field-invalid", "name" },
        { "a number of another country", Ask("BE", "FR", BuyerKind.Business, German, SupplyKind.Services), "field-invalid", "name" },
        { "a seller without a number", Ask("IT", "FR", BuyerKind.Business, French, SupplyKind.Services), "field-missing", "name" },
        { "a language without a legal text", Ask("BE", "FR", BuyerKind.Business, French, SupplyKind.Services, language: "fi"), "parameter-missing", "id" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void The_case_is_refused_by_name(string name, VatQuestion question, string code, string fact)
    {
        var refusal = Decide(question).Refusal;

        Assert.NotEmpty(name);
        Assert.Equal(code, refusal?.Code);
        Assert.Contains(refusal!.Facts, known => known.Name == fact);
    }

    [Theory]
    [InlineData("en", "Reverse charge"), InlineData("sv", "Omvänd betalningsskyldighet"), InlineData("de", "Steuerschuldnerschaft des Leistungsempfängers"), InlineData("fr", "Autoliquidation")]
    public void The_legal_text_is_in_the_language_of_the_invoice(string language, string text) =>
        Assert.Equal(text, Decide(Ask("BE", "FR", BuyerKind.Business, French, SupplyKind.Services, language: language)).Value.LegalText);

    [Fact]
    public void An_operators_release_opens_an_exemption_and_stays_visible_in_the_decision()
    {
        const string Release = """
            {"operatorValues":[{"id":"be.vat.treatment.artisticPerformance","validFrom":"2026-01-01",
             "value":{"category":"E","text":{"en":"Exempt, Article 44 § 2, 8°"}},
             "releasedBy":"p-3","releasedOn":"2026-01-05","reason":"ruling of the tax office"}]}
            """;
        var book = FactBook.Embedded.With(Release, "own.json").Value;
        var decision = VatRules.Decide(Ask("BE", "BE", BuyerKind.Public, null, SupplyKind.ArtisticPerformance, "BE", reason: "concert, performer in person"), book).Value;

        Assert.Equal((VatCategory.E, Rate.Zero, null, "Exempt, Article 44 § 2, 8°"), (decision.Category, decision.Rate, decision.ReasonCode, decision.LegalText));
        Assert.Equal("concert, performer in person", decision.StoredReason);
        Assert.Equal("p-3", decision.Facts.Single().Release?.ReleasedBy);
    }

    [Fact]
    public void Before_2021_the_United_Kingdom_is_inside_the_VAT_area()
    {
        var question = Ask("BE", "GB", BuyerKind.Business, "GB123456789", SupplyKind.Services) with { Date = new(2020, 6, 1) };

        Assert.Equal(VatCategory.AE, Decide(question).Value.Category);
    }
}
