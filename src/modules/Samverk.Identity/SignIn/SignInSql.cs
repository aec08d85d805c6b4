using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Names the ids of visits.</summary>
internal sealed class Visit;

internal enum SignInMethod { Password, Passkey, Link }

/// <summary>Whom a cookie stands for at this moment.</summary>
/// <param name="Hand">Who sits at the keyboard, while acting for <paramref name="Person"/>.</param>
/// <param name="Shown">What pages call the person.</param>
internal sealed record Visitor(Id<Person> Person, IReadOnlySet<Role> Roles, Id<Person>? Hand, string Shown, string Language)
{
    public Actor Actor => new(Person, Roles, Hand);
}

internal static class SignInSql
{
    private static readonly Duration Lasts = Duration.FromDays(14), HalfLasts = Duration.FromMinutes(10);

    /// <param name="half">The second factor is still to come; until then the visit opens nothing.</param>
    public static async Task<SignedIn> Start(this Tx tx, Guid request, Id<Person> person, SignInMethod method, Caller caller, bool half)
    {
        var ends = tx.Now + (half ? HalfLasts : Lasts);
        await tx.Connection.ExecuteAsync(
            """
            insert into identity.sign_in (id, person, at, ends_at, half, method, device, network)
            values (@request, @person, @Now, @ends, @half, @method, @Device, @Network)
            """,
            new { request, person = person.Value, tx.Now, ends, half, method = method.ToString(), caller.Device, caller.Network });
        return new(new(request), half);
    }

    public static Task Complete(this Tx tx, Id<Visit> visit) => tx.Connection.ExecuteAsync(
        "update identity.sign_in set half = false, ends_at = @ends where id = @id", new { id = visit.Value, ends = tx.Now + Lasts });

    /// <summary>Whose second factor is awaited; null when none is (any more).</summary>
    public static async Task<Id<Person>?> HalfSignedIn(this Tx tx, Id<Visit> visit) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Guid?>(
            "select person from identity.sign_in where id = @id and half and ended_at is null and ends_at > @Now",
            new { id = visit.Value, tx.Now }) is { } person ? new(person) : null;

    /// <summary>Ends visits of a person, and what they do for others in them: one, or all.</summary>
    public static Task EndVisits(this Tx tx, Id<Person> person, Id<Visit>? only = null) => tx.Connection.ExecuteAsync(
        """
        update identity.sign_in set ended_at = @Now where person = @person and (@only::uuid is null or id = @only) and ended_at is null;
        update identity.acting set ended_at = @Now where hand = @person and (@only::uuid is null or sign_in = @only) and ended_at is null;
        """,
        new { person = person.Value, only = only?.Value, tx.Now });

    /// <summary>Ends all visits of a person but one.</summary>
    public static Task EndOtherVisits(this Tx tx, Id<Person> person, Id<Visit> kept) => tx.Connection.ExecuteAsync(
        "update identity.sign_in set ended_at = @Now where person = @person and id <> @kept and ended_at is null",
        new { person = person.Value, kept = kept.Value, tx.Now });

    /// <summary>Roles are read anew each time, so that one that was taken ends at once.</summary>
    public static async Task<Visitor?> FindVisitor(this Tx tx, Id<Visit> visit) =>
        VisitorOf(await tx.Connection.QuerySingleOrDefaultAsync<Row>(VisitorSql("@Now"), new { id = visit.Value, tx.Now }));

    /// <summary>The same at this moment, in one round trip: every request of a page asks it.</summary>
    public static Task<Visitor?> FindVisitor(this Db db, Id<Visit> visit) => db.Glance(async (connection, machine) =>
        VisitorOf(await connection.QuerySingleOrDefaultAsync<Row>(
            VisitorSql("(select @machine + make_interval(secs => offset_seconds) from store.clock)"), new { id = visit.Value, machine })));

    /// <param name="now">An expression; written here, never by a person.</param>
    private static string VisitorSql(string now) =>
            $"""
            select account.id as person, acting.hand, coalesce(account.name, account.email) as shown, account.language,
                (select coalesce(string_agg(role, ','), '') from identity.role_held where role_held.person = account.id and until is null) as roles
            from identity.sign_in
            join identity.account owner on owner.id = sign_in.person and owner.locked_at is null
            left join identity.acting on acting.sign_in = sign_in.id and acting.ended_at is null and acting.ends_at > {now}
            join identity.account on account.id = coalesce(acting.person, sign_in.person)
            where sign_in.id = @id and not sign_in.half and sign_in.ended_at is null and sign_in.ends_at > {now}
            """;

    private static Visitor? VisitorOf(Row? found)
    {
        if (found is null) return null;
        var roles = found.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>).ToHashSet();
        // Nobody takes over a colleague's office by acting as them.
        if (found.Hand is not null) roles.IntersectWith([Role.Member]);
        return new(new(found.Person), roles, found.Hand is { } hand ? new(hand) : null, found.Shown, found.Language);
    }

    private sealed record Row(Guid Person, Guid? Hand, string Shown, string Language, string Roles);
}

/// <param name="Half">The second factor is asked for next.</param>
internal sealed record SignedIn(Id<Visit> Visit, bool Half);
