using NodaTime;
using Samverk.Kernel;
using Period = Samverk.Kernel.Period;

namespace Samverk.EInvoice;

/// <summary>
/// Judges a document by rules that are valid on a day. The arithmetic and presence rules of EN 16931 are said over its terms; rules about the
/// syntax of a file are not here.
/// </summary>
public static class Rules
{
    /// <summary>A set of rules, from when it holds. A new release is a new pack with its own days; old documents are judged by the old one.</summary>
    private sealed record Pack(Period Valid, Profile[] Profiles, Rule[] Rules);

    private static readonly LocalDate Standard = new(2017, 6, 28);

    private static readonly Pack[] Packs =
    [
        new(new(Standard), [Profile.En16931, Profile.Peppol],
        [
            .. PresenceRules.All, .. PartyRules.All, .. DocumentRules.All, .. LineRules.All, .. AllowanceRules.All, .. BreakdownRules.All, .. PaymentRules.All,
            .. SumRules.All, .. DecimalRules.All, .. VatRules.All, .. CodeRules.All, .. OwnRules.All,
        ]),
        new(new(Standard), [Profile.Peppol], [.. PeppolRules.All, .. PeppolCodeRules.All, .. IdentifierRules.All, .. SwedishRules.All, .. GermanRules.All]),
    ];

    /// <summary>Every rule that is broken, once per place, in the order of the packs. None fatal = valid.</summary>
    /// <param name="date">The day by whose rules it is judged: the issue date.</param>
    public static IReadOnlyList<Violation> Check(Invoice invoice, Profile profile, LocalDate date)
    {
        var packs = Packs.Where(pack => pack.Profiles.Contains(profile) && pack.Valid.Contains(date)).ToArray();
        if (packs.Length is 0) return [new("SV-03", Severity.Fatal, $"No rules are known for {date:R}.", "BT-2")];

        var violations = new List<Violation>();
        foreach (var pack in packs)
            foreach (var rule in pack.Rules)
                foreach (var place in rule.Breaks(invoice))
                    violations.Add(new(rule.Id, rule.Severity, rule.Message, place));
        return violations;
    }

    /// <summary>The document, or <c>invoice-not-valid</c> with the ids of its fatal rules.</summary>
    public static Outcome<Invoice> Valid(Invoice invoice, Profile profile, LocalDate date)
    {
        var fatal = Check(invoice, profile, date).Where(violation => violation.Severity is Severity.Fatal).Select(violation => violation.Rule).Distinct();
        var rules = string.Join(", ", fatal);
        return rules.Length is 0 ? invoice : new Refusal("invoice-not-valid", ("rules", rules));
    }

    /// <summary>The ids of all rules, for documentation and tests.</summary>
    internal static IEnumerable<string> Ids => Packs.SelectMany(pack => pack.Rules).Select(rule => rule.Id);
}
