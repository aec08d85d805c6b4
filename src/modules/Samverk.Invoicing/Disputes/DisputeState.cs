using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Where a dispute stands (domain/states.md, 18).</summary>
public enum DisputeState { Opened, Evidence, MemberHeard, Closed }

public static class DisputeStates
{
    /// <summary>The decision closes it; the member has been heard before. New facts open another one.</summary>
    public static readonly StateMachine<DisputeState> Machine = new("invoicing.dispute", 1,
        (DisputeState.Opened, DisputeState.Evidence), (DisputeState.Opened, DisputeState.MemberHeard), (DisputeState.Evidence, DisputeState.Evidence),
        (DisputeState.Evidence, DisputeState.MemberHeard), (DisputeState.MemberHeard, DisputeState.Closed));

    /// <summary>The open dispute of an invoice: its id on the timeline and its last state.</summary>
    internal static async Task<(Guid Id, DisputeState State)?> OpenDispute(this Tx tx, Id<Invoice> invoice)
    {
        if (await tx.Connection.QuerySingleOrDefaultAsync<long?>("select number from invoicing.dispute where invoice = @id and closed is null", new { id = invoice.Value }) is not { } number) return null;
        var id = Id<Invoice>.Named(invoice.Value, $"dispute {number}").Value;
        var steps = await tx.Steps(id);
        return (id, steps.Count is 0 ? DisputeState.Opened : Enum.Parse<DisputeState>(steps[^1].State));
    }

    /// <summary>Opens it by the verb, and its own timeline with it.</summary>
    internal static async Task<Outcome<Done>> BeginDispute(this Tx tx, Id<Invoice> invoice, string reason)
    {
        if ((await tx.DisputeInvoice(invoice, reason)).Refusal is { } refusal) return refusal;
        var (id, state) = (await tx.OpenDispute(invoice))!.Value;
        await tx.TakeStep(Machine, id, null, state, "opened", reason);
        var disputed = (await tx.FindInvoice(invoice))!;
        await tx.AskDecision(await tx.AccountOf(disputed), (await tx.FindClient(disputed.Client))!, reason);
        return default(Done);
    }
}
