namespace Samverk.Ui;

/// <summary>What a colour means. A word always stands beside it.</summary>
public enum Meaning
{
    /// <summary>Grey: a fact without urgency.</summary>
    Neutral,

    /// <summary>Green: done, paid, safe; the cooperative and wages.</summary>
    Good,

    /// <summary>Pale green: agreed, not yet done.</summary>
    Agreed,

    /// <summary>Amber: soon; expenses.</summary>
    Soon,

    /// <summary>Red: late or refused.</summary>
    Late,

    /// <summary>Violet: the cooperative's price.</summary>
    Price,

    /// <summary>Blue: for your information, or your turn to have a say.</summary>
    Info,
}

internal static class MeaningClass
{
    public static string Class(this Meaning meaning) => $"is-{meaning.ToString().ToLowerInvariant()}";
}
