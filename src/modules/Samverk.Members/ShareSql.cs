using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The register of shares.</summary>
public static class ShareSql
{
    private const string Select =
        """
        select share.id, share.person, share.entity, share.amount, share.currency, share.subscribed_on, share.paid_on, share.state, share.posted,
               share.value, share.payout, share_value.pay_from
        from members.share left join members.share_value on share_value.id = share.value
        """;

    public static Task<IReadOnlyList<Share>> Shares(this Tx tx, Id<Person> person) => tx.SelectShares("share.person = @id order by share.id", new { id = person.Value });

    /// <summary>Those of one entity that a value would redeem: given notice of, of a membership that has ended in the year of the accounts.</summary>
    public static Task<IReadOnlyList<Share>> SharesToRedeem(this Tx tx, ShareValue value) => tx.SelectShares(
        """
        share.entity = @entity and share.state = 'Noticed' and exists (
            select from members.membership where membership.person = share.person and state in ('Leaving', 'Left') and ends_on > @before and ends_on <= @YearEnd)
        order by share.id
        """,
        new { entity = value.Entity.Value, before = value.YearEnd.PlusYears(-1), value.YearEnd });

    /// <summary>The bank has shown that these were paid back.</summary>
    public static Task NoteSharesRepaid(this Tx tx, IReadOnlyCollection<Guid> shares) => tx.MoveShares(shares, ShareState.Redeemable, ShareState.Repaid, "bank-paid", "");

    /// <summary>The money came back, or its match was taken back: they are owed again.</summary>
    public static Task NoteSharesOwed(this Tx tx, IReadOnlyCollection<Guid> shares, string why) => tx.MoveShares(shares, ShareState.Repaid, ShareState.Redeemable, "owed-again", why);

    internal static async Task<IReadOnlyList<Share>> SelectShares(this Tx tx, string where, object values) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} where {where}", values)).Select(row => row.ToShare())];

    /// <summary>New, or moved on by one arrow; only what a move may change is written again.</summary>
    internal static async Task Save(this Tx tx, Share share, ShareState? was, string @event)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into members.share (id, person, entity, amount, currency, subscribed_on, paid_on, state, posted, value, payout)
            values (@id, @person, @entity, @amount, @currency, @SubscribedOn, @PaidOn, @state, @Posted, @value, @payout)
            on conflict (id) do update set paid_on = excluded.paid_on, state = excluded.state, posted = excluded.posted, value = excluded.value, payout = excluded.payout
            """,
            new
            {
                id = share.Id.Value, person = share.Person.Value, entity = share.Entity.Value, amount = share.Amount.Minor, currency = share.Amount.Currency.Code,
                share.SubscribedOn, share.PaidOn, state = share.State.ToString(), share.Posted, value = share.Value?.Value, payout = share.Payout?.Minor,
            });
        await tx.TakeStep(Share.States, share.Id.Value, was, share.State, @event, "");
    }

    /// <summary>All shares of a person that are in one state go on together, as their membership does.</summary>
    internal static async Task MoveShares(this Tx tx, Id<Person> person, ShareState from, ShareState to, string @event) =>
        await tx.MoveShares([.. (await tx.Shares(person)).Where(share => share.State == from).Select(share => share.Id.Value)], from, to, @event, "");

    internal static async Task MoveShares(this Tx tx, IReadOnlyCollection<Guid> shares, ShareState from, ShareState to, string @event, string why)
    {
        if (shares.Count is 0) return;
        var moved = (await tx.Connection.QueryAsync<Guid>(
            "update members.share set state = @to where id = any(@ids) and state = @from returning id", new { ids = shares.ToArray(), from = from.ToString(), to = to.ToString() })).AsList();
        await tx.TakeSteps<ShareState>(Share.States, moved, from, to, @event, why);
    }

    private sealed record Row(
        Guid Id, Guid Person, Guid Entity, long Amount, Currency Currency, LocalDate Subscribed_On, LocalDate? Paid_On, ShareState State, bool Posted, Guid? Value, long? Payout, LocalDate? Pay_From)
    {
        public Share ToShare() => new(new(Id), new(Person), new(Entity), new Money(Amount, Currency), Subscribed_On, Paid_On)
        {
            State = State, Posted = Posted, Value = Value is { } value ? new Id<ShareValue>(value) : null, Payout = Payout is { } payout ? new Money(payout, Currency) : null, PayFrom = Pay_From,
        };
    }
}
