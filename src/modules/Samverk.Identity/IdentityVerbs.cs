using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>What other modules may do with accounts, in their own transaction.</summary>
public static class IdentityVerbs
{
    /// <summary>Gives a person a way to sign in. Without a password the account waits for an invitation.</summary>
    /// <param name="language">Two letters: what mails to the person are written in.</param>
    /// <returns><c>email-taken</c>, <c>field-invalid</c> (email, roles), <c>password-too-short</c>, <c>password-guessable</c>; an account of the same person: <c>account-exists</c>.</returns>
    public static async Task<Outcome<Done>> CreateAccount(
        this Tx tx, Id<Person> person, string email, string? password, IReadOnlyCollection<Role> roles, string language)
    {
        email = email.Trim();
        if (!IsAddress(email)) return new Refusal("field-invalid", ("text", email)) { Field = "email" };
        if (roles.Except(RoleSql.Given).Any()) return new Refusal("field-invalid") { Field = "roles" };
        if (password is not null && Passwords.Refuse(password, email) is { } weak) return weak;
        if (await tx.HasAccount(person)) return new Refusal("account-exists");
        var made = await tx.Connection.ExecuteAsync(
            """
            insert into identity.account (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp,
                concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, language, created_at)
            values (@id, @email, @normal, @email, @normal, false, @hash, @stamp, @stamp, false, false, false, 0, @language, @Now)
            on conflict (normalized_email) do nothing
            """,
            new
            {
                id = person.Value, email, normal = email.ToUpperInvariant(), hash = password is null ? null : Passwords.Hash(password),
                stamp = Guid.NewGuid().ToString(), language, tx.Now,
            });
        if (made is 0) return new Refusal("email-taken") { Field = "email" };
        foreach (var role in roles) await tx.StartRole(person, role);
        await tx.Raise(new AccountMade(person.Value));
        return default(Done);
    }

    /// <summary>
    /// Ends every way in, and replaces everything personal: address, name, secrets, from where the person signed in. That there was an account,
    /// which roles it held and who acted for it stays, by ids only. Without an account nothing happens.
    /// </summary>
    public static async Task EraseAccount(this Tx tx, Id<Person> person)
    {
        await tx.EndVisits(person);
        await tx.Connection.ExecuteAsync(
            """
            delete from identity.account_token where user_id = @id;
            delete from identity.account_passkey where user_id = @id;
            delete from identity.link where person = @id;
            update identity.token set name = '', revoked_at = coalesce(revoked_at, @Now) where person = @id;
            update identity.sign_in set device = '', network = '' where person = @id;
            update identity.acting set why = 'erased', ended_at = coalesce(ended_at, @Now) where @id in (person, hand);
            update identity.role_held set until = @Now, taken_by = @by where person = @id and until is null;
            update identity.account
            set user_name = @nobody, normalized_user_name = upper(@nobody), email = @nobody, normalized_email = upper(@nobody), email_confirmed = false, password_hash = null,
                security_stamp = null, concurrency_stamp = null, phone_number = null, two_factor_enabled = false, language = 'en', name = null, used_code = null,
                locked_at = coalesce(locked_at, @Now)
            where id = @id;
            """,
            // RFC 2606: nobody ever has an address under .invalid.
            new { id = person.Value, tx.Now, by = tx.Actor.Hand.Value, nobody = $"{person.Value:n}@erased.invalid" });
    }

    /// <summary>Everybody has to sign in again: who held a cookie of the cooperative's past must not hold one of its restored copy.</summary>
    internal static Task EndAllVisits(this Tx tx) => tx.Connection.ExecuteAsync(
        """
        update identity.sign_in set ended_at = @Now where ended_at is null;
        update identity.acting set ended_at = @Now where ended_at is null;
        """,
        new { tx.Now });

    public static Task<bool> HasAccount(this Tx tx, Id<Person> person) =>
        tx.Connection.QuerySingleAsync<bool>("select exists (select from identity.account where id = @id)", new { id = person.Value });

    /// <summary>Where mail reaches the person; null without an account.</summary>
    public static Task<string?> EmailOf(this Tx tx, Id<Person> person) =>
        tx.Connection.QuerySingleOrDefaultAsync<string?>("select email from identity.account where id = @id", new { id = person.Value });

    /// <summary>The language of mails to the person; null without an account.</summary>
    public static Task<string?> LanguageOf(this Tx tx, Id<Person> person) =>
        tx.Connection.QuerySingleOrDefaultAsync<string?>("select language from identity.account where id = @id", new { id = person.Value });

    /// <summary>Whose account this address belongs to; null = nobody's.</summary>
    public static async Task<Id<Person>?> PersonOf(this Tx tx, string email) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Guid?>(
            "select id from identity.account where normalized_email = @normal", new { normal = email.Trim().ToUpperInvariant() }) is { } id ? new(id) : null;

    /// <summary>Everybody who holds the role now, by id.</summary>
    public static async Task<IReadOnlyList<Id<Person>>> Holders(this Tx tx, Role role) =>
        [.. (await tx.Connection.QueryAsync<Guid>(
            "select person from identity.role_held where role = @role and until is null order by person", new { role = role.ToString() }))
            .Select(id => new Id<Person>(id))];

    /// <summary>What pages call the person. Members tells it again whenever the name changes, and null when it is erased.</summary>
    public static Task NameAccount(this Tx tx, Id<Person> person, string? name) =>
        tx.Connection.ExecuteAsync("update identity.account set name = @name where id = @id", new { id = person.Value, name });

    /// <summary>A role that follows from what happened in another module: a membership that began. Holding it already is no error.</summary>
    /// <returns><c>not-found</c> without an account; <c>own-case</c> when the actor would give it to themselves.</returns>
    public static async Task<Outcome<Done>> GiveRole(this Tx tx, Id<Person> person, Role role)
    {
        if (!RoleSql.Given.Contains(role)) return new Refusal("field-invalid") { Field = "role" };
        if (tx.Actor.Hand == person) return new Refusal("own-case");
        if (!await tx.HasAccount(person)) return Refusal.Unknown;
        await tx.StartRole(person, role);
        return default(Done);
    }

    /// <summary>Ends a role at once, also in visits that are going on. Not holding it is no error.</summary>
    public static Task TakeRole(this Tx tx, Id<Person> person, Role role) => tx.EndRole(person, role);

    /// <summary>Whose account has this address and no password yet.</summary>
    internal static async Task<Id<Person>?> IsWaiting(this Tx tx, string email) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Guid?>(
            "select id from identity.account where normalized_email = @normal and password_hash is null",
            new { normal = email.Trim().ToUpperInvariant() }) is { } id ? new(id) : null;

    internal static bool IsAddress(string email) =>
        email.Length is > 2 and <= 254 && email.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
}

/// <summary>Somebody has a way to sign in now.</summary>
public sealed record AccountMade(Guid Person) : IEvent
{
    public static string Name => "identity.account-made.v1";
}
