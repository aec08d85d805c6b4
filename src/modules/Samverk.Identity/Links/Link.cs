using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Names the ids of links that were sent by mail.</summary>
internal sealed class Link;

/// <summary>What a link lets its holder do: choose the first password, replace a forgotten one, or prove that a new address is theirs.</summary>
internal enum LinkKind { Invitation, Reset, Email }

/// <summary>Links that were sent by mail. One use, a limited time, and only a hash is kept.</summary>
internal static class LinkSql
{
    public static readonly Duration InvitationLasts = Duration.FromDays(14), OthersLast = Duration.FromHours(1);

    /// <param name="email">The address that the link is to prove.</param>
    public static Task Save(this Tx tx, Id<Link> link, Id<Person> person, LinkKind kind, Secret secret, string? email = null) => tx.Connection.ExecuteAsync(
        """
        insert into identity.link (id, person, kind, hash, sent_at, ends_at, email) values (@id, @person, @kind, @Hash, @Now, @ends, @email)
        """,
        new
        {
            id = link.Value, person = person.Value, kind = kind.ToString(), secret.Hash, tx.Now,
            ends = tx.Now + (kind is LinkKind.Invitation ? InvitationLasts : OthersLast), email,
        });

    /// <summary>The address that this link proves, while it can be used.</summary>
    public static Task<string?> ProvenAddress(this Tx tx, Secret secret) => tx.Connection.QuerySingleOrDefaultAsync<string?>(
        "select email from identity.link where hash = @Hash and kind = 'Email' and used_at is null and ends_at > @Now", new { secret.Hash, tx.Now });

    /// <summary>Who holds this link, while it can be used. Locks it.</summary>
    public static async Task<Id<Person>?> Holder(this Tx tx, LinkKind kind, Secret secret) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Guid?>(
            "select person from identity.link where hash = @Hash and kind = @kind and used_at is null and ends_at > @Now",
            new { secret.Hash, kind = kind.ToString(), tx.Now }) is { } id ? new(id) : null;

    /// <summary>A new password or address makes every link that is still under way worthless.</summary>
    public static Task UseLinks(this Tx tx, Id<Person> person) =>
        tx.Connection.ExecuteAsync("update identity.link set used_at = @Now, email = null where person = @id and used_at is null", new { tx.Now, id = person.Value });
}
