using System.Security.Cryptography;
using System.Text;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>An invitation into the team of an activity, and what became of it.</summary>
/// <param name="Invited">Only this person may accept; null = whoever got the link.</param>
/// <param name="ValidUntil">The last day on which the link works.</param>
internal sealed record Delegation(
    Id<Delegation> Id, Id<Activity> Activity, Relation Relation, string? Email, Id<Person>? Invited, LocalDate ValidUntil, Id<Person>? Person, DelegationState State)
{
    /// <summary>How long an invitation may wait (domain/states.md, 5).</summary>
    public const int Days = 14;

    public static readonly StateMachine<DelegationState> States = new("activities.delegation", 1,
        (DelegationState.Invited, DelegationState.Active), (DelegationState.Invited, DelegationState.Expired), (DelegationState.Invited, DelegationState.Revoked),
        (DelegationState.Active, DelegationState.Revoked), (DelegationState.Active, DelegationState.Ended));

    /// <summary>What the link carries: 256 random bits.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

internal enum DelegationState { Invited, Active, Expired, Revoked, Ended }

internal static class DelegationSql
{
    public static Task<Delegation?> LockDelegation(this Tx tx, Id<Delegation> id) => tx.Select("id = @id for update", new { id = id.Value });

    public static Task<Delegation?> LockDelegation(this Tx tx, string token) => tx.Select($"{ByLink} for update", Link(token));

    public static Task<Delegation?> FindDelegation(this Tx tx, string token) => tx.Select(ByLink, Link(token));

    // Who is invited by name needs no secret: signed in as that person, the invitation's own id finds it.
    private const string ByLink = "(token = @hash or id = @named and invited is not null)";

    private static object Link(string token) => new { hash = Delegation.Hash(token), named = Guid.TryParse(token, out var id) ? id : (Guid?)null };

    public static async Task Add(this Tx tx, Delegation delegation, string token)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into activities.delegation (id, activity, relation, email, invited, token, valid_until, state)
            values (@id, @activity, @relation, @Email, @invited, @hash, @ValidUntil, @state)
            """,
            new
            {
                id = delegation.Id.Value, activity = delegation.Activity.Value, relation = delegation.Relation.ToString(), delegation.Email,
                invited = delegation.Invited?.Value, hash = Delegation.Hash(token), delegation.ValidUntil, state = delegation.State.ToString(),
            });
        await tx.TakeStep(Delegation.States, delegation.Id.Value, null, delegation.State, "invited", "");
    }

    /// <summary>Takes an arrow; the address is needed no longer.</summary>
    public static async Task Move(this Tx tx, Delegation delegation, DelegationState to, Id<Person>? person, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            "update activities.delegation set state = @to, person = @person, email = null where id = @id",
            new { id = delegation.Id.Value, to = to.ToString(), person = (person ?? delegation.Person)?.Value });
        await tx.TakeStep<DelegationState>(Delegation.States, delegation.Id.Value, delegation.State, to, @event, why);
    }

    /// <summary>The delegations of one activity, or one person's in it.</summary>
    public static async Task<IReadOnlyList<Delegation>> Delegations(this Tx tx, Id<Activity> activity) =>
        [.. (await tx.Connection.QueryAsync<Row>($"select {Columns} from activities.delegation where activity = @id order by id", new { id = activity.Value }))
            .Select(row => row.ToDelegation())];

    private const string Columns = "id, activity, relation, email, invited, valid_until, person, state";

    private static async Task<Delegation?> Select(this Tx tx, string where, object values) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"select {Columns} from activities.delegation where {where}", values))?.ToDelegation();

    private sealed record Row(Guid Id, Guid Activity, Relation Relation, string? Email, Guid? Invited, LocalDate Valid_Until, Guid? Person, DelegationState State)
    {
        public Delegation ToDelegation() => new(
            new(Id), new(Activity), Relation, Email, Invited is { } invited ? new(invited) : null, Valid_Until, Person is { } person ? new(person) : null, State);
    }
}
