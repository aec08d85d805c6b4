using Samverk.Kernel;

namespace Samverk.Activities;

/// <summary>A line of an activity's account as its team sees it.</summary>
/// <param name="Document">What caused it: an invoice, a wage, a claim.</param>
/// <param name="Amount">Positive came in, negative went out.</param>
/// <param name="Parts">Where it went, for what went out; the sum is minus the amount.</param>
internal sealed record Flow(Guid Document, Money Amount, IReadOnlyList<CostPart> Parts)
{
    /// <summary>The document whose credit this takes back: a credit note's invoice. Null for everything else.</summary>
    public Guid? TakesBack { get; init; }
}

/// <summary>A part of what went out, by a stable key: "net-wages", "authority:wage-tax", "contribution".</summary>
internal sealed record CostPart(string Key, Money Amount);

/// <summary>What came in, where it went, and what is left of it.</summary>
internal sealed class Credit(Flow source)
{
    private readonly List<Use> uses = [];

    public Flow Source { get; } = source;

    public Money Rest { get; private set; } = source.Amount;

    /// <summary>In the order of posting.</summary>
    public IReadOnlyList<Use> Uses => uses;

    internal void Give(Use use)
    {
        uses.Add(use);
        Rest -= use.Amount;
    }
}

/// <summary>A debit, or a part of one, that a credit paid.</summary>
internal sealed record Use(Flow Debit, Money Amount, IReadOnlyList<CostPart> Parts);

/// <summary>
/// Which credit of an activity paid which debit (money-path.md, section 6): each debit consumes the oldest credit that has a rest; a larger
/// one goes on to the next; one that finds none waits for the next credit. A credit note takes from its own invoice first. Every step looks
/// back only, so that what a past page showed never changes, except that its rest is consumed later. Pure.
/// </summary>
internal sealed record Attribution(IReadOnlyList<Credit> Credits, Money Waiting)
{
    /// <param name="flows">All lines of the activity's account, in the order of posting.</param>
    public static Attribution Of(IEnumerable<Flow> flows, Currency currency)
    {
        var credits = new List<Credit>();
        var waiting = new Queue<Debit>();
        var oldest = 0;
        foreach (var flow in flows)
        {
            if (flow.Amount.IsPositive)
            {
                credits.Add(new(flow));
                while (waiting.TryPeek(out var debit) && credits[^1].Rest.IsPositive)
                {
                    debit.TakeFrom(credits[^1]);
                    if (debit.Left.IsZero) waiting.Dequeue();
                }
            }
            else
            {
                var debit = new Debit(flow);
                if (flow.TakesBack is { } own)
                    foreach (var credit in credits.Where(credit => credit.Source.Document == own)) debit.TakeFrom(credit);
                for (; oldest < credits.Count && !debit.Left.IsZero; oldest += credits[oldest].Rest.IsZero ? 1 : 0) debit.TakeFrom(credits[oldest]);
                if (!debit.Left.IsZero) waiting.Enqueue(debit);
            }
        }

        return new(credits, Money.Sum(waiting.Select(debit => debit.Left), currency));
    }

    private sealed class Debit(Flow flow)
    {
        private readonly Money[] parts = [.. flow.Parts.Select(part => part.Amount)];

        public Money Left { get; private set; } = -flow.Amount;

        /// <summary>
        /// As much as both have. The parts that are left are split in proportion; the last taking takes all of them, so that parts and
        /// takings both add up to the cent.
        /// </summary>
        public void TakeFrom(Credit credit)
        {
            var taken = Money.Min(Left, credit.Rest);
            if (!taken.IsPositive) return;

            var shares = taken.Allocate([.. parts.Select(part => (decimal)part.Minor)]);
            for (var i = 0; i < parts.Length; i++) parts[i] -= shares[i];
            Left -= taken;
            credit.Give(new(flow, taken, [.. flow.Parts.Zip(shares, (part, share) => part with { Amount = share }).Where(part => !part.Amount.IsZero)]));
        }
    }
}
