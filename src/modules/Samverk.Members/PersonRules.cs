using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Members;

/// <summary>What a person's facts may be. Pure, but for the lot of a new code.</summary>
internal static class PersonRules
{
    private const int LongestName = 120, LongestPart = 100, LongestPhone = 32;

    /// <summary>Nothing that can be mistaken when it is read aloud or written by hand, and no vowels that would make words.</summary>
    private const string Letters = "23456789bcdfghjkmnpqrstvwxz";

    private static readonly LocalDate EarliestBirth = new(1900, 1, 1);

    public static string DrawCode(int length) => $"m-{RandomNumberGenerator.GetString(Letters, length)}";

    /// <summary>The facts, trimmed and in Unicode's composed form.</summary>
    /// <returns><c>field-missing</c> or <c>field-invalid</c> with the field.</returns>
    public static Outcome<PersonFacts> Check(PersonFacts facts, LocalDate today)
    {
        var (name, email, phone) = (Tidy(facts.Name), Tidy(facts.Email), Tidy(facts.Phone));
        if (name is null) return new Refusal("field-missing") { Field = "name" };
        if (!IsPlain(name, LongestName)) return Invalid("name");
        if (email is not null && !Mail.IsAddress(email)) return Invalid("email", email);
        if (phone is not null && !IsPhone(phone)) return Invalid("phone", phone);
        if (Samverk.Ui.Language.Of(facts.Language) is null) return Invalid("language");
        if (facts.BornOn is { } born && (born < EarliestBirth || born > today)) return Invalid("bornOn");

        var address = facts.Address is { } given ? Check(given) : Outcome.Of<PostalAddress?>(null);
        if (address.Refusal is { } refusal) return refusal;
        return facts with { Name = name, Email = email, Phone = phone, Address = address.Value };
    }

    private static Outcome<PostalAddress?> Check(PostalAddress given)
    {
        var tidy = new PostalAddress(
            (Tidy(given.Country) ?? "").ToUpperInvariant(), Tidy(given.Town) ?? "", Tidy(given.PostalCode)?.ToUpperInvariant(),
            Tidy(given.Street), Tidy(given.BuildingNumber), Tidy(given.Region));
        foreach (var (part, field) in (ReadOnlySpan<(string?, string)>)[
            (tidy.Town, "town"), (tidy.PostalCode, "postalCode"), (tidy.Street, "street"), (tidy.BuildingNumber, "buildingNumber"), (tidy.Region, "region")])
            if (part is not null && part.Length > 0 && !IsPlain(part, LongestPart)) return Invalid(field);
        return tidy.Checked().Then(Outcome.Of<PostalAddress?>);
    }

    private static string? Tidy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        // Broken surrogates have no composed form; they are refused as they are.
        return text.EnumerateRunes().Contains(Rune.ReplacementChar) ? text : text.Trim().Normalize(NormalizationForm.FormC);
    }

    // Invisible characters would let two names look alike, and those of direction would turn the words around them.
    private static bool IsPlain(string text, int longest) =>
        text.Length <= longest && Mail.IsOneLine(text) && !text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse);

    private static bool IsPhone(string text) =>
        text.Length <= LongestPhone && text.Count(char.IsAsciiDigit) is >= 5 and <= 15 && text.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '-' or '(' or ')' or '/' or '.')
        || text.Length is > 1 and <= LongestPhone && text[0] is '+' && IsPhone(text[1..]);

    private static Refusal Invalid(string field, string? text = null) =>
        text is null ? new("field-invalid") { Field = field } : new("field-invalid", ("text", text)) { Field = field };
}
