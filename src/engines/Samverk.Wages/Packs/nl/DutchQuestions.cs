namespace Samverk.Wages;

internal static class DutchQuestions
{
    private static readonly (string, string)[] Levels = [("low", "Low"), ("high", "High")];

    public static readonly IReadOnlyList<WageFact> All =
    [
        Ask.Choice("class", "State pension", ("under_aow", "Under the age of the state pension"), ("aow_1946", "State pension, born in 1946 or later"), ("aow_1945", "State pension, born before 1946")),
        Ask.YesNo("credit", "Tax credits are asked for here"),
        Ask.Choice("awf", "Premium for unemployment (AWf)", Levels) with { Hint = "Low for a written permanent contract with fixed hours" },
        Ask.Choice("aof", "Premium for disability (Aof)", Levels) with { OfEmployer = true },
        Ask.OfEmployer("whk_rate", "Premium of the return-to-work fund (Whk), per cent", 100),
    ];
}
