using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Members;

/// <summary>What the membership asks of a person, and its dates: on the start page.</summary>
internal static class MemberLines
{
    public static readonly Access Access = new(Who.Self);

    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text, me, lines) = (asked.Tx, asked.Text, asked.Actor.Person, new List<HomeLine>());
        if (await tx.FindMembership(me) is not { } membership) return lines;
        if (membership.State is MembershipState.Advised) lines.Add(new(HomePart.Todo, text["Apply for membership"], "/me") { Under = text["You have had your first consultation."], Meaning = Meaning.Info });
        if (membership.IsRunning)
            lines.AddRange((await tx.Shares(me)).Where(share => share.PaidOn is null).Select(share =>
                new HomeLine(HomePart.Todo, text["Pay your share of {0}", share.Amount.Shown()], "/me") { Under = text["It stays yours; you are a member once it is there."], Meaning = Meaning.Soon }));
        if (membership.State is MembershipState.Applied) lines.Add(new(HomePart.Lately, text["Your application is being looked at"], "/me") { Under = text["Two people look at it."] });
        if (membership is { State: MembershipState.Leaving, EndsOn: { } last }) lines.Add(new(HomePart.Next, text["Your last day as a member"], "/me") { Date = last });
        return lines;
    }
}
