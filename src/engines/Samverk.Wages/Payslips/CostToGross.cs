using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>The largest gross whose cost can be paid.</summary>
/// <param name="Gross">In units, on the cent grid.</param>
/// <param name="Cost">Of that gross; never more than was available.</param>
/// <param name="Remainder">What stays on the activity.</param>
public readonly record struct AffordableGross(decimal Gross, decimal Cost, decimal Remainder);

/// <summary>
/// Finds a gross by bisection on the cent grid. Between two documented steps of the law (the limit of a minijob, a ceiling) cost rises with
/// gross; at a step it may jump either way, so each stretch is searched on its own, the highest first.
/// </summary>
internal static class CostToGross
{
    private const decimal Cent = 0.01m;

    /// <summary>More than the cents that the lines of any payslip lose together by rounding.</summary>
    private const decimal Dip = 0.10m;

    /// <param name="steps">Each gross at which a new stretch begins, in any order; none where cost rises throughout.</param>
    /// <param name="cost">The whole cost of a gross.</param>
    /// <param name="least">What a gross costs at least, where the whole cost may be refused; null = the gross.</param>
    /// <returns>The answer, or null where not even nothing can be paid.</returns>
    public static AffordableGross? Find(decimal available, IEnumerable<decimal> steps, Func<decimal, decimal> cost, Func<decimal, decimal>? least = null)
    {
        // A cost is never below its gross.
        var top = Rounded.Cut(Math.Max(0, available), 2);
        foreach (var (from, to) in Stretches(steps, top))
            if ((least?.Invoke(from) ?? from) <= available && cost(from) <= available)
            {
                var (fits, tooMuch) = (from, to + Cent);
                while (tooMuch - fits > Cent)
                {
                    var middle = fits + Rounded.Cut((tooMuch - fits) / 2, 2);
                    if (cost(middle) <= available) fits = middle;
                    else tooMuch = middle;
                }

                // Lines are rounded one by one, so cost may dip by cents where gross rises by one: a few cents ahead may fit again.
                for (var ahead = fits + Cent; ahead <= Math.Min(to, fits + Dip); ahead += Cent)
                    if (cost(ahead) <= available) fits = ahead;
                var spent = cost(fits);
                return new(fits, spent, available - spent);
            }

        return null;
    }

    private static IEnumerable<(decimal From, decimal To)> Stretches(IEnumerable<decimal> steps, decimal top)
    {
        var to = top;
        foreach (var from in steps.Where(step => step > 0 && step <= top).Append(0).Distinct().OrderDescending())
        {
            yield return (from, to);
            to = from - Cent;
        }
    }
}
