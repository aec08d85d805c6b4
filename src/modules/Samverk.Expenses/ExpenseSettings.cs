namespace Samverk.Expenses;

/// <summary>What the cooperative chooses about expenses.</summary>
public static class ExpenseSettings
{
    /// <summary>How many days after its date a receipt may be handed in; without one there is no last day.</summary>
    public const string LatestDays = SubmitClaim.LatestDays;
}
