using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A second person, of the board, has compared a value with the accounts and the minutes. Released, it redeems the shares of all whose membership
/// ended in that year; all of them, or none while the capital has no room. Who is among them does not decide.
/// </summary>
public sealed class DecideShareValue : IUseCase<DecideShareValue.Command, ShareValueState>
{
    public static Access Access => new((Role.Board, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.FindShareValue(command.ShareValue.Value) is { } value && (await tx.SharesToRedeem(value)).Any(share => share.Person == actor.Person) ? Relation.Own : Relation.None;

    /// <returns>
    /// The state; <c>state-not-allowed</c>, <c>second-person-needed</c> for who entered it, <c>payout-not-due</c> before the assembly,
    /// <c>below-minimum-capital</c>, <c>rule-missing</c> where the statutes of the year end name no share, <c>period-closed</c>.
    /// </returns>
    public async Task<Outcome<ShareValueState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockShareValue(command.ShareValue) is not { } value) return Refusal.Unknown;
        var to = command.Release ? ShareValueState.Released : ShareValueState.Refused;
        if (ShareValue.States.Refuse(value.State, to) is { } notAllowed) return notAllowed;
        if (command.Release && (await Redeem(tx, value, actor)).Refusal is { } refusal) return refusal;
        await tx.Decide(value, to, actor.Person);
        return to;
    }

    private static async Task<Outcome<Done>> Redeem(Tx tx, ShareValue value, Actor actor)
    {
        // Two years that are released at once take turns: both look at what capital the other has left.
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('shares ' || @entity, 13))", new { entity = value.Entity.Value.ToString() });
        var leaving = await tx.SharesToRedeem(value);
        var (currency, nominal, minimum) = (value.Value.Currency, value.Value, (Money?)null);
        if (leaving.Count > 0)
        {
            var (then, now) = (await tx.Statute(value.Entity, value.YearEnd), await tx.Statute(value.Entity, tx.Today));
            if ((then.Refusal ?? now.Refusal) is { } unknown) return unknown;
            if (then.Value.Share is not { } asked) return new Refusal("rule-missing", ("date", value.YearEnd));
            (nominal, minimum) = (asked, now.Value.MinimumCapital);
        }

        var capital = -await tx.Balance(value.Entity, Account.ShareCapital, currency, tx.Today);
        if (ShareRules.Release(value, [actor.Person, actor.Hand], minimum, capital, Money.Sum(leaving.Select(share => share.Amount), currency), tx.Today) is { } refused) return refused;
        if (leaving.Count is 0) return default(Done);

        var valued = leaving.Select(share => share with { State = ShareState.Redeemable, Value = value.Id, Payout = ShareRules.Payout(share.Amount, nominal, value.Value) }).ToArray();
        return await Owe(tx, value, valued);
    }

    private static async Task<Outcome<Done>> Owe(Tx tx, ShareValue value, IReadOnlyList<Share> valued)
    {
        var codes = await tx.PersonCodes([.. valued.Select(share => share.Person).Distinct()]);
        var posted = await tx.Post([.. valued.Select(share => SharePostings.Redeemed(share, value, codes[share.Person], tx.Today))]);
        if (posted.Refusal is { } refusal) return refusal;
        foreach (var share in valued)
        {
            await tx.Save(share, ShareState.Noticed, "valued");
            // Nothing is left, so nothing has to be paid.
            if (share.Payout!.Value.IsZero) await tx.Save(share with { State = ShareState.Repaid }, ShareState.Redeemable, "nothing-left");
        }

        await tx.Raise(new SharesRedeemed(value.Id.Value, value.Entity, value.PayFrom, [.. valued
            .Where(share => share.Payout!.Value.IsPositive).Select(share => new ShareOwed(share.Id.Value, share.Person, codes[share.Person], share.Payout!.Value))]));
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<ShareValue> ShareValue, bool Release) : ICommand<Command, DecideShareValue, ShareValueState>
    {
        public object Subject => new { ShareValue, Release };
    }
}
