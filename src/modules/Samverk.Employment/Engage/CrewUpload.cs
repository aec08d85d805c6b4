using System.Text;

namespace Samverk.Employment;

/// <summary>The lines of a crew's form: what was typed and what the file says.</summary>
internal static class CrewUpload
{
    private const int Largest = 200_000;

    /// <summary>Both below each other; a file that is too large is read as far as it may be, and then has too many lines.</summary>
    public static async Task<string> Text(CrewForm form)
    {
        if (form.File is not { Length: > 0 } file) return form.Lines ?? "";
        await using var stream = file.OpenReadStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var letters = new char[Largest];
        var count = await reader.ReadBlockAsync(letters);
        return $"{form.Lines?.TrimEnd()}\n{new string(letters, 0, count)}".TrimStart('\n');
    }

    public static SubmitCrew.LineResult Shown(CrewPaste.Row row) => row.Line.Refusal is { } refusal
        ? new(row.Number, row.Text[..Math.Min(row.Text.Length, 60)], null, refusal.Code, refusal.Field, refusal.Facts.ToDictionary(fact => fact.Name, fact => $"{fact.Value}", StringComparer.Ordinal))
        : new(row.Number, row.Line.Value.Name, null, null, null, null);
}
