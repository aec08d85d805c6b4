using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a wage will be by the law of the last day of work, as if it were paid then.</summary>
internal sealed record Forecast(Money Gross, Money Cost, Money Net)
{
    public static async Task<Outcome<Forecast>> Of(Tx tx, Work work, WageBasis basis, Money asked)
    {
        var setting = await tx.WageSetting((await tx.FindEntity(work.Entity))!);
        var question = await setting.Ask(tx, work.Person, [work], work.LastDay);
        if (question.Refusal is { } unknown) return unknown;
        var compensation = PayRules.CompensationOf(setting.Facts, setting.Entity.Country, work);
        var agreed = basis is WageBasis.Gross && compensation is { Included.Value: false, Rate.Value: var rate } ? asked + asked.Times(rate, Rounding.HalfAwayFromZero) : asked;
        var request = question.Value.Request with { Gross = agreed.ToDecimal() };
        if (basis is WageBasis.Cost)
        {
            var affordable = setting.Rules.GrossFromCost(request, asked.ToDecimal());
            if (affordable.Refusal is { } notFound) return notFound;
            if (affordable.Value.Gross is 0) return new Refusal("amount-not-positive", ("amount", asked)) { Field = "asked" };
            request = request with { Gross = affordable.Value.Gross };
        }

        var gross = Whole(request.Gross);
        var told = compensation is null ? question.Value with { Request = request } : await OneOffOf(tx, setting, work, question.Value, gross, gross - PayRules.WithoutCompensation(gross, compensation.Value.Rate.Value));
        return told.Then(one => setting.Rules.Payslip(one.Request).Then(one.Fit)).Then<Forecast>(slip => new Forecast(Whole(slip.Gross), Whole(slip.Cost), Whole(slip.Net)));

        Money Whole(decimal amount) => Money.Of(amount, asked.Currency, Rounding.HalfAwayFromZero);
    }

    /// <summary>As the payslip will tell it apart: the cost is the same, the tax is not, and what the payslip would lack is said now.</summary>
    private static async Task<Outcome<WageQuestion>> OneOffOf(Tx tx, WageSetting setting, Work work, WageQuestion question, Money gross, Money compensation) =>
        OneOff.Ask(question, gross, compensation, (await tx.EarlierPays(setting.Entity, [work.Person], work.LastDay))[work.Person].Sum(pay => pay.Gross));
}
