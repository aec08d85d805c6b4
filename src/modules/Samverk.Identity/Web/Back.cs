namespace Samverk.Identity;

/// <summary>Where somebody wanted to go before signing in. Only within this node: a link from elsewhere must not lead people elsewhere.</summary>
internal static class Back
{
    public static string To(string? path) => path is "/" or ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl) ? path : "/";

    public static string With(string page, string? path) => To(path) is "/" ? page : $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}back={Uri.EscapeDataString(To(path))}";
}
