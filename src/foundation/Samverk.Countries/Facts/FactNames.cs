using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>
/// The facts there are, without the country's prefix, and the type of each value. A name that is not here is refused when a file is read,
/// so that a misspelt fact can never look like a missing one.
/// </summary>
public static class FactNames
{
    public const string
        AbsenceCertificate = "absence.certificate",
        AbsenceParental = "absence.parental",
        AbsenceSick = "absence.sick",
        AbsenceSickRightAfterDays = "absence.sickRightAfterDays",
        AbsenceUnpaid = "absence.unpaid",
        AbsenceWorkAccident = "absence.workAccident",
        AccidentReportDays = "accident.reportDays",
        BadDebtFee = "badDebtFee",
        BlockedAfterMonths = "client.blockedAfterMonths",
        ContractInsurer = "contract.insurer",
        ContractNotice = "contract.noticeDays",
        ContractSigned = "contract.signed",
        DelegationDays = "delegation.days",
        EmploymentKinds = "employmentKinds",
        EquipmentFrom = "equipment.assetFrom",
        ExpenseRule = "expense.rule",
        Fee = "fee",
        GuaranteeCover = "guarantee.cover",
        GuaranteeRequires = "guarantee.requires",
        Holidays = "holidays",
        InvoiceTerm = "invoice.term",
        LegalForms = "legalForms",
        MileageOwnCar = "mileage.own-car",
        PayCalendar = "pay.calendar",
        ReceiptWithoutBuyerBelow = "receipt.withoutBuyerBelow",
        RequestCutOff = "request.cutOff",
        Retention = "retention.years",
        SelfBilling = "selfBilling",
        SharedMayEmploy = "sharedMayEmploy",
        SharePrice = "share.price",
        SimplifiedInvoiceBelow = "invoice.simplifiedBelow",
        TimeZone = "timeZone",
        VacationDays = "vacation.days",
        VacationPayIncluded = "vacation.payIncluded",
        VacationPayRate = "vacation.payRate",
        VatRates = "vat.rates",
        VatSmallBusiness = "vat.smallBusiness",
        VatStandard = "vat.standard",
        WageBodies = "wage.bodies",
        WageContracts = "wage.contracts",
        WageFloor = "wage.floor",
        WorkBudgetMargin = "fee.workBudgetMargin",
        WorkDayHours = "work.dayHours",
        WorkWeekHours = "work.weekHours";

    /// <summary>Followed by the kind of supply: <c>vat.treatment.education</c>.</summary>
    public const string VatTreatment = "vat.treatment.";

    /// <summary>Followed by the kind of declaration (<c>declaration.agi</c>), or by the body that is owed (<c>due.tax-account</c>).</summary>
    public const string Declaration = "declaration.", Due = "due.";

    /// <summary>Followed by the kind of vehicle (<c>mileage.bicycle</c>), or by the country of the stay in lower case (<c>perDiem.se</c>).</summary>
    public const string Mileage = "mileage.", PerDiem = "perDiem.";

    /// <summary>Of the pack "eu": followed by a country in lower case, or by the name of a text.</summary>
    public const string Member = "member.", VatArea = "vatArea.", VatText = "vat.text.";

    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        [AbsenceCertificate] = typeof(int),
        [AbsenceParental] = typeof(AbsenceRule),
        [AbsenceSick] = typeof(AbsenceRule),
        [AbsenceSickRightAfterDays] = typeof(int),
        [AbsenceUnpaid] = typeof(AbsenceRule),
        [AbsenceWorkAccident] = typeof(AbsenceRule),
        [AccidentReportDays] = typeof(int),
        [BadDebtFee] = typeof(BadDebtFee),
        [BlockedAfterMonths] = typeof(int),
        [ContractInsurer] = typeof(string),
        [ContractNotice] = typeof(int),
        [ContractSigned] = typeof(IReadOnlyList<string>),
        [DelegationDays] = typeof(int),
        [EmploymentKinds] = typeof(IReadOnlyList<string>),
        [EquipmentFrom] = typeof(Money),
        [ExpenseRule] = typeof(ExpenseRule),
        [Fee] = typeof(FeeRule),
        [GuaranteeCover] = typeof(GuaranteeCover),
        [GuaranteeRequires] = typeof(IReadOnlyList<string>),
        [Holidays] = typeof(IReadOnlyList<HolidayRule>),
        [InvoiceTerm] = typeof(int),
        [LegalForms] = typeof(IReadOnlyList<string>),
        [MileageOwnCar] = typeof(KilometreRate),
        [PayCalendar] = typeof(PayCalendar),
        [ReceiptWithoutBuyerBelow] = typeof(Money),
        [RequestCutOff] = typeof(RequestCutOff),
        [Retention] = typeof(IReadOnlyDictionary<string, int>),
        [SelfBilling] = typeof(bool),
        [SharedMayEmploy] = typeof(bool),
        [SharePrice] = typeof(Money),
        [SimplifiedInvoiceBelow] = typeof(Money),
        [TimeZone] = typeof(string),
        [VacationDays] = typeof(int),
        [VacationPayIncluded] = typeof(bool),
        [VacationPayRate] = typeof(Rate),
        [VatRates] = typeof(IReadOnlyList<Rate>),
        [VatSmallBusiness] = typeof(VatTreatment),
        [VatStandard] = typeof(Rate),
        [WageBodies] = typeof(IReadOnlyList<WageBody>),
        [WageContracts] = typeof(IReadOnlyDictionary<string, WageContract>),
        [WageFloor] = typeof(IReadOnlyList<WageFloor>),
        [WorkBudgetMargin] = typeof(Rate),
        [WorkDayHours] = typeof(int),
        [WorkWeekHours] = typeof(int),
    };

    /// <summary>Two letters of a country in lower case, a point, a name.</summary>
    internal static bool IsId(string id) => id.Length > 3 && char.IsAsciiLetterLower(id[0]) && char.IsAsciiLetterLower(id[1]) && id[2] is '.';

    /// <summary>The type of a fact's value by its whole id ("se.fee"); null when there is no such fact.</summary>
    public static Type? TypeOf(string id) => IsId(id) ? TypeOf(id[..2], id[3..]) : null;

    /// <summary>What may be known about every country, in the order of the alphabet; kinds of supply and the Union's texts apart.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Null when there is no such fact.</summary>
    internal static Type? TypeOf(string country, string name) =>
        country is "eu"
            ? name.StartsWith(Member, StringComparison.Ordinal) || name.StartsWith(VatArea, StringComparison.Ordinal) ? typeof(bool)
            : name.StartsWith(VatText, StringComparison.Ordinal) ? typeof(IReadOnlyDictionary<string, string>)
            : name is Holidays ? typeof(IReadOnlyList<HolidayRule>)
            : null
        : Types.TryGetValue(name, out var type) ? type
        : name.StartsWith(VatTreatment, StringComparison.Ordinal) && IsSupply(name[VatTreatment.Length..]) ? typeof(VatTreatment)
        : IsNamed(name, Declaration) ? typeof(DeclarationRule)
        : IsNamed(name, Due) ? typeof(DeadlineRule)
        : IsNamed(name, Mileage) ? typeof(KilometreRate)
        : IsNamed(name, PerDiem) && name.Length == PerDiem.Length + 2 ? typeof(PerDiemRule)
        : null;

    /// <summary>A fee, guarantee or calendar that is missing is a missing rule; any other fact is a missing parameter.</summary>
    internal static string MissingCode(string name) =>
        name is Fee or PayCalendar or Holidays || name.StartsWith("guarantee.", StringComparison.Ordinal) ? "rule-missing" : "parameter-missing";

    /// <summary>Whether a value of the right type also makes sense.</summary>
    internal static bool Makes(string name, object value) => (name, value) switch
    {
        (TimeZone, string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null,
        (_, int number) => number is >= 0 and <= 10_000,
        (_, Money money) => money.Currency is not null && money.IsPositive,
        (_, VatTreatment treatment) => treatment.IsWhole,
        _ => true,
    };

    private static bool IsNamed(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length
        && name[prefix.Length..].All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-');

    private static bool IsSupply(string text) =>
        Enum.GetValues<SupplyKind>().Any(supply => string.Equals(supply.InCamelCase(), text, StringComparison.Ordinal));
}

internal static class CamelCase
{
    public static string InCamelCase<TEnum>(this TEnum value)
        where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
