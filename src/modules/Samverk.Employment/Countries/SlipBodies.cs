using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>A sum of a payslip that one side bears and one body gets.</summary>
internal sealed record SlipShare(Bearer Bearer, string Body, Money Amount);

/// <summary>Who gets which part of a payslip. Pure.</summary>
internal static class SlipBodies
{
    /// <summary>Every line beside pay and benefits, summed by who bears it and who gets it, in the order of the payslip.</summary>
    /// <returns>The shares; a refusal of the fact, or <c>parameter-missing</c> with the line that nobody gets.</returns>
    public static Outcome<IReadOnlyList<SlipShare>> Of(FactBook facts, string country, Payslip slip, LocalDate payDay)
    {
        var bodies = facts.Find<IReadOnlyList<WageBody>>(country, FactNames.WageBodies, payDay);
        if (bodies.Refusal is { } unknown) return unknown;
        var (codes, shares) = (slip.Lines.Select(line => line.Kind.Code).ToHashSet(StringComparer.Ordinal), new List<(Bearer Bearer, string Body, decimal Amount)>());
        foreach (var line in slip.Lines.Where(line => line.Kind.Bearer is not (Bearer.Pay or Bearer.Benefit)))
        {
            if (bodies.Value.Value.FirstOrDefault(body => body.Takes(line.Kind.Code, codes)) is not { } body)
                return new Refusal("parameter-missing", ("parameter", $"{country.ToLowerInvariant()}.{FactNames.WageBodies} {line.Kind.Code}"), ("date", payDay));
            shares.Add((line.Kind.Bearer, body.Body, line.Amount));
        }

        return shares.GroupBy(share => (share.Bearer, share.Body))
            .Select(group => new SlipShare(group.Key.Bearer, group.Key.Body, Money.Of(group.Sum(share => share.Amount), slip.Currency, Rounding.HalfAwayFromZero))).ToArray();
    }

    /// <summary>The shares over the wages that one payslip pays, in proportion to gross: every share to the cent, so every wage is whole.</summary>
    public static IReadOnlyList<PayslipPart> Split(IReadOnlyList<AskedWage> wages, IReadOnlyList<SlipShare> shares)
    {
        var weights = wages.Select(wage => (decimal)wage.Gross.Minor).ToArray();
        var split = shares.Select(share => (share, Parts: share.Amount.Allocate(weights))).ToArray();
        return
        [
            .. wages.Select((wage, at) =>
            {
                return new PayslipPart(
                    wage.Id, wage.Activity, wage.Gross, Of(Bearer.Tax), Of(Bearer.Employer), wage.Cost, Of(Bearer.Employee), Of(Bearer.Addition),
                    [.. split.GroupBy(one => one.share.Body).Select(body => new BodyShare(body.Key, Money.Sum(body.Select(one => one.share.Bearer is Bearer.Addition ? -one.Parts[at] : one.Parts[at]), wage.Gross.Currency)))]);

                Money Of(Bearer bearer) => Money.Sum(split.Where(one => one.share.Bearer == bearer).Select(one => one.Parts[at]), wage.Gross.Currency);
            }),
        ];
    }
}
