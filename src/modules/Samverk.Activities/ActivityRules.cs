using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What an activity may be called and become.</summary>
internal static class ActivityRules
{
    public const int LongestName = 80;

    public static Refusal? RefuseName(string name) =>
        string.IsNullOrWhiteSpace(name) ? new Refusal("field-missing", ("field", "name")) { Field = "name" }
        : name.Trim().Length > LongestName || name.Any(char.IsControl) ? new Refusal("field-invalid", ("field", "name")) { Field = "name" }
        : null;

    public static Refusal? RefuseWithoutReason(string why) => string.IsNullOrWhiteSpace(why) ? new Refusal("reason-needed") { Field = "why" } : null;

    /// <summary>Takes one arrow of the state machine. The caller holds the lock.</summary>
    public static async Task<Outcome<Done>> Move(this Tx tx, Activity activity, ActivityState to, string @event, string why)
    {
        if (Activity.States.Refuse(activity.State, to) is { } notAllowed) return notAllowed;
        await tx.Save(activity with { State = to }, activity.State, @event, why);
        return default(Done);
    }
}
