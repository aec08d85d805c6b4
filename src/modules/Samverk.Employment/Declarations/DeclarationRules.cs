using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a country wants to be told, by its pack and the cooperative's own values.</summary>
internal static class DeclarationRules
{
    /// <summary>The kinds that a country's pack names, switched on or not.</summary>
    public static IReadOnlyList<string> Kinds(this FactBook facts, string country)
    {
        var prefix = $"{country.ToLowerInvariant()}.{FactNames.Declaration}";
        return [.. facts.Known.Concat(facts.ReleasesInForce(LocalDate.MaxIsoValue)).Select(use => use.Id).Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Distinct()
            .Select(id => id[prefix.Length..]).Order(StringComparer.Ordinal)];
    }

    /// <returns>The rule; <c>regime-not-verified</c> or <c>parameter-missing</c> with its id: it is switched off until somebody stands for it.</returns>
    public static Outcome<Fact<DeclarationRule>> Rule(this FactBook facts, string country, string kind, LocalDate date) =>
        facts.Find<DeclarationRule>(country, FactNames.Declaration + kind, date);

    /// <summary>What becomes due when a period has ended; or why nobody can say until when.</summary>
    public static Outcome<Declaration> ForPeriod(Fact<DeclarationRule> rule, LegalEntity entity, string kind, LocalDate from, LocalDate to, FactBook facts, LocalDate today) =>
        rule.Value.Deadline!.After(to, new Calendar(facts, entity.Country)).Then<Declaration>(deadline => Of(
            NamedGuid.Of(entity.Id.Value, $"declaration {kind} {from:R}"), rule, entity.Id, kind, null, from, to, deadline, today));

    public static Declaration ForWork(Fact<DeclarationRule> rule, Work work, string kind, LocalDate today) =>
        Of(NamedGuid.Of(work.Id.Value, $"declaration {kind}"), rule, work.Entity, kind, work.Id, work.FirstDay, work.LastDay, work.FirstDay, today);

    private static Declaration Of(Guid id, Fact<DeclarationRule> rule, Id<LegalEntity> entity, string kind, Id<Work>? work, LocalDate from, LocalDate to, LocalDate deadline, LocalDate today) =>
        new(id, entity, kind, rule.Value.Name, rule.Value.Authority, rule.Value.Data, $"{rule.Use.Id} {rule.Use.Version}", work, from, to, deadline, null, DeclarationState.Due, false, null, null, null, null, today);
}
