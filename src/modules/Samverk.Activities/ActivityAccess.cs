using Samverk.Store;

namespace Samverk.Activities;

internal static class ActivityAccess
{
    /// <summary>Who may read what an activity has and what happened in it.</summary>
    public static readonly Access Reading = new(
        (Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None), (Role.Auditor, Relation.None),
        (Role.Board, Relation.None));

    /// <summary>Who steers it: its managers, and advisers who help.</summary>
    public static readonly Access Steering = new((Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf));

    /// <summary>What only the cooperative's staff decides.</summary>
    public static readonly Access Staff = new((Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));
}
