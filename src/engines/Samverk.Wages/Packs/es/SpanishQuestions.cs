namespace Samverk.Wages;

internal static class SpanishQuestions
{
    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.Whole("birth_year", "The year you were born", 1900, 2100) with { AsAge = "age" },
        Ask.Whole("family_situation", "Family", 1, 3) with
        {
            Answers = [new("1", "Alone with children"), new("2", "Spouse without income of their own"), new("3", "Any other situation")],
        },
        (new WageFact("children_ages", WageFactKind.Ages, "Ages of your children") { Hint = "With commas between them: 3, 7" }).Open(),
        Ask.YesNo("children_shared", "The other parent counts them too").Open(),
        Ask.Whole("disability_percent_class", "Degree of disability", 0, 65).Open() with { Answers = [new("0", "None"), new("33", "33 to 64 per cent"), new("65", "65 per cent or more")] },
        Ask.Whole("ascendants_over_65", "Parents over 65 who live with you", 0, 8).Open(),
        Ask.Whole("ascendants_over_75", "Of them over 75", 0, 8).Open(),
        Ask.Amount("spouse_maintenance_year", "Maintenance to a spouse by court order, for the year").Open(),
        Ask.YesNo("housing_loan", "Loan for the own home, told to the employer").Open(),
        Ask.YesNo("geographic_mobility", "Moved for this work").Open(),
        Ask.YesNo("ceuta_melilla", "Lives in Ceuta or Melilla").Open(),
        Ask.YesNo("temporary", "Fixed-term contract"),
        Ask.YesNo("contract_under_one_year", "Contract of less than a year").Open(),
        Ask.Whole("group", "Contribution group", 1, 7) with { Hint = "1 to 7, in your contract or your last payslip" },
        Ask.Amount("gross_year", "Pay expected from this employer in the year"),
        Ask.OfEmployer("work_accident_rate", "Insurance against accidents at work, per cent", 20),
    ];
}
