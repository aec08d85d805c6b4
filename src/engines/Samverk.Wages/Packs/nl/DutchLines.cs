namespace Samverk.Wages;

/// <summary>The lines of a Dutch payslip.</summary>
internal static class DutchLines
{
    private const string Premiums = "Wet financiering sociale verzekeringen";

    public static readonly LineKind
        Pay = new("nl.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        SpecialReward = new("nl.special_reward", "Special reward", Bearer.Pay, LineRounding.Cent, "contract"),
        Tax = new("nl.tax", "Wage tax and national insurance", Bearer.Tax, LineRounding.Cent, "Wet op de loonbelasting 1964; Rekenvoorschriften loonheffingen")
        {
            Rests = [DutchLaw.Brackets, DutchLaw.General, DutchLaw.Labour, DutchLaw.Elderly, DutchLaw.TableStep, DutchLaw.LastRow, DutchLaw.PeriodsOfYear],
        },
        AnonymousTax = new("nl.tax_anonymous", "Tax where the identity is not known", Bearer.Tax, LineRounding.CentCut, "Wet op de loonbelasting 1964, art. 26b") { Rests = [DutchLaw.Anonymous] },
        SpecialTax = new("nl.special_tax", "Tax on the special reward", Bearer.Tax, LineRounding.CentCut, "Wet op de loonbelasting 1964, art. 26")
        {
            Rests = [DutchLaw.SpecialUnderAow, DutchLaw.SpecialAow],
        },
        Unemployment = new("nl.awf", "Unemployment insurance (AWf)", Bearer.Employer, LineRounding.Cent, Premiums) { Rests = [DutchLaw.UnemploymentLow, DutchLaw.UnemploymentHigh, DutchLaw.PremiumCeiling] },
        Disability = new("nl.aof", "Disability insurance (Aof)", Bearer.Employer, LineRounding.Cent, Premiums) { Rests = [DutchLaw.DisabilityLow, DutchLaw.DisabilityHigh, DutchLaw.PremiumCeiling] },
        ChildCare = new("nl.wko", "Child-care surcharge (Wko)", Bearer.Employer, LineRounding.Cent, Premiums) { Rests = [DutchLaw.ChildCare, DutchLaw.PremiumCeiling] },
        ReturnToWork = new("nl.whk", "Return-to-work fund (Whk)", Bearer.Employer, LineRounding.Cent, Premiums) { Rests = [DutchLaw.ReturnToWork, DutchLaw.PremiumCeiling] },
        Health = new("nl.zvw", "Health insurance (Zvw)", Bearer.Employer, LineRounding.Cent, "Zorgverzekeringswet, art. 42") { Rests = [DutchLaw.Health, DutchLaw.PremiumCeiling] };
}
