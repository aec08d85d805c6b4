using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Ui;

namespace Samverk.Members;

/// <summary>Where a share stands, in people's words.</summary>
internal static class ShareWords
{
    public static Meaning MeaningOf(ShareState state) => state switch
    {
        ShareState.Active => Meaning.Good, ShareState.Paid => Meaning.Agreed, ShareState.Repaid => Meaning.Neutral, _ => Meaning.Soon,
    };

    /// <summary>What comes next, for the member.</summary>
    public static string Next(Share share, Membership membership, LocalDate today, IStringLocalizer text) => share switch
    {
        { State: ShareState.Subscribed } => text["You are a member once it is there."],
        { State: ShareState.Paid, PaidOn: { } paid } => text["Paid on {0}. It counts from the day on which you are admitted.", paid.Shown(today)],
        { State: ShareState.Active, PaidOn: { } paid } => text["Paid on {0}. It stays yours.", paid.Shown(today)],
        { State: ShareState.Noticed } when membership.EndsOn is { } ends => text["The accounts of {0} say what it is worth. It is paid back after the assembly that approves them.", ends.Year],
        { State: ShareState.Redeemable, Payout: { } payout, PayFrom: { } from } => text["{0} is paid to your bank account from {1}.", payout.Shown(), from.Shown(today)],
        { State: ShareState.Repaid, Payout: { } payout, WrittenDown: { IsZero: false } lost } => text["{0} was paid back; {1} was lost with the capital.", payout.Shown(), lost.Shown()],
        { State: ShareState.Repaid, Payout: { } payout } => text["{0} was paid back.", payout.Shown()],
        _ => "",
    };

    /// <summary>The figures behind the state, for staff.</summary>
    public static string Staff(Share share, LocalDate today, IStringLocalizer text) => share switch
    {
        { Payout: { } payout, WrittenDown: { } lost, PayFrom: { } from } => text["{0} back from {1}, {2} written down", payout.Shown(), from.Shown(today), lost.Shown()],
        { PaidOn: { } paid } => text["paid on {0}", paid.Shown(today)],
        _ => "",
    };
}
