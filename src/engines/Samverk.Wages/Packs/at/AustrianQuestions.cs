namespace Samverk.Wages;

internal static class AustrianQuestions
{
    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.YesNo("vienna", "Work in Vienna"),
        Ask.Choice("underground_levy", "Underground levy of Vienna", ("0", "None is due: ten hours a week at most, or over 55"), ("due", "It is due")).Where("vienna", WageFact.Yes) with { SaysNothing = "due" },
        Ask.YesNo("severance_fund", "Severance fund (employed since 2003)"),
        Ask.OfEmployer("chamber_levy_rate", "Chamber levy (DZ), per cent", 5),
    ];
}
