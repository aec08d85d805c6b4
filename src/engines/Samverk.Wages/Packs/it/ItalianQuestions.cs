namespace Samverk.Wages;

internal static class ItalianQuestions
{
    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.Choice("contract", "Contract", ("permanent", "Permanent"), ("fixed_term", "Fixed term"), ("apprentice", "Apprentice")),
        Ask.Amount("gross_year", "Pay expected from this employer in the year"),
        Ask.Whole("days", "Days of employment in the year", 1, 365) with { Hint = "365 for a whole year" },
        Ask.Amount("spouse_income", "Income of the spouse in the year").Open() with { Hint = "Left open where there is no spouse" },
        (new WageFact("children", WageFactKind.Ages, "Ages of children who depend on you") { AsObjects = true, Hint = "With commas between them: 22, 24. For a child with a disability or an income of its own ask the office" }).Open(),
        Ask.YesNo("cigs", "The employer contributes to extraordinary wage support (CIGS)") with { OfEmployer = true },
        Ask.Choice("contribution_sector", "Branch of the contributions", ("commerce", "Commerce"), ("other", "Another one")) with { OfEmployer = true },
        Ask.OfEmployer("work_accident_rate", "Insurance against accidents at work, per cent", 20),
    ];
}
