using Microsoft.Extensions.Localization;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>How a gross came about, in people's words, and who may read it.</summary>
internal static class PayWords
{
    public static string Of(PayLine line, IStringLocalizer text) => line.Code switch
    {
        PayLine.Work => text["Agreed pay for the work"],
        PayLine.Away => text["Less {0} hours of absence, {1} – {2}", Words.Hours(line.Minutes), line.From!.Value.Shown(), line.To!.Value.Shown()],
        PayLine.Sick => text["Sick pay"], PayLine.Continued => text["Pay that goes on during the absence"],
        PayLine.Waiting => text["Less the waiting deduction, once for each illness"],
        PayLine.Holiday => text["Holiday pay, {0} days", line.Days],
        _ => text["Holiday compensation, paid out because the employment ends"],
    };

    /// <summary>What the rate is applied to.</summary>
    public static string? BaseOf(PayLine line, IStringLocalizer text) => line.Code switch
    {
        PayLine.Sick or PayLine.Continued => text["Pay that was lost"].Value, PayLine.Waiting => text["Sick pay of an average week"].Value, PayLine.Holiday => text["Holiday pay earned this year"].Value,
        PayLine.Compensation => text["Pay without it"].Value, _ => null,
    };

    /// <summary>Why somebody was away is a fact of health: the person and payroll read the lines about it, an adviser the sum.</summary>
    public static IReadOnlyList<PayLine> For(IReadOnlyList<PayLine> lines, bool own, Actor actor) =>
        own || actor.Roles.Contains(Role.Finance) || lines.All(line => line.Absence is null) ? lines : [];

    /// <summary>The same for what a correction changes of them.</summary>
    public static IReadOnlyList<PayDifference> For(IReadOnlyList<PayDifference> lines, bool own, Actor actor) =>
        own || actor.Roles.Contains(Role.Finance) || lines.All(line => line.Line.Absence is null) ? lines : [];

    /// <summary>The same for what an absence lacks: its rule's name would say why somebody is away.</summary>
    public static Refusal? For(Refusal? refusal, Actor actor) =>
        refusal is null || actor.Roles.Contains(Role.Finance) || refusal.Facts.All(fact => fact is not { Name: "id", Value: string id } || !id.Contains(".absence.", StringComparison.Ordinal)) ? refusal
            : new Refusal("absence-not-computed");
}
