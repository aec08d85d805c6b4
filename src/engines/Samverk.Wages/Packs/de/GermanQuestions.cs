namespace Samverk.Wages;

internal static class GermanQuestions
{
    private const string Fund = "The health fund's site says it";

    private static readonly (string, string)[] States =
    [
        ("BW", "Baden-Württemberg"), ("BY", "Bayern"), ("BE", "Berlin"), ("BB", "Brandenburg"), ("HB", "Bremen"), ("HH", "Hamburg"), ("HE", "Hessen"), ("MV", "Mecklenburg-Vorpommern"),
        ("NI", "Niedersachsen"), ("NW", "Nordrhein-Westfalen"), ("RP", "Rheinland-Pfalz"), ("SL", "Saarland"), ("SN", "Sachsen"), ("ST", "Sachsen-Anhalt"), ("SH", "Schleswig-Holstein"), ("TH", "Thüringen"),
    ];

    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.Whole("tax_class", "Tax class", 1, 6) with { Hint = "1 single, 2 alone with children, 3 to 5 married, 6 second job" },
        (Ask.PerCent("tax_factor", "Factor of class 4", 1, 3) with { Kind = WageFactKind.Number, Least = 0.001m, Hint = "0.001 to 1, where the tax office has set one" }).Where("tax_class", "4").Open(),
        Ask.Choice("state", "State you live in", States),
        Ask.YesNo("church_member", "Member of a church that levies tax"),
        (Ask.PerCent("child_allowances", "Child allowances on the tax card", 99, 1) with { Kind = WageFactKind.Number }).Open(),
        Ask.PerCent("health_additional_rate", "Additional contribution of your health fund, per cent", 20, 2) with { Hint = Fund },
        Ask.YesNo("care_childless", "23 or older and without children"),
        Ask.Whole("care_child_discounts", "Children under 25 after the first", 0, 4).Where("care_childless", WageFact.No).Open(),
        Ask.YesNo("pension_exempt", "Exempt from pension insurance in a minijob").Open(),
        Ask.PerCent("levy_u1_rate", "Levy for sick pay (U1), per cent", 10) with { Hint = Fund },
        Ask.PerCent("levy_u2_rate", "Levy for maternity (U2), per cent", 10) with { Hint = Fund },
        Ask.OfEmployer("accident_rate", "Insurance against accidents at work, per cent", 50),
    ];
}
