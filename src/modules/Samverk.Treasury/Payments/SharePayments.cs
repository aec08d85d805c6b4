using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Shares of those who have left become due on the day that the value of the share names.</summary>
internal sealed class SharesBecomeDue : IHandle<SharesRedeemed>
{
    public Task Handle(SharesRedeemed happened, Tx tx) => tx.Owe([.. happened.Shares
        .Select(share => new Due(share.Share, happened.Entity, DueKind.Share, Account.Shares(share.Code), share.Payout, share.Person, null, "", happened.PayFrom))]);
}

internal static class SharePayments
{
    /// <summary>What the room below is told about the shares that are paid back here.</summary>
    public static Task TellShares(this Tx tx, IReadOnlyList<Payment> payments, bool repaid, string why) =>
        payments.Where(payment => payment.Due.Kind is DueKind.Share).Select(payment => payment.Due.Id).ToArray() is { Length: > 0 } shares
            ? repaid ? tx.NoteSharesRepaid(shares) : tx.NoteSharesOwed(shares, why) : Task.CompletedTask;

    /// <returns>Null, or <c>payout-not-due</c> with the first day on which all of them may be paid.</returns>
    public static Refusal? TooEarly(this IReadOnlyList<Due> dues, LocalDate on) =>
        dues.Where(due => due.Kind is DueKind.Share).Select(due => due.On).DefaultIfEmpty(on).Max() is var first && first > on ? new Refusal("payout-not-due", ("date", first)) { Field = "on" } : null;

    public static IServiceCollection AddShareCheck(this IServiceCollection services) => services.AddCheck(
        "I37", "no share is paid back before its day", "payments of shares",
        "select count(*) from treasury.payment join treasury.due on due.id = payment.due where due.kind = 'Share'",
        """
        select 'share ' || due.id || ' was ordered for ' || batch.pay_on || ', it is due on ' || due.due_on
        from treasury.payment join treasury.due on due.id = payment.due join treasury.batch on batch.id = payment.batch
        where due.kind = 'Share' and payment.state in ('Ordered', 'Released', 'Paid') and batch.pay_on < due.due_on
        order by due.id
        """);
}
