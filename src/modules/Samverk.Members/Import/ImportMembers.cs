using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Members that another register knew already.</summary>
public static class ImportMembers
{
    /// <summary>Whoever has been a member before was admitted then: all steps on the way at once, and the share is paid.</summary>
    /// <param name="person">Not saved yet.</param>
    /// <param name="since">The day of admission, as the old register says it.</param>
    /// <param name="share">Null where none was paid in; the money itself comes with the opening balances.</param>
    /// <returns>As saved; what <see cref="PersonSql.SavePerson"/> refuses.</returns>
    public static async Task<Outcome<PersonFacts>> ImportMember(this Tx tx, PersonFacts person, Id<LegalEntity> entity, LocalDate since, Money? share, string why)
    {
        var saved = await tx.SavePerson(person with { Kind = PersonKind.Member });
        if (saved.Refusal is { } refusal) return refusal;
        await tx.Save(new Membership(person.Id, entity, MembershipState.Prospect), null, "imported", why);
        foreach (var (was, state) in ((MembershipState, MembershipState)[])[(MembershipState.Prospect, MembershipState.Informed), (MembershipState.Informed, MembershipState.Advised), (MembershipState.Advised, MembershipState.Applied)])
            await tx.TakeStep(Membership.States, person.Id.Value, was, state, "imported", why);
        await tx.Save(new Membership(person.Id, entity, MembershipState.Member, AdmittedOn: since), MembershipState.Applied, "imported", why);
        if (share is { } paid) await tx.Save(new Share(Id<Share>.New(), person.Id, entity, paid, since, since) { State = ShareState.Active }, null, "imported");
        return saved.Value;
    }

    public static Task<bool> AnyMember(this Tx tx) => tx.Connection.QuerySingleAsync<bool>("select exists (select from members.membership)");

    /// <summary>Mail addresses that persons have, in lower case: nobody is taken over twice.</summary>
    public static async Task<IReadOnlySet<string>> PersonMails(this Tx tx) =>
        (await tx.Connection.QueryAsync<string>("select lower(email) from members.person where email is not null and erased_on is null")).ToHashSet(StringComparer.Ordinal);

    /// <summary>Takes imported members away again: codes stay, because a code never goes to somebody else; everything else of them goes.</summary>
    /// <returns>False when one of them is somebody's adviser, has more than the imported share, or has moved on since.</returns>
    public static async Task<bool> RemoveMembers(this Tx tx, IReadOnlyList<Guid> persons)
    {
        var ids = persons.ToArray();
        if (await tx.Connection.QuerySingleAsync<bool>(
            """
            select exists (select from members.person where adviser = any(@ids) and not id = any(@ids))
                or exists (select from members.membership where person = any(@ids) and state <> 'Member')
                or exists (select from members.share where person = any(@ids) group by person having count(*) > 1)
            """,
            new { ids })) return false;
        await tx.Connection.ExecuteAsync(
            """
            delete from members.share where person = any(@ids);
            delete from members.membership where person = any(@ids);
            delete from members.mail_address where person = any(@ids);
            """,
            new { ids });
        return await tx.Connection.ExecuteAsync(
            """
            update members.person
            set kind = 'User', name = code, email = null, phone = null, street = null, building = null, postal_code = null, town = null, region = null, country = null,
                born_on = null, adviser = null, version = version + 1, erased_on = @Today
            where id = any(@ids) and erased_on is null
            """,
            new { ids, tx.Today }) == ids.Length;
    }
}
