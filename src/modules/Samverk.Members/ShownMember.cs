using Samverk.Ui;

namespace Samverk.Members;

/// <summary>What the colour of a state means.</summary>
internal static class ShownMember
{
    public static Meaning Meaning(this MembershipState state) => state switch
    {
        MembershipState.Member => Ui.Meaning.Good,
        MembershipState.Applied => Ui.Meaning.Soon,
        MembershipState.Advised or MembershipState.Informed => Ui.Meaning.Agreed,
        MembershipState.Leaving => Ui.Meaning.Soon,
        MembershipState.Refused => Ui.Meaning.Late,
        _ => Ui.Meaning.Neutral,
    };
}
