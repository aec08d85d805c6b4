using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;

namespace Samverk.Identity;

/// <summary>Long rather than odd, and nothing that is written on the door (NIST SP 800-63B section 5.1.1.2).</summary>
internal static class Passwords
{
    public const int Least = 12, Most = 200;

    private static readonly PasswordHasher<Account> Hasher = new();

    /// <returns>Null, <c>password-too-short</c> or <c>password-guessable</c>.</returns>
    public static Refusal? Refuse(string password, string email) =>
        password.Length is < Least or > Most ? new("password-too-short", ("length", Least)) { Field = "password" }
        : password.Distinct().Count() < 5 || password.Contains(email.Split('@')[0], StringComparison.OrdinalIgnoreCase) && email.IndexOf('@', StringComparison.Ordinal) > 3
            ? new("password-guessable") { Field = "password" }
        : null;

    public static string Hash(string password) => Hasher.HashPassword(new(), password);
}
