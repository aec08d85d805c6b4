using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>What the style guide shows: one member's March.</summary>
internal static class PartsSample
{
    public static readonly LocalDate Today = new(2026, 3, 2);

    public static readonly CriticalPoint Critical = new(new(2026, 5, 14), "covered until 14 May");

    public static readonly Refusal Refused = new("money-too-many-decimals", ("text", "24 000,005")) { Field = "amount" };

    public static readonly IReadOnlyList<StepPoint> Curve =
    [
        new(new(2025, 12, 1), Sek(15_500)), new(new(2025, 12, 18), Sek(42_000)), new(new(2026, 1, 8), Sek(29_700)), new(new(2026, 2, 8), Sek(49_000)),
        new(new(2026, 2, 25), Sek(38_420)), new(new(2026, 3, 25), Sek(27_000)), new(new(2026, 4, 10), Sek(42_000)), new(new(2026, 4, 25), Sek(20_800)),
        new(new(2026, 5, 14), Sek(0)), new(new(2026, 5, 25), Sek(-4_200)),
    ];

    public static readonly IReadOnlyList<TodoItem> Todo =
    [
        new("Declare your work in Umeå", "It starts tomorrow; undeclared hours cannot be paid.", "/parts", "today", Meaning.Late),
        new("Approve the invoice draft", "Norrlandsoperan, 12,000 SEK; it goes out by itself on the 5th.", "/parts", "5 March", Meaning.Soon),
        new("Vote: rules for shared equipment", "Open ballot of the spring assembly.", "/parts", "12 March", Meaning.Info),
    ];

    public static readonly IReadOnlyList<Line> Rows =
    [
        new("Invoice 2026-0112", "Folkets Hus, Malmö · 27 Feb", "paid", Meaning.Good, Sek(10_695), "where did it go?"),
        new("Wage February", "3 days, Stockholm · 25 Feb", "on your account", Meaning.Good, new(-684_827, Currency.SEK), "payslip"),
        new("Invoice 2026-0098", "Festival Nord · 18 Feb", "12 days late", Meaning.Late, Sek(8_200), "what happens now?"),
    ];

    public static readonly IReadOnlyList<FlowPart> Flow =
    [
        new("Paid to you", new(479_427, Currency.SEK), 1) { Hint = "net wage on 25 May, after tax", Why = "payslip", WhyHref = "/parts", First = true },
        new("Income tax", Sek(2_054), 2) { Hint = "30 % of 6,848.27, in whole kronor", Why = "why?", WhyHref = "/parts" },
        new("Social security, employer's part", new(215_173, Currency.SEK), 3) { Hint = "31.42 % of 6,848.27: pension, sickness, parental insurance …", Why = "why?", WhyHref = "/parts" },
        new("The cooperative's price", Sek(695), 4) { Hint = "6.95 on 100: invoicing, guarantee, advice", Why = "why?", WhyHref = "/parts" },
        new("Your expenses", Sek(1_000), 5) { Hint = "train Stockholm – Malmö, 1 receipt", Why = "receipt", WhyHref = "/parts" },
    ];

    public static readonly IReadOnlyList<TimelineStep> Story =
    [
        new("4 May", "Client confirmed the order by link; guaranteed") { Why = "on which evidence?", WhyHref = "/parts", Who = "Folkets Hus, Malmö" },
        new("18 May", "Invoice sent, due 17 June") { Icon = "file-invoice" },
        new("25 May", "You were paid, before the client paid") { Icon = "cash" },
        new("17 June", "Client paid 13,368.75 with VAT") { Icon = "coins", Meaning = Meaning.Good },
    ];

    public static readonly IReadOnlyList<Choice> Choices = [new("mine", "Mine and unassigned"), new("all", "Everybody's")];

    public static Money Sek(long kronor) => new(kronor * 100, Currency.SEK);

    internal sealed record Line(string What, string Who, string State, Meaning Meaning, Money Amount, string Why);
}
