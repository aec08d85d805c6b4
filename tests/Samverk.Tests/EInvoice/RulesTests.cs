using NodaTime;
using Samverk.EInvoice;

namespace Samverk.Tests.EInvoice;

public sealed class RulesTests
{
    private static readonly Invoice Good = Sample.All["Swedish with OCR and Bankgiro"];
    private static readonly Invoice Rich = Sample.All["Allowances, charges and two rates"];
    private static readonly Invoice German = Sample.All["German with contact"];

    /// <summary>What is changed, and the rules that must notice.</summary>
    private static readonly Dictionary<string, Invoice> Broken = new()
    {
        ["BR-01 PEPPOL-EN16931-R004"] = Good with { Specification = null },
        ["BR-02"] = Good with { Number = " " },
        ["BR-03"] = Good with { IssueDate = null },
        ["BR-06"] = Good with { Seller = Good.Seller with { Name = null } },
        ["BR-10 BR-11"] = Good with { Buyer = Good.Buyer with { Address = null } },
        ["BR-16 BR-CO-10 BR-S-01"] = Good with { Lines = [] },
        ["BR-17"] = Good with { Payee = new(Good.Seller.Name) },
        ["BR-21 BR-23"] = Line(line => line with { Id = null, Unit = null }),
        ["BR-27 PEPPOL-EN16931-R120"] = Line(line => line with { Price = new(-1) }),
        ["BR-29"] = Good with { Period = new(new(2026, 2, 1), new(2026, 1, 1)) },
        ["BR-33 BR-CO-21"] = Rich with { Allowances = [Rich.Allowances[0] with { Reason = null, ReasonCode = null }] },
        ["BR-48 BR-S-08"] = Good with { VatBreakdown = [Good.VatBreakdown[0] with { Vat = new("S", null) }] },
        ["BR-50 BR-61"] = Good with { Payment = new("30") { Transfers = [new(" ")] } },
        ["BR-51"] = Good with { Payment = new("48") { Card = new("4111111111111111") } },
        ["BR-53 PEPPOL-EN16931-R054"] = Good with { AccountingCurrency = "EUR" },
        ["BR-62"] = Good with { Seller = Good.Seller with { Endpoint = new("7696123458") } },
        ["BR-CO-03"] = Good with { TaxPointDate = Sample.Issued, TaxPointCode = "3" },
        ["BR-CO-09"] = Good with { Buyer = Good.Buyer with { VatId = "QQ123" } },
        ["BR-CO-10 BR-CO-13"] = Total(totals => totals with { Lines = totals.Lines + 0.01m }),
        ["BR-CO-14 BR-CO-15"] = Total(totals => totals with { Vat = totals.Vat + 0.01m }),
        ["BR-CO-16"] = Total(totals => totals with { Due = 1 }),
        ["BR-CO-17 BR-S-09"] = Good with { VatBreakdown = [Good.VatBreakdown[0] with { Tax = 1 }] },
        ["BR-CO-26"] = Good with { Seller = Good.Seller with { VatId = null, LegalId = null } },
        ["BR-DEC-18"] = Total(totals => totals with { Due = 1.005m }),
        ["BR-S-02"] = Good with { Seller = Good.Seller with { VatId = null, TaxRegistration = null } },
        ["BR-S-05 SE-R-006"] = Line(line => line with { Vat = Vat.Standard(0) }),
        ["BR-S-10"] = Good with { VatBreakdown = [Good.VatBreakdown[0] with { Reason = "because" }] },
        ["BR-AE-02"] = Of("Reverse charge from Sweden to France", it => it with { Buyer = it.Buyer with { VatId = null, LegalId = null } }),
        ["BR-AE-10"] = Of("Reverse charge from Sweden to France", it => it with { VatBreakdown = [it.VatBreakdown[0] with { Reason = null, ReasonCode = null }] }),
        ["BR-E-10"] = Of("Exempt education", it => it with { VatBreakdown = [it.VatBreakdown[0] with { Reason = null, ReasonCode = null }] }),
        ["BR-O-02"] = Of("Outside the scope", it => it with { Buyer = Sample.SwedishBuyer }),
        ["BR-O-11"] = Of("Outside the scope", it => it with { VatBreakdown = [it.VatBreakdown[0], it.VatBreakdown[0] with { Vat = Vat.Exempt }] }),
        ["BR-CL-04"] = Good with { Currency = "XYZ" },
        ["BR-CL-14"] = Good with { Buyer = Good.Buyer with { Address = new(null, null, null, "ZZ") } },
        ["BR-CL-22"] = Of("Exempt education", it => it with { VatBreakdown = [it.VatBreakdown[0] with { ReasonCode = "VATEX-EU-NONE" }] }),
        ["BR-CL-23"] = Line(line => line with { Unit = "HOURS" }),
        ["SV-01"] = Good with { DueDate = null, PaymentTerms = null },
        ["SV-02"] = Good with { PaymentTerms = "\u0001" },
        ["PEPPOL-EN16931-R001"] = Good with { Process = null },
        ["PEPPOL-EN16931-R002"] = Good with { Notes = [new("one"), new("two")] },
        ["PEPPOL-EN16931-R003"] = Good with { BuyerReference = null },
        ["PEPPOL-EN16931-R007"] = Good with { Process = "urn:fdc:peppol.eu:2017:poacc:billing:1:1.0" },
        ["PEPPOL-EN16931-R010"] = Good with { Buyer = Good.Buyer with { Endpoint = null } },
        ["PEPPOL-EN16931-R040"] = Rich with { Allowances = [Rich.Allowances[0] with { PerCent = 8 }] },
        ["PEPPOL-EN16931-R041"] = Rich with { Allowances = [Rich.Allowances[0] with { Base = null }] },
        ["PEPPOL-EN16931-R046"] = Line(line => line with { Price = line.Price with { Gross = 100 } }),
        ["PEPPOL-EN16931-R061"] = Good with { Payment = new("59") },
        ["PEPPOL-EN16931-R110"] = Line(line => line with { Period = new(new(2020, 1, 1), null) }),
        ["PEPPOL-EN16931-R121"] = Line(line => line with { Price = line.Price with { BaseQuantity = 0 } }),
        ["PEPPOL-EN16931-P0107"] = Of("Exempt education", it => it with { VatBreakdown = [it.VatBreakdown[0] with { ReasonCode = "VATEX-EU-AE" }] }),
        ["PEPPOL-EN16931-P0112"] = Good with { Type = DocumentType.Corrected },
        ["PEPPOL-COMMON-R049 SE-R-013"] = Good with { Seller = Good.Seller with { LegalId = new("7696123450", "0007") } },
        ["PEPPOL-COMMON-R043"] = Of("Belgian with OGM", it => it with { Buyer = it.Buyer with { LegalId = new("0403170702", "0208") } }),
        ["PEPPOL-COMMON-R040"] = Good with { Buyer = Good.Buyer with { Endpoint = new("7350053850018", "0088") } },
        ["SE-R-001 SE-R-002"] = Good with { Seller = Good.Seller with { VatId = "SE5563X" } },
        ["SE-R-005"] = Good with { Seller = Good.Seller with { TaxRegistration = "F-skatt" } },
        ["SE-R-009"] = Good with { Payment = new("30") { Transfers = [new("123", null, CreditTransfer.Bankgiro)] } },
        ["SE-R-012"] = Good with { Payment = Good.Payment! with { Means = "31" } },
        ["DE-R-001"] = German with { Payment = null },
        ["DE-R-002"] = German with { Seller = German.Seller with { Contact = null } },
        ["DE-R-006 DE-R-007"] = German with { Seller = German.Seller with { Contact = new("Jonas Weiß") } },
        ["DE-R-015"] = German with { BuyerReference = null, OrderReference = "4711" },
        ["DE-R-018"] = German with { PaymentTerms = "#SKONTO#TAGE=14#PROZENT=2#\n" },
        ["DE-R-019"] = German with { Payment = new("58") { Transfers = [new("12345")] } },
        ["DE-R-028"] = German with { Seller = German.Seller with { Contact = new("Jonas Weiß", "+49 30 1", "weiss") } },
    };

    public static TheoryData<string> Faults => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Sample.Names), MemberType = typeof(Sample))]
    public void Nothing_is_wrong_with_what_the_cooperative_issues(string name)
    {
        Assert.Empty(Rules.Check(Sample.All[name], Profile.Peppol, Sample.Issued));
        Assert.Empty(Rules.Check(Sample.All[name], Profile.En16931, Sample.Issued));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_by_its_public_rule(string rules)
    {
        var found = Rules.Check(Broken[rules], Profile.Peppol, Sample.Issued).Select(violation => violation.Rule).ToHashSet();

        Assert.Superset(rules.Split(' ').ToHashSet(), found);
    }

    [Fact]
    public void A_violation_says_where_and_warnings_do_not_make_a_document_invalid()
    {
        var violation = Assert.Single(Rules.Check(Line(line => line with { Unit = "HOURS" }), Profile.Peppol, Sample.Issued));
        Assert.Equal("BG-25[1]", violation.Location);

        Assert.Null(Rules.Valid(Good with { Payment = Good.Payment! with { Means = "31" } }, Profile.Peppol, Sample.Issued).Refusal);
        Assert.Equal("invoice-not-valid (rules BR-02)", Rules.Valid(Good with { Number = null }, Profile.Peppol, Sample.Issued).Refusal?.ToString());
    }

    [Fact]
    public void Before_the_standard_no_rule_is_known() =>
        Assert.Equal("SV-03", Assert.Single(Rules.Check(Good, Profile.Peppol, new LocalDate(2016, 1, 1))).Rule);

    [Fact]
    public void An_empty_document_breaks_rules_but_never_the_checker()
    {
        Assert.Contains(Rules.Check(new(), Profile.Peppol, Sample.Issued), violation => violation.Rule is "BR-16");
        Assert.NotEmpty(Rules.Check(new() { Lines = [new()], VatBreakdown = [new(null, null, new(null, null))], Allowances = [new(null, new(null, null))], Payment = new(null) }, Profile.Peppol, Sample.Issued));
    }

    private static Invoice Line(Func<InvoiceLine, InvoiceLine> change) => Good with { Lines = [change(Good.Lines[0]), .. Good.Lines.Skip(1)] };

    private static Invoice Total(Func<DocumentTotals, DocumentTotals> change) => Good with { Totals = change(Good.Totals) };

    private static Invoice Of(string name, Func<Invoice, Invoice> change) => change(Sample.All[name]);
}
