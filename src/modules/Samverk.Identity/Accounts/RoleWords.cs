using Microsoft.Extensions.Localization;
using Samverk.Store;

namespace Samverk.Identity;

internal static class RoleWords
{
    public static string Of(this IStringLocalizer text, Role role) => role switch
    {
        Role.Member => text["Member"],
        Role.Adviser => text["Adviser"],
        Role.Finance => text["Finance"],
        Role.Board => text["Board"],
        Role.Auditor => text["Auditor"],
        Role.Administrator => text["Administrator"],
        _ => role.ToString(),
    };
}
