using System.Text.Json.Serialization;

namespace Samverk.Countries;

/// <summary>To whom lines of a payslip are owed, by the beginning of their code. Of a list the first that fits counts.</summary>
public sealed record WageBody
{
    /// <exception cref="ArgumentException">No line, or a body that is no code of an account.</exception>
    [JsonConstructor]
    public WageBody(string body, IReadOnlyList<string> lines, string? beside = null)
    {
        if (lines.Count is 0 || body.Length is 0 || body.Any(letter => !char.IsAsciiLetterLower(letter) && letter is not '-')) throw new ArgumentException($"'{body}' is no code of a body with lines", nameof(body));
        (Body, Lines, Beside) = (body, lines, beside);
    }

    /// <summary>The last part of the account: "tax-account".</summary>
    public string Body { get; }

    /// <summary>Beginnings of line codes: "se.".</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Only on payslips that have this line too; null = on all.</summary>
    public string? Beside { get; }

    public bool Takes(string line, IReadOnlySet<string> lines) =>
        (Beside is null || lines.Contains(Beside)) && Lines.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal));
}
