namespace Samverk.Wages;

/// <summary>Finds the smallest gross that leaves a wanted net, on the cent grid.</summary>
internal static class NetToGross
{
    private const decimal Cent = 0.01m, Most = 1_000_000_000m;

    /// <param name="net">The net of a gross; as much as there can be where the law refuses, so that the search ends there and the payslip says why.</param>
    /// <param name="peaksBefore">
    /// Where net falls at the rows of a table: the last gross of each row before the given one, the nearest first; net rises between two of them.
    /// </param>
    /// <returns>Null where no wage leaves so much.</returns>
    public static decimal? Find(decimal wanted, Func<decimal, decimal> net, Func<decimal, IEnumerable<decimal>> peaksBefore)
    {
        if (wanted <= 0) return 0;
        var top = wanted;
        while (net(top) < wanted)
            if ((top *= 2) > Most) return null;

        var found = Crossing(0, top, wanted, net);
        // An earlier row may end above the wanted net although the rows after it begin below. A tenth back is far enough: tables rise by a
        // per cent of pay at a time, which pay makes up for long before.
        found = peaksBefore(found).SkipWhile(peak => peak >= found).TakeWhile(peak => peak > found * 0.9m).Where(peak => net(peak) >= wanted).Append(found).Min();

        var first = peaksBefore(found).FirstOrDefault(peak => peak < found, -Cent) + Cent;
        return net(first) >= wanted ? first : Crossing(first, found, wanted, net);
    }

    private static decimal Crossing(decimal tooLittle, decimal enough, decimal wanted, Func<decimal, decimal> net)
    {
        while (enough - tooLittle > Cent)
        {
            var middle = tooLittle + Rounded.Cut((enough - tooLittle) / 2, 2);
            if (net(middle) >= wanted) enough = middle;
            else tooLittle = middle;
        }

        return enough;
    }
}
