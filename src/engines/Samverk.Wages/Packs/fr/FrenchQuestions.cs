namespace Samverk.Wages;

internal static class FrenchQuestions
{
    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.Choice("contract", "Contract", ("permanent", "Permanent"), ("fixed_term", "Fixed term")),
        Ask.Whole("contract_months", "Months of the contract", 1, 36).Where("contract", "fixed_term"),
        Ask.PerCent("end_of_contract_bonus_rate", "Bonus at the end of the contract, per cent", 100).Where("contract", "fixed_term"),
        Ask.YesNo("executive", "Executive (cadre)"),
        Ask.PerCent("weekly_hours", "Hours a week", 35) with { Kind = WageFactKind.Number, Least = 0.01m },
        Ask.PerCent("personal_rate", "Your own tax rate, per cent", 100, 2).Open() with { Hint = "On your tax notice. Left open, the neutral rate counts" },
        Ask.Amount("health_plan_employee", "Health plan: your part of the month"),
        Ask.Amount("health_plan_employer", "Health plan: the employer's part of the month"),
        Ask.Whole("employees", "Number of employees", 0, 1_000_000) with { OfEmployer = true },
        Ask.YesNo("leave_fund", "A fund pays the holidays") with { OfEmployer = true },
        Ask.OfEmployer("work_accident_rate", "Insurance against accidents at work, per cent", 100),
    ];
}
