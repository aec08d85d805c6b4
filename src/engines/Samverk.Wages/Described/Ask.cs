namespace Samverk.Wages;

/// <summary>Short ways to write a description.</summary>
internal static class Ask
{
    public static WageFact YesNo(string name, string label) => new(name, WageFactKind.YesNo, label);

    public static WageFact Whole(string name, string label, int least, int most) => new(name, WageFactKind.Whole, label) { Least = least, Most = most };

    public static WageFact PerCent(string name, string label, decimal most, int decimals = 4) => new(name, WageFactKind.PerCent, label) { Most = most, Decimals = decimals };

    public static WageFact Amount(string name, string label) => new(name, WageFactKind.Amount, label);

    public static WageFact Choice(string name, string label, params (string Word, string Phrase)[] answers) =>
        new(name, WageFactKind.Choice, label) { Answers = [.. answers.Select(answer => new WageAnswer(answer.Word, answer.Phrase))] };

    /// <summary>A rate that an insurer, a fund or an authority tells each employer.</summary>
    public static WageFact OfEmployer(string name, string label, decimal most) => PerCent(name, label, most) with { OfEmployer = true, Hint = "The notice of the insurer, fund or authority says it." };

    public static WageFact OfYear(this WageFact fact) => fact with { OfYear = true };

    public static WageFact Open(this WageFact fact) => fact with { MayBeOpen = true };

    public static WageFact Where(this WageFact fact, string other, params string[] words) => fact with { OnlyWhere = (other, words) };
}
