using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Names the ids of links that were sent by mail.</summary>
internal sealed class Link;

internal enum LinkKind { Invitation, Reset }

/// <summary>Links that let a person choose a password. One use, a limited time, and only a hash is kept.</summary>
internal static class LinkSql
{
    public static readonly Duration InvitationLasts = Duration.FromDays(14), ResetLasts = Duration.FromHours(1);

    public static Task Save(this Tx tx, Id<Link> link, Id<Person> person, LinkKind kind, Secret secret) => tx.Connection.ExecuteAsync(
        """
        insert into identity.link (id, person, kind, hash, sent_at, ends_at) values (@id, @person, @kind, @Hash, @Now, @ends)
        """,
        new
        {
            id = link.Value, person = person.Value, kind = kind.ToString(), secret.Hash, tx.Now,
            ends = tx.Now + (kind is LinkKind.Invitation ? InvitationLasts : ResetLasts),
        });

    /// <summary>Who holds this link, while it can be used. Locks it.</summary>
    public static async Task<Id<Person>?> Holder(this Tx tx, LinkKind kind, Secret secret) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Guid?>(
            "select person from identity.link where hash = @Hash and kind = @kind and used_at is null and ends_at > @Now",
            new { secret.Hash, kind = kind.ToString(), tx.Now }) is { } id ? new(id) : null;

    /// <summary>A new password makes every link that is still under way worthless.</summary>
    public static Task UseLinks(this Tx tx, Id<Person> person) =>
        tx.Connection.ExecuteAsync("update identity.link set used_at = @Now where person = @id and used_at is null", new { tx.Now, id = person.Value });
}
