using System.Globalization;
using Microsoft.Extensions.Localization;
using Samverk.Ui;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>Facts of a country's wages as people read them.</summary>
internal static class WageFactWords
{
    public static string Say(string phrase) => WageWords.Say(phrase, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>An answer, as it was chosen or typed.</summary>
    public static string Answer(this WageFact fact, string answer, IStringLocalizer text) => fact.Kind switch
    {
        WageFactKind.YesNo => answer is WageFact.Yes ? text["yes"] : text["no"],
        _ when fact.Answers.Count > 0 => Say(fact.Answers.FirstOrDefault(one => one.Word == answer)?.Phrase ?? answer),
        WageFactKind.Amount => decimal.TryParse(answer, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("N2", CultureInfo.CurrentCulture) : answer,
        WageFactKind.PerCent or WageFactKind.Number => decimal.TryParse(answer, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.####", CultureInfo.CurrentCulture) : answer,
        _ => answer,
    };

    public static IReadOnlyList<Choice> Choices(this WageFact fact, IStringLocalizer text) => fact.Kind is WageFactKind.YesNo
        ? [new(WageFact.Yes, text["yes"]), new(WageFact.No, text["no"])]
        : [.. fact.Answers.Select(answer => new Choice(answer.Word, Say(answer.Phrase)))];

    /// <summary>What helps to answer; what is asked only beside another answer says so.</summary>
    public static string? Help(this WageFact fact, IReadOnlyList<WageFact> all, IStringLocalizer text)
    {
        var hint = fact.Hint is { } words ? Say(words) : null;
        if (fact.OnlyWhere is not { } where || all.FirstOrDefault(one => one.Name == where.Fact) is not { } other) return hint;
        var only = text["Only if “{0}” is: {1}", Say(other.Label), string.Join("; ", where.Words.Select(word => other.Answer(word, text)))].Value;
        return hint is null ? only : $"{hint}. {only}";
    }
}
