using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Expenses;

/// <summary>One claim: its figures, its receipt, how it came so far, and what was posted.</summary>
internal sealed class ViewClaim : IUseCase<ViewClaim.Query, ViewClaim.Result>
{
    public static Access Access => ClaimAccess.Read;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => ClaimAccess.To(query.Claim, tx, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindClaim(query.Claim) is not { } claim || await tx.FindActivity(claim.Content.Activity) is not { } activity) return Refusal.Unknown;
        if (claim.State is ClaimState.Draft && claim.Member != actor.Person) return Refusal.Unknown;
        var entity = (await tx.FindEntity(claim.Entity))!;
        var steps = await tx.Steps(claim.Id);
        var names = await tx.Names([claim.Member, .. steps.Select(step => step.Person)]);
        var decides = ClaimAccess.Decide.Refuse(actor, await ClaimAccess.To(claim.Id, tx, actor)) is null && claim.State is ClaimState.Submitted or ClaimState.Checked;
        var balances = await tx.Balances(activity, tx.Today);
        var terms = await tx.Terms(entity.Id, tx.Today);
        return new Result(
            claim.Id, claim.State, claim.Content, claim.Deductible, claim.Charge, claim.Claimed, claim.Receipt, claim.Member == actor.Person, decides && claim.Member != actor.Person, activity.Name,
            terms.Refusal is null ? terms.Value.Expenses is ExpenseRule.Collected ? balances.ExpenseAvailable : balances.Booked - balances.Reserved : null,
            decides ? await tx.ChecksOf(claim, activity, entity) : [], steps, names.ToDictionary(name => name.Key.Value, name => name.Value), claim.Member, await Posted(tx, claim), tx.Today,
            claim.State is ClaimState.Draft or ClaimState.Rejected && await tx.Setting<int?>(SubmitClaim.LatestDays) is { } days ? claim.Content.Date.PlusDays(days) : null)
        {
            NextPayment = claim.State is ClaimState.Paid or ClaimState.Rejected ? null : await tx.PaymentFor(entity, claim.Submitted ?? tx.Today),
            Journey = claim.Journey, Equipment = claim.Equipment, Thing = await tx.FindThing(Thing.IdOf(claim.Id)) is { } thing ? thing.Id : null,
        };
    }

    private static async Task<Guid?> Posted(Tx tx, Claim claim)
    {
        foreach (var kind in (string[])[claim.Kind is CostKind.DirectPayment ? "direct-payment" : "expense", "equipment"])
            if (await tx.FindEntry(Id<Entry>.Named(claim.Id, kind)) is { } entry) return entry.Id.Value;
        return null;
    }

    public sealed record Query(Guid Claim) : IQuery<Query, ViewClaim, Result>;

    /// <param name="Available">What the expense rule lets the activity spend today; null where no terms hold.</param>
    /// <param name="MayDecide">An adviser or finance, and not an own claim.</param>
    /// <param name="Entry">What was posted on approval.</param>
    /// <param name="LastDay">Until when it can be handed in; null where there is no last day, and once it is.</param>
    public sealed record Result(
        Guid Id, ClaimState State, ClaimContent Content, Money Deductible, Money Charge, Money? Claimed, ClaimReceipt? Receipt, bool Own, bool MayDecide, string Activity, Money? Available,
        IReadOnlyList<Check> Checks, IReadOnlyList<Step> Steps, IReadOnlyDictionary<Guid, string> Names, Id<Person> Member, Guid? Entry, LocalDate Today, LocalDate? LastDay)
    {
        public Money Gross => Content.Net + Content.Vat;

        /// <summary>When it is paid if it is handed in and approved in time; null where the cooperative promises no day.</summary>
        public ExpensePayment? NextPayment { get; init; }

        /// <summary>Of what is paid by a rate; null for what has a receipt.</summary>
        public Journey? Journey { get; init; }

        /// <summary>Of what is to last; null for what is used up.</summary>
        public Lasting? Equipment { get; init; }

        /// <summary>In the register of equipment, once the claim has bought it.</summary>
        public Guid? Thing { get; init; }

        /// <summary>Who sold it, or where the journey went.</summary>
        public string From => Journey?.Route ?? Content.Supplier;
    }
}

/// <summary>The receipt of a claim, for who may see the claim.</summary>
internal sealed class ReadReceipt : IUseCase<ReadReceipt.Query, ReadReceipt.Result>
{
    public static Access Access => ClaimAccess.Read;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => ClaimAccess.To(query.Claim, tx, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindClaim(query.Claim) is not { Receipt: { } receipt } claim || claim.State is ClaimState.Draft && claim.Member != actor.Person) return Refusal.Unknown;
        return (await tx.LoadFile(receipt.Hash)).Then<Result>(file => new Result(receipt.Name, file));
    }

    public sealed record Query(Guid Claim) : IQuery<Query, ReadReceipt, Result>;

    public sealed record Result(string Name, StoredFile File);
}
