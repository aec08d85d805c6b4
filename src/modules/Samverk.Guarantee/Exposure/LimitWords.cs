using Microsoft.Extensions.Localization;

namespace Samverk.Guarantee;

/// <summary>Limits in people's words.</summary>
internal static class LimitWords
{
    /// <summary>For whom, where it is not one of them.</summary>
    public static string For(LimitKind kind, IStringLocalizer text) => kind switch
    {
        LimitKind.Client => text["Each client"],
        LimitKind.Member => text["Each member"],
        LimitKind.Activity => text["Each activity"],
        _ => text["The whole cooperative"],
    };

    public static string One(LimitKind kind, IStringLocalizer text) => kind switch
    {
        LimitKind.Client => text["this client only"],
        LimitKind.Member => text["this member only"],
        _ => text["this activity only"],
    };

    /// <summary>What it stops, in a sentence.</summary>
    public static string Effect(LimitKind kind, IStringLocalizer text) => kind switch
    {
        LimitKind.Client => text["A new wage is refused when all that is laid out for work for one client would exceed this."],
        LimitKind.Member => text["A new wage is refused when all that is laid out for one member's work would exceed this."],
        LimitKind.Activity => text["A new wage is refused when all that is laid out for one activity would exceed this."],
        _ => text["A new wage is refused when all that the cooperative has laid out would exceed this."],
    };

    public static string Of(LimitStand stand, IStringLocalizer text) => stand switch
    {
        LimitStand.Now => text["in force"],
        LimitStand.Coming => text["to come"],
        _ => text["replaced"],
    };
}
