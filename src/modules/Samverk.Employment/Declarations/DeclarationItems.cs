using NodaTime;
using Samverk.Countries;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Declarations on the desk: what has to be told until when, what is late, and what nobody has a rule for.</summary>
internal static class DeclarationItems
{
    public const string Kind = "employment.declaration", Late = "employment.declaration-late", NoRule = "employment.declaration-rule";

    /// <summary>Stays until it is sent; again when the authority rejects it, and when work that was declared is off.</summary>
    public static async Task AskToDeclare(this Tx tx, Declaration declaration)
    {
        var entity = (await tx.FindEntity(declaration.Entity))!;
        await tx.OpenItem(new Item(Kind, Kind, declaration.Id, "{name} for {from} to {to}", $"/declarations/{declaration.Id}")
        {
            Under = "{entity} to {authority}", Facts = [("name", declaration.Name), ("from", declaration.From), ("to", declaration.To), ("entity", entity.Name), ("authority", declaration.Authority)],
            Due = await Limit(tx, declaration, entity),
        });
    }

    /// <summary>The legal day has passed: the board sees it.</summary>
    public static Task TellLate(this Tx tx, Declaration declaration) => tx.OpenItem(new Item(Late, Kind, declaration.Id, "{name} is late", $"/declarations/{declaration.Id}")
    {
        Under = "it had to be sent by {date}", Facts = [("name", declaration.Name), ("date", declaration.Deadline)],
    });

    /// <summary>Wages were paid, and the pack's rule is switched off: somebody reads the law and stands for a value.</summary>
    public static Task AskForRule(this Tx tx, LegalEntity entity, string kind, string fact) => tx.OpenItem(
        new Item(NoRule, Kind, RuleObject(entity, kind), "Nobody stands for the rule of the declaration {kind}", $"/facts/{fact}")
        {
            Under = "{entity} has paid wages; without a rule nothing reminds you of the day", Facts = [("kind", kind), ("entity", entity.Name)],
        });

    public static Task CloseRule(this Tx tx, LegalEntity entity, string kind) => tx.CloseItem(RuleObject(entity, kind), NoRule, "rule");

    public static async Task CloseDeclaration(this Tx tx, Declaration declaration, string why)
    {
        await tx.CloseItem(declaration.Id, Kind, why);
        await tx.CloseItem(declaration.Id, Late, why);
    }

    private static Guid RuleObject(LegalEntity entity, string kind) => NamedGuid.Of(entity.Id.Value, $"declaration rule {kind}");

    private static async Task<LegalDate> Limit(Tx tx, Declaration declaration, LegalEntity entity)
    {
        var named = (await tx.Facts()).Find<string>(entity.Country, FactNames.TimeZone, declaration.Deadline);
        var zone = named.Refusal is null ? DateTimeZoneProviders.Tzdb[named.Value.Value] : tx.Zone;
        if (declaration.Work is { } id && await tx.FindWork(id) is { } work) return new(work.Begins.InZoneLeniently(zone).ToInstant(), false, declaration.RestsOn.Split(' ')[0]);
        return LegalDate.On(declaration.Deadline, zone, declaration.RestsOn.Split(' ')[0]);
    }
}
