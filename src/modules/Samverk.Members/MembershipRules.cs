using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What a membership may do next: one function per arrow. Pure.</summary>
internal static class MembershipRules
{
    public static Outcome<Membership> Inform(Membership membership) => To(membership, MembershipState.Informed);

    public static Outcome<Membership> Advise(Membership membership) => To(membership, MembershipState.Advised);

    /// <summary>Declares to join and to accept the statutes.</summary>
    public static Outcome<Membership> Apply(Membership membership) => To(membership, MembershipState.Applied);

    /// <summary>An adviser has checked the application. Nobody recommends themselves: that is kept by the use case's access.</summary>
    public static Outcome<Membership> Recommend(Membership membership, Id<Person> by) =>
        membership.State is MembershipState.Applied ? membership with { RecommendedBy = by } : NotNow(membership, MembershipState.Member);

    /// <summary>Four eyes: who has recommended does not admit. The share that the statutes ask for is paid before.</summary>
    public static Outcome<Membership> Admit(Membership membership, IReadOnlyList<Share> shares, Id<Person> by, LocalDate today)
    {
        if (Membership.States.Refuse(membership.State, MembershipState.Member) is not null || membership.State is MembershipState.Leaving)
            return NotNow(membership, MembershipState.Member);
        if (membership.RecommendedBy is not { } first || first == by) return new Refusal("second-person-needed");
        if (shares.FirstOrDefault(share => share.PaidOn is null) is { } open) return new Refusal("share-not-paid", ("amount", open.Amount));
        return membership with { State = MembershipState.Member, AdmittedOn = today };
    }

    public static Outcome<Membership> Refuse(Membership membership, string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Refusal("reason-needed") { Field = "reason" } : To(membership, MembershipState.Refused);

    /// <summary>The last day is what the statutes say.</summary>
    public static Outcome<Membership> GiveNotice(Membership membership, Statute statute, LocalDate today)
    {
        if (membership is { State: MembershipState.Leaving, NoticeOn: { } given }) return new Refusal("notice-already-given", ("date", given));
        return To(membership, MembershipState.Leaving).Then<Membership>(leaving => leaving with { NoticeOn = today, EndsOn = statute.LastDay(today) });
    }

    /// <summary>Possible before the last day.</summary>
    public static Outcome<Membership> WithdrawNotice(Membership membership, LocalDate today)
    {
        if (membership.State is not MembershipState.Leaving) return NotNow(membership, MembershipState.Member);
        if (today >= membership.EndsOn) return new Refusal("deadline-passed", ("date", membership.EndsOn!.Value));
        return membership with { State = MembershipState.Member, NoticeOn = null, EndsOn = null };
    }

    /// <summary>The day after the last day has come.</summary>
    public static Outcome<Membership> End(Membership membership, LocalDate today) =>
        today > membership.EndsOn ? To(membership, MembershipState.Left) : NotNow(membership, MembershipState.Left);

    private static Outcome<Membership> To(Membership membership, MembershipState state) =>
        Membership.States.Refuse(membership.State, state) is null ? membership with { State = state } : NotNow(membership, state);

    private static Refusal NotNow(Membership membership, MembershipState to) =>
        new("state-not-allowed", ("from", membership.State), ("to", to), ("state", membership.State));
}
