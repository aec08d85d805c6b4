namespace Samverk.Wages;

/// <summary>Circumstances that a pack refuses, as people would tell them.</summary>
internal static class Regimes
{
    private const string None = "none";

    private static readonly Dictionary<string, string> Phrases = new(StringComparer.Ordinal)
    {
        ["age_relief"] = "Over 64 at the beginning of the year",
        ["alsace_moselle"] = "Work in Alsace-Moselle",
        ["amateur_arts"] = "Allowance for amateur arts",
        ["apprentice"] = "Apprentice",
        ["artists_bases"] = "Artist with bases of their own",
        ["artists_flat_withholding"] = "Artist with flat withholding",
        ["artists_fund"] = "Grant of the artists' social fund",
        ["artists_scheme"] = "Paid by the artists' scheme",
        ["artists_target_group"] = "Target-group reduction for artists",
        ["basque_country"] = "Tax is paid in the Basque Country",
        ["cape_cesa"] = "Support contract or associated entrepreneur (CAPE, CESA)",
        ["church_tax_capped"] = "Church tax with a cap",
        ["church_tax_minimum"] = "Church tax with a minimum",
        ["co_co_co"] = "Coordinated collaboration (co.co.co.)",
        ["commuter_allowance"] = "Commuter allowance asked for",
        ["contract_under_30_days"] = "Contract of less than 30 days",
        ["cross_border"] = "Lives or is insured in another country",
        ["employer_outside_commerce"] = "The employer is outside commerce",
        ["exceptional_payment_with_children"] = "Exceptional payment with children",
        ["family_bonus"] = "Family bonus asked for",
        ["final_settlement"] = "Final settlement of a contract",
        ["flexi_job"] = "Flexi-job",
        ["foreign_artist"] = "Artist from abroad",
        ["free_contractor"] = "Free contractor",
        ["green_table"] = "Pension or benefit by the green table",
        ["insured_before_1996"] = "Insured before 1996",
        ["intern"] = "Intern",
        ["leaving_holiday_pay"] = "Holiday pay on leaving",
        ["mid_year_regularisation"] = "The circumstances changed within the year",
        ["mobility_levy"] = "The mobility levy is due at the place of work",
        ["navarra"] = "Tax is paid in Navarra",
        ["non_resident"] = "Lives abroad for tax",
        ["non_resident_performer"] = "Performer from abroad",
        ["occasional_work"] = "Occasional work",
        ["occupational_pension"] = "Occupational pension",
        ["one_day_work"] = "Employed for single days",
        ["one_off_social_insurance"] = "One-off payment",
        ["over_60"] = "60 or older",
        ["overseas"] = "Work overseas",
        ["part_time"] = "Part of the hours",
        ["partial_month"] = "Employed for part of the month only",
        ["payroll_tax_without_national_insurance"] = "Not insured in national insurance",
        ["pension_age"] = "Of pension age",
        ["performers"] = "Performer",
        ["premiums_of_pension_age"] = "Of pension age",
        ["private_health"] = "Private health insurance",
        ["seafarer"] = "Seafarer",
        ["several_employers"] = "Several employers in the month",
        ["several_marginal_jobs"] = "Several marginal jobs",
        ["short_contract_neutral_rate"] = "Contract of up to two months at the neutral rate",
        ["short_term"] = "Short-term work with flat tax",
        ["show_business"] = "Paid by the rules of show business",
        ["student_scheme"] = "Scheme for students",
        ["thirty_percent_ruling"] = "Thirty-per-cent ruling",
        ["travel_allowance"] = "Travel allowance",
        ["under_19"] = "Under 19",
        ["under_one_week"] = "Employed for less than a week",
        ["working_student"] = "Working student",
    };

    /// <summary>The question whether one of a pack's refused regimes holds: who says so is refused by its name and not computed wrongly.</summary>
    public static WageFact Asked(IReadOnlyList<string> regimes) => new(WageFacts.Regime, WageFactKind.Choice, "Does one of these hold?")
    {
        Hint = "These cannot be computed yet: they are refused by name.", SaysNothing = None,
        Answers = [new(None, "None of them"), .. regimes.Select(regime => new WageAnswer(regime, Phrases[regime]))],
    };
}
