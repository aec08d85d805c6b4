using System.Security.Cryptography;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a certificate is about.</summary>
public enum ProofKind { Employment, Income, Hours }

/// <summary>A certificate that was issued from what is on record, as a PDF that never changes.</summary>
/// <param name="Number">"2026-0001", gapless for each company and year.</param>
/// <param name="Hash">Of the PDF; the file itself is gone once the person is erased.</param>
/// <param name="Engagement">Asked for by the link of this engagement; null by somebody who is signed in.</param>
public sealed record Proof(
    Id<Proof> Id, Id<LegalEntity> Entity, Id<Person> Person, ProofKind Kind, LocalDate From, LocalDate To, string Number, ProofCode Code, FileHash Hash, string Language, Id<Person> AskedBy,
    Id<Engagement>? Engagement, Instant At)
{
    /// <summary>Ten years.</summary>
    public const int MostDays = 3653;

    public static string NumberOf(int year, int serial) => FormattableString.Invariant($"{year}-{serial:0000}");

    /// <returns>Null, or what is wrong with the days: nothing is certified before it has happened.</returns>
    public static Refusal? RefuseDays(LocalDate from, LocalDate to, LocalDate today) =>
        to > today ? new Refusal("not-yet", ("date", today)) { Field = "to" }
        : to < from || NodaTime.Period.DaysBetween(from, to) >= MostDays ? new Refusal("field-invalid", ("text", $"{to:uuuu-MM-dd}")) { Field = "to" }
        : null;
}

/// <summary>Twelve letters and figures that cannot be mistaken for each other: sixty random bits. It opens nothing and shows no person.</summary>
public readonly record struct ProofCode(string Value)
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Length = 12;

    public static ProofCode New() => new(RandomNumberGenerator.GetString(Letters, Length));

    /// <summary>As somebody types it from paper: small letters, hyphens and blanks, an O for a zero, an I or L for a one.</summary>
    /// <returns>Null for what cannot be a code.</returns>
    public static ProofCode? Read(string? text)
    {
        if (text is not { Length: <= 40 }) return null;
        var letters = string.Concat(text.ToUpperInvariant().Where(letter => letter is not (' ' or '-')).Select(letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter }));
        return letters.Length is Length && letters.All(Letters.Contains) ? new ProofCode(letters) : null;
    }

    /// <summary>"7K3P-09QX-MM4T".</summary>
    public override string ToString() => Value is { Length: Length } ? $"{Value[..4]}-{Value[4..8]}-{Value[8..]}" : "";
}
