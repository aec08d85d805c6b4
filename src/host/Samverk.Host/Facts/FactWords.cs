using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;

namespace Samverk.Host;

/// <summary>What people call facts, their values, countries and kinds of legal entities.</summary>
internal static class FactWords
{
    /// <summary>A fact by its name without the country; kinds of supply and what a newer file brings keep their own name.</summary>
    public static string Fact(this IStringLocalizer text, string name) => name switch
    {
        FactNames.AbsenceCertificate => text["Days of illness without a certificate"],
        FactNames.AbsenceParental => text["Who pays parental leave"],
        FactNames.AbsenceSick => text["Who pays illness"],
        FactNames.AbsenceSickRightAfterDays => text["Days of a short engagement before illness is paid"],
        FactNames.AbsenceUnpaid => text["Who pays unpaid leave, and how long it is insured"],
        FactNames.AbsenceWorkAccident => text["Who pays after an accident at work"],
        FactNames.AccidentReportDays => text["Days to report an accident at work"],
        FactNames.BadDebtFee => text["Price on unguaranteed bad debt"],
        FactNames.BlockedAfterMonths => text["Months late until a client is blocked"],
        FactNames.ContractInsurer => text["Who receives social security"],
        FactNames.ContractNotice => text["Days of notice in contracts"],
        FactNames.ContractSigned => text["Kinds that are signed before the work begins"],
        FactNames.DelegationDays => text["Days that a delegation lasts"],
        FactNames.EmploymentKinds => text["Kinds of employment"],
        FactNames.EquipmentFrom => text["Equipment is an asset from"],
        FactNames.ExpenseRule => text["What expenses are paid from"],
        FactNames.Fee => text["The cooperative's price"],
        FactNames.GuaranteeCover => text["What the guarantee fund bears"],
        FactNames.GuaranteeRequires => text["Conditions of the guarantee"],
        FactNames.Holidays => text["Days off"],
        FactNames.InvoiceTerm => text["Days that clients have to pay"],
        FactNames.LegalForms => text["Legal forms"],
        FactNames.MileageOwnCar => text["A kilometre by own car"],
        FactNames.PayCalendar => text["Pay days"],
        FactNames.ReceiptWithoutBuyerBelow => text["Receipts without a buyer's name, below"],
        FactNames.RequestCutOff => text["Last moment for requests"],
        FactNames.Retention => text["Years that documents are kept"],
        FactNames.SelfBilling => text["Self-billing allowed"],
        FactNames.SharedMayEmploy => text["Shared activities may employ"],
        FactNames.SharePrice => text["Price of a share"],
        FactNames.SimplifiedInvoiceBelow => text["Simplified invoices, below"],
        FactNames.TimeZone => text["Time zone"],
        FactNames.VacationDays => text["Days of vacation"],
        FactNames.VacationPayIncluded => text["The pay of an assignment contains holiday pay"],
        FactNames.VacationPayRate => text["Holiday pay, share of the pay"],
        FactNames.VatRates => text["VAT rates"],
        FactNames.VatSmallBusiness => text["VAT of small businesses"],
        FactNames.VatStandard => text["Standard rate of VAT"],
        FactNames.WageBodies => text["Who gets which line of a payslip"],
        FactNames.WageContracts => text["How kinds of employment are computed"],
        FactNames.WageFloor => text["Lowest pay of an hour"],
        FactNames.WorkBudgetMargin => text["Margin of the work budget"],
        FactNames.WorkDayHours => text["Most hours of work a day"],
        FactNames.WorkWeekHours => text["Most hours of work a week"],
        _ when name.StartsWith(FactNames.Declaration, StringComparison.Ordinal) => text["Declaration: {0}", name[FactNames.Declaration.Length..]],
        _ when name.StartsWith(FactNames.Due, StringComparison.Ordinal) => text["When {0} is paid", name[FactNames.Due.Length..]],
        _ when name.StartsWith(FactNames.Mileage, StringComparison.Ordinal) => text["A kilometre: {0}", name[FactNames.Mileage.Length..]],
        _ when name.StartsWith(FactNames.PerDiem, StringComparison.Ordinal) => text["A day away: {0}", text.Country(name[FactNames.PerDiem.Length..].ToUpperInvariant())],
        _ when name.StartsWith(FactNames.VatTreatment, StringComparison.Ordinal) => text["VAT of: {0}", Apart(name[FactNames.VatTreatment.Length..])],
        _ => name,
    };

    /// <summary>"culturalService" → "cultural service": kinds that only specialists name.</summary>
    private static string Apart(string word) => string.Concat(word.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>A value in a line, from the JSON of its file.</summary>
    public static string Value(this IStringLocalizer text, string json)
    {
        using var value = JsonDocument.Parse(json);
        return Written(text, value.RootElement);
    }

    public static string Country(this IStringLocalizer text, string code) => code switch
    {
        "AT" => text["Austria"],
        "BE" => text["Belgium"],
        "DE" => text["Germany"],
        "ES" => text["Spain"],
        "FR" => text["France"],
        "IT" => text["Italy"],
        "NL" => text["the Netherlands"],
        "SE" => text["Sweden"],
        _ => code,
    };

    public static string Kind(this IStringLocalizer text, EntityKind kind) => kind switch
    {
        EntityKind.Association => text["Association"],
        EntityKind.ServiceCompany => text["Service company"],
        EntityKind.EducationCompany => text["Education company"],
        _ => text["Cooperative society"],
    };

    private static string Written(IStringLocalizer text, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => text["yes"],
        JsonValueKind.False => text["no"],
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(one => one.ValueKind is JsonValueKind.Object && one.TryGetProperty("name", out var name) ? name.ToString() : Written(text, one))),
        JsonValueKind.Object when value.TryGetProperty("amount", out var amount) && value.TryGetProperty("currency", out var currency) =>
            $"{decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture).ToString("N2", CultureInfo.CurrentCulture)} {currency}",
        JsonValueKind.Object when value.TryGetProperty("kind", out var kind) && value.TryGetProperty("rate", out var rate) =>
            $"{Figure(rate.GetString()!)} % {Word(text, kind.GetString()!)}{(value.TryGetProperty("fundRate", out var fund) && fund.GetString() is { } share and not "0" ? $", {text["{0} % of it to the fund", Figure(share)]}" : "")}",
        // The texts of the law are for invoices, in every language.
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Where(part => part.Value.ValueKind is not JsonValueKind.Null && part.Name is not "text").Select(part => $"{(part.Name is "kind" ? "" : $"{Word(text, part.Name)} ")}{Written(text, part.Value)}")),
        JsonValueKind.String => Word(text, value.GetString()!),
        _ => value.ToString(),
    };

    private static string Figure(string number) => decimal.Parse(number, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.CurrentCulture);

    /// <summary>The words that stand in files, as people say them.</summary>
    private static string Word(IStringLocalizer text, string word) => word switch
    {
        "rate" or "perCent" => text["per cent"],
        "stages" => text["who pays:"],
        "fromDay" => text["from day"],
        "payer" => text["pays"],
        "activity" => text["the activity"],
        "insurer" => text["the insurer"],
        "nobody" => text["nobody"],
        "insuredMonths" => text["months insured"],
        "waitingPerCentOfWeek" => text["per cent of a week kept at first"],
        "monthly" => text["a month"],
        "perKilometre" => text["a kilometre"],
        "currency" => "",
        "fullDay" => text["a full day"],
        "needsNight" => text["only with a night"],
        "firstDay" => text["first day, per cent"],
        "lastDay" => text["last day, per cent"],
        "meals" => text["taken off for meals, per cent:"],
        "breakfast" => text["breakfast"],
        "lunch" => text["lunch"],
        "dinner" => text["dinner"],
        "wholeUnits" => text["rounded to whole units"],
        "fullUntil" => text["full if left before"],
        "fullFrom" => text["full if back after"],
        "dayTrips" => text["without a night:"],
        "overHours" => text["hours, more than"],
        "days" => text["days"],
        "day" => text["day"],
        "months" => text["months after the period"],
        "inMonth" => text["in some months another day:"],
        "nextWorkingDay" => text["a day off moves it to the next working day"],
        "name" => text["name"],
        "authority" => text["authority"],
        "trigger" => text["told"],
        "data" => text["what is asked:"],
        "deadline" => text["until"],
        "daysAfterReport" => text["so many days after the report"],
        "percentOfNet" => text["a share of the net"],
        "onTop" => text["on top of what the member keeps"],
        "percentOfMargin" => text["a share of the margin"],
        "fixedMonthly" => text["a fixed amount"],
        GuaranteeConditions.Confirmed => text["confirmed by the client"],
        GuaranteeConditions.EuSeat => text["seat in the European Union"],
        "reverse" => text["given back to the activity"],
        "keep" => text["kept"],
        "collected" => text["only what clients have paid"],
        "booked" => text["also what has been invoiced"],
        "net" => text["the net"],
        "netLessFee" => text["the net less the price"],
        "exposure" => text["the exposure"],
        _ => word,
    };
}
