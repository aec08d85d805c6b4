using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Invoicing;

/// <summary>Reads what people type into forms. What cannot be read is refused with its field, never left out.</summary>
internal static class Typed
{
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Shortened, so that a refusal shows what it is about and not a whole page.</summary>
    public static Refusal Invalid(string field, string? text) => new("field-invalid", ("text", Short(text ?? ""))) { Field = field };

    public static Refusal Missing(string field) => new("field-missing", ("field", field)) { Field = field };

    public static string Short(string text) => text.Length > 40 ? $"{text[..40]}…" : text;

    /// <summary>An ISO date, as date fields post it; null for nothing.</summary>
    public static Refusal? Date(string? text, string field, out LocalDate? date)
    {
        date = null;
        if (OrNull(text) is not { } typed) return null;
        var read = LocalDatePattern.Iso.Parse(typed);
        if (!read.Success) return new Refusal("date-unreadable", ("text", Short(typed))) { Field = field };
        date = read.Value;
        return null;
    }

    /// <summary>A number without sign, with comma or point; null for nothing.</summary>
    public static Refusal? Number(string? text, string field, out decimal? number)
    {
        number = null;
        if (OrNull(text) is not { } typed) return null;
        if (!decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)) return Invalid(field, text);
        number = read;
        return null;
    }

    /// <summary>An amount as people write it.</summary>
    public static Outcome<Money> Amount(string? text, Currency currency, string field) =>
        OrNull(text) is not { } typed ? Missing(field) : Money.Read(typed, currency) is { Refusal: { } unreadable } ? unreadable with { Field = field } : Money.Read(typed, currency);

    /// <summary>For date fields, which show what was typed again only where it is a date.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;

    public static string? Iso(LocalDate? date) => date?.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);
}
