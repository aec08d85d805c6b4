using Dapper;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Money offered from one activity to another; it moves when the receiver has accepted.</summary>
/// <param name="ShareOut">The sharing that it is a part of.</param>
internal sealed record Transfer(Id<Transfer> Id, Id<Activity> From, Id<Activity> To, Money Amount, string Reason, Guid? ShareOut, TransferState State)
{
    public static readonly StateMachine<TransferState> States = new("activities.transfer", 1,
        (TransferState.Proposed, TransferState.Accepted), (TransferState.Proposed, TransferState.Declined), (TransferState.Proposed, TransferState.Withdrawn),
        (TransferState.Accepted, TransferState.Posted), (TransferState.Accepted, TransferState.Withdrawn));
}

public enum TransferState { Proposed, Accepted, Posted, Declined, Withdrawn }

internal static class TransferSql
{
    /// <summary>Lock order: the transfer, then its activities.</summary>
    public static Task<Transfer?> LockTransfer(this Tx tx, Id<Transfer> id) => tx.Select(id, "for update");

    public static Task<Transfer?> FindTransfer(this Tx tx, Id<Transfer> id) => tx.Select(id, "");

    public static async Task Save(this Tx tx, Transfer transfer, TransferState? was, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into activities.transfer (id, from_activity, to_activity, amount, currency, reason, share_out, state)
            values (@id, @from, @to, @minor, @Currency, @Reason, @ShareOut, @state)
            on conflict (id) do update set state = excluded.state
            """,
            new
            {
                id = transfer.Id.Value, from = transfer.From.Value, to = transfer.To.Value, minor = transfer.Amount.Minor, transfer.Amount.Currency,
                transfer.Reason, transfer.ShareOut, state = transfer.State.ToString(),
            });
        await tx.TakeStep(Transfer.States, transfer.Id.Value, was, transfer.State, @event, why);
        if (was is TransferState.Accepted) await tx.CloseItem(transfer.Id.Value, ActivityItems.Transfer, @event);
    }

    /// <summary>From how much on a second person has to post a transfer; null = the cooperative has set no threshold.</summary>
    public static Task<Money?> TransferThreshold(this Tx tx, Currency currency) => tx.Setting<Money?>(ThresholdKey(currency));

    public static string ThresholdKey(Currency currency) => $"activities.transfer-threshold.{currency.Code.ToLowerInvariant()}";

    /// <summary>What the actor is at the two ends of a transfer.</summary>
    public static async Task<(Relation Giver, Relation Receiver)> RelationsTo(this Tx tx, Id<Transfer> id, Actor actor) =>
        await tx.FindTransfer(id) is { } transfer
            ? (await tx.RelationTo(transfer.From, actor), await tx.RelationTo(transfer.To, actor))
            : (Relation.None, Relation.None);

    private static async Task<Transfer?> Select(this Tx tx, Id<Transfer> id, string andLock) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            $"select id, from_activity, to_activity, amount, currency, reason, share_out, state from activities.transfer where id = @id {andLock}",
            new { id = id.Value }))?.ToTransfer();

    private sealed record Row(Guid Id, Guid From_Activity, Guid To_Activity, long Amount, Currency Currency, string Reason, Guid? Share_Out, TransferState State)
    {
        public Transfer ToTransfer() => new(new(Id), new(From_Activity), new(To_Activity), new(Amount, Currency), Reason, Share_Out, State);
    }
}
