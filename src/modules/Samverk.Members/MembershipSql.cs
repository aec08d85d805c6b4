using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Memberships, shares, and what the statutes say about them.</summary>
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

    public static async Task<IReadOnlyList<Share>> Shares(this Tx tx, Id<Person> person) =>
        [.. (await tx.Connection.QueryAsync<ShareRow>(
            "select id, entity, amount, currency, subscribed_on, paid_on from members.share where person = @id order by id", new { id = person.Value }))
            .Select(row => new Share(new(row.Id), person, new(row.Entity), new Money(row.Amount, row.Currency), row.Subscribed_On, row.Paid_On))];

    /// <summary>What the statutes say from a date on. A date is set once; what it said stays.</summary>
    public static async Task<Outcome<Done>> SetStatute(this Tx tx, Id<LegalEntity> entity, LocalDate validFrom, Statute statute)
    {
        if (await tx.FindEntity(entity) is null) return new Refusal("field-invalid") { Field = "entity" };
        if (statute.NoticeMonths is < 0 or > 60) return new Refusal("field-invalid") { Field = "noticeMonths" };
        if (statute.KeepYears is < 0 or > 100) return new Refusal("field-invalid") { Field = "keepYears" };
        if (statute.Share is { IsPositive: false }) return new Refusal("amount-not-positive") { Field = "share" };
        if (string.IsNullOrWhiteSpace(statute.Source)) return new Refusal("field-missing") { Field = "source" };
        return await tx.Connection.ExecuteAsync(
            "insert into members.statute values (@entity, @validFrom, @amount, @currency, @NoticeMonths, @KeepYears, @Source) on conflict do nothing",
            new
            {
                entity = entity.Value, validFrom, amount = statute.Share?.Minor, currency = statute.Share?.Currency.Code,
                statute.NoticeMonths, statute.KeepYears, statute.Source,
            }) is 1 ? default(Done) : new Refusal("field-invalid", ("text", validFrom)) { Field = "validFrom" };
    }

    /// <returns><c>rule-missing</c> when nobody has said what the statutes say on that day.</returns>
    public static async Task<Outcome<Statute>> Statute(this Tx tx, Id<LegalEntity> entity, LocalDate date)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<StatuteRow>(
            """
            select share_amount, share_currency, notice_months, keep_years, source from members.statute
            where entity = @entity and valid_from <= @date order by valid_from desc limit 1
            """,
            new { entity = entity.Value, date });
        if (row is null) return new Refusal("rule-missing", ("date", date));
        Money? share = row.Share_Amount is { } amount ? new Money(amount, Currency.Of(row.Share_Currency!).Value) : null;
        return new Statute(share, row.Notice_Months, row.Keep_Years, row.Source);
    }

    /// <summary>What the statutes have said and will say, latest first.</summary>
    public static async Task<IReadOnlyList<DatedStatute>> Statutes(this Tx tx, Id<LegalEntity> entity) =>
        [.. (await tx.Connection.QueryAsync<(LocalDate From, long? Amount, string? Currency, int Notice, int Keep, string Source)>(
            "select valid_from, share_amount, share_currency, notice_months, keep_years, source from members.statute where entity = @entity order by valid_from desc",
            new { entity = entity.Value })).Select(row => new DatedStatute(row.From, new Statute(
                row.Amount is { } amount ? new Money(amount, Currency.Of(row.Currency!).Value) : null, row.Notice, row.Keep, row.Source)))];

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

    internal static Task Save(this Tx tx, Share share) => tx.Connection.ExecuteAsync(
        """
        insert into members.share (id, person, entity, amount, currency, subscribed_on, paid_on)
        values (@id, @person, @entity, @amount, @currency, @SubscribedOn, @PaidOn)
        on conflict (id) do update set paid_on = excluded.paid_on
        """,
        new
        {
            id = share.Id.Value, person = share.Person.Value, entity = share.Entity.Value, amount = share.Amount.Minor, currency = share.Amount.Currency.Code,
            share.SubscribedOn, share.PaidOn,
        });

    private static async Task<Membership?> Load(Tx tx, Id<Person> person, string lockIt)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            $"select entity, state, recommended_by, admitted_on, notice_on, ends_on from members.membership where person = @id {lockIt}", new { id = person.Value });
        return row is null ? null : new Membership(
            person, new(row.Entity), row.State, row.Recommended_By is { } by ? new(by) : null, row.Admitted_On, row.Notice_On, row.Ends_On);
    }

    private sealed record Row(Guid Entity, MembershipState State, Guid? Recommended_By, LocalDate? Admitted_On, LocalDate? Notice_On, LocalDate? Ends_On);

    private sealed record ShareRow(Guid Id, Guid Entity, long Amount, Currency Currency, LocalDate Subscribed_On, LocalDate? Paid_On);

    private sealed record StatuteRow(long? Share_Amount, string? Share_Currency, int Notice_Months, int Keep_Years, string Source);
}
