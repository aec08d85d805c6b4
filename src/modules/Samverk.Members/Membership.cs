using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A person's way into, through and out of the cooperative.</summary>
/// <param name="Entity">Whose member.</param>
/// <param name="RecommendedBy">Who has checked the application; somebody else admits.</param>
/// <param name="EndsOn">The last day of membership once notice is given.</param>
public sealed record Membership(
    Id<Person> Person, Id<LegalEntity> Entity, MembershipState State, Id<Person>? RecommendedBy = null,
    LocalDate? AdmittedOn = null, LocalDate? NoticeOn = null, LocalDate? EndsOn = null)
{
    /// <summary>The arrows whose guards are enforced here.</summary>
    public static readonly StateMachine<MembershipState> States = new("members.membership", 1,
        (MembershipState.Prospect, MembershipState.Informed), (MembershipState.Informed, MembershipState.Advised),
        (MembershipState.Advised, MembershipState.Applied), (MembershipState.Applied, MembershipState.Member),
        (MembershipState.Applied, MembershipState.Refused), (MembershipState.Member, MembershipState.Leaving),
        (MembershipState.Leaving, MembershipState.Member), (MembershipState.Leaving, MembershipState.Left));

    /// <summary>An owner of the cooperative today: with a vote.</summary>
    public bool IsMember => State is MembershipState.Member or MembershipState.Leaving;

    /// <summary>Applied or inside: the register needs to know who this is.</summary>
    public bool IsRunning => IsMember || State is MembershipState.Applied;
}

public enum MembershipState { Prospect, Informed, Advised, Applied, Member, Refused, Leaving, Left }

/// <summary>What an entity's statutes say about membership.</summary>
/// <param name="Share">What a member pays in; null where none is asked.</param>
/// <param name="NoticeMonths">From notice to the last day.</param>
/// <param name="KeepYears">How long the register keeps who has left.</param>
/// <param name="Source">Paragraph of the statutes or the law.</param>
public sealed record Statute(Money? Share, int NoticeMonths, int KeepYears, string Source)
{
    /// <summary>When the months have run, the membership goes on to the end of that financial year.</summary>
    public bool ToYearEnd { get; init; }

    /// <summary>What has to stay of the capital when shares are paid back; null where the statutes name nothing.</summary>
    public Money? MinimumCapital { get; init; }

    /// <summary>The last day of a membership whose notice is given on a day.</summary>
    public LocalDate LastDay(LocalDate notice)
    {
        var run = notice.PlusMonths(NoticeMonths);
        return ToYearEnd ? ShareRules.YearEnd(run.Year) : run;
    }
}

/// <summary>A statute and the day from which it holds.</summary>
public sealed record DatedStatute(LocalDate From, Statute Statute);
