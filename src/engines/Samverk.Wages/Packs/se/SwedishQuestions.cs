namespace Samverk.Wages;

internal static class SwedishQuestions
{
    private static readonly string[] ByTable = ["table", "no_decision"];

    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.Choice("withholding", "Tax",
            ("table", "By tax table: this is my main income"), ("side_income", "Side income: 30 per cent"), ("no_decision", "No decision is known: table of the municipality with a surcharge"),
            ("non_resident", "I live abroad and have a decision on SINK")),
        Ask.Whole("birth_year", "The year you were born", 1900, 2100) with { Hint = "The employer's contribution goes by it" },
        Ask.Whole("table", "Tax table", 29, 42).Where("withholding", ByTable) with { Hint = "29 to 42, from the tax decision of your municipality" },
        Ask.Whole("column", "Column of the tax table", 1, 6).Where("withholding", ByTable) with { Hint = "1 for pay under 66 years of age" },
        Ask.Amount("annual_income", "Expected income of the calendar year").Open().OfYear().Where("withholding", "table") with
        {
            Hint = "All pay of this year from this employer, with the payment that is to come. Tax on holiday compensation beside a tax table goes by it",
        },
    ];
}
