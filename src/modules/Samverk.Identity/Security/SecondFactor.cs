using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Samverk.Identity;

/// <summary>Codes of an authenticator (RFC 6238), and the recovery codes for the day on which it is lost.</summary>
internal static class SecondFactor
{
    private const int Recoveries = 10, RecoveryLetters = 12;

    /// <summary>People copy codes with spaces and dashes.</summary>
    public static string Plain(Secret code) => (code.Value ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Accepts a code of the authenticator once.</summary>
    public static async Task<bool> UseCode(UserManager<Account> manager, Account account, string code)
    {
        if (code.Length is not 6 || code == account.UsedCode) return false;
        if (!await manager.VerifyTwoFactorTokenAsync(account, manager.Options.Tokens.AuthenticatorTokenProvider, code)) return false;
        account.UsedCode = code;
        return (await manager.UpdateAsync(account)).Succeeded;
    }

    /// <summary>Ten codes of 60 bits, without letters that are mistaken for each other: "7KQ2-M9XD-4TRW".</summary>
    public static IReadOnlyList<Secret> NewRecoveries() => [.. Enumerable.Range(0, Recoveries)
        .Select(_ => string.Join('-', RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", RecoveryLetters).Chunk(4).Select(part => new string(part))))
        .Select(code => new Secret(code))];

    /// <summary>What is kept of a recovery code: 60 random bits and the account's id behind SHA-256 cannot be guessed.</summary>
    public static string HashOf(Account account, string plain) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Id} {plain}")));
}
