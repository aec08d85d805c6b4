namespace Samverk.Wages;

internal static class BelgianQuestions
{
    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.Choice("family", "Family", ("single", "Without a spouse"), ("spouse_no_income", "Spouse without income of their own"), ("spouse_own_income", "Spouse with income of their own")),
        Ask.Whole("children", "Children who depend on you", 0, 30),
        Ask.YesNo("disabled", "Recognised disability"),
        Ask.YesNo("blue_collar", "Paid as a manual worker, or as an artist in the same way"),
        Ask.OfEmployer("small_funds_rate", "Small funds of the quarter file, per cent", 5),
    ];
}
