using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Memberships.</summary>
public static class MembershipSql
{
    /// <returns>Null for a person without one.</returns>
    public static Task<Membership?> FindMembership(this Tx tx, Id<Person> person) => Load(tx, person, "");

    /// <summary>Somebody's first step towards the cooperative. They are of the kind member from then on.</summary>
    /// <returns><c>state-not-allowed</c> when there is a membership already.</returns>
    public static async Task<Outcome<Membership>> BeginMembership(this Tx tx, Id<Person> person, Id<LegalEntity> entity, string why)
    {
        if (await tx.FindEntity(entity) is null) return new Refusal("field-invalid") { Field = "entity" };
        if (await tx.FindMembership(person) is { } there) return new Refusal("state-not-allowed", ("state", there.State));
        var begun = new Membership(person, entity, MembershipState.Prospect);
        await tx.Connection.ExecuteAsync("update members.person set kind = 'Member' where id = @id", new { id = person.Value });
        await tx.Save(begun, null, "begins", why);
        return begun;
    }

    internal static Task<Membership?> LockMembership(this Tx tx, Id<Person> person) => Load(tx, person, "for update");

    /// <summary>The ids of those whose last day has passed.</summary>
    internal static async Task<IReadOnlyList<Id<Person>>> Ended(this Tx tx, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<Guid>(
            "select person from members.membership where state = 'Leaving' and ends_on < @date order by person for update", new { date })).Select(id => new Id<Person>(id))];

    internal static async Task Save(this Tx tx, Membership membership, MembershipState? was, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into members.membership (person, entity, state, recommended_by, admitted_on, notice_on, ends_on)
            values (@person, @entity, @state, @recommended, @AdmittedOn, @NoticeOn, @EndsOn)
            on conflict (person) do update set state = excluded.state, recommended_by = excluded.recommended_by,
                admitted_on = excluded.admitted_on, notice_on = excluded.notice_on, ends_on = excluded.ends_on
            """,
            new
            {
                person = membership.Person.Value, entity = membership.Entity.Value, state = membership.State.ToString(),
                recommended = membership.RecommendedBy?.Value, membership.AdmittedOn, membership.NoticeOn, membership.EndsOn,
            });
        // A recommendation is no arrow: the state stays, and the row says who gave it.
        if (was != membership.State) await tx.TakeStep(Membership.States, membership.Person.Value, was, membership.State, @event, why);
        await tx.Raise(new MembershipChanged(membership.Person.Value));
    }

    private static async Task<Membership?> Load(Tx tx, Id<Person> person, string lockIt)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            $"select entity, state, recommended_by, admitted_on, notice_on, ends_on from members.membership where person = @id {lockIt}", new { id = person.Value });
        return row is null ? null : new Membership(
            person, new(row.Entity), row.State, row.Recommended_By is { } by ? new(by) : null, row.Admitted_On, row.Notice_On, row.Ends_On);
    }

    private sealed record Row(Guid Entity, MembershipState State, Guid? Recommended_By, LocalDate? Admitted_On, LocalDate? Notice_On, LocalDate? Ends_On);
}
