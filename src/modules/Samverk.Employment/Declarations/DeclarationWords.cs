using Microsoft.Extensions.Localization;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>States, triggers and fields of declarations in people's words.</summary>
internal static class DeclarationWords
{
    public static string Of(DeclarationState state, IStringLocalizer text) => state switch
    {
        DeclarationState.Due => text["to prepare"], DeclarationState.Late => text["late"], DeclarationState.Prepared or DeclarationState.Corrected => text["ready to send"],
        DeclarationState.Sent => text["sent, no receipt yet"], DeclarationState.Accepted => text["accepted by the authority"], DeclarationState.Rejected => text["rejected by the authority"], _ => text["cancelled"],
    };

    public static Meaning MeaningOf(DeclarationState state) => state switch
    {
        DeclarationState.Accepted => Meaning.Good, DeclarationState.Sent => Meaning.Agreed, DeclarationState.Late or DeclarationState.Rejected => Meaning.Late,
        DeclarationState.Cancelled => Meaning.Neutral, _ => Meaning.Soon,
    };

    public static string Of(DeclarationTrigger trigger, IStringLocalizer text) => trigger switch
    {
        DeclarationTrigger.BeforeWork => text["before the first hour of work"], DeclarationTrigger.Monthly => text["every month with wages"],
        DeclarationTrigger.Quarterly => text["every quarter with wages"], _ => text["every year with wages"],
    };

    public static string Deadline(DeadlineRule? rule, IStringLocalizer text) => rule is null ? text["the first hour"]
        : string.Join("; ", new[]
        {
            rule.Months is 1 ? text["day {0} of the next month", rule.Day].Value : text["day {0}, {1} months later", rule.Day, rule.Months].Value,
            rule.InMonth is { Count: > 0 } others ? string.Join(", ", others.OrderBy(one => int.Parse(one.Key, System.Globalization.CultureInfo.InvariantCulture)).Select(one =>
                $"{System.Globalization.CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName(int.Parse(one.Key, System.Globalization.CultureInfo.InvariantCulture))}: {one.Value}")) : "",
            rule.NextWorkingDay ? text["a day off moves it to the next working day"].Value : "",
        }.Where(part => part.Length > 0));

    /// <summary>What the authority gets as plain digits, as people read it.</summary>
    public static string Shown(string field, string? value, Currency currency) => value is null ? "–"
        : field.Split('.')[^1] is "gross" or "tax" or "contributions" ? Money.Read(value, currency).Value.Figures()
        : value;

    /// <summary>A field that only one country asks keeps its own name.</summary>
    public static string Field(string field, IStringLocalizer text) => field switch
    {
        "employer.number" => text["Employer's registration number"], "person.number" => text["Identity number"], "person.name" => text["Name"], "person.born" => text["Born on"],
        "pay.gross" or "total.gross" => text["Gross pay"], "pay.tax" or "total.tax" => text["Tax"], "pay.contributions" or "total.contributions" => text["Contributions"],
        "total.people" => text["People"], "work.start" => text["Begins"], "work.days" => text["Days"], "work.hours" => text["Hours"], "work.place" => text["Place"], "work.role" => text["Role"],
        "contract.kind" => text["Kind of employment"], _ => field,
    };

    public static string Happened(string happened, IStringLocalizer text) => happened switch
    {
        "due" => text["Became due"], "correction-due" => text["Corrects an accepted one"], "late" => text["Its day has passed"], "prepared" => text["Prepared"], "corrected" => text["Corrected"],
        "sent" => text["Sent"], "accepted" => text["Accepted by the authority"], "rejected" => text["Rejected by the authority"], "work-off" => text["The work is off"], _ => text["Cancelled at the authority"],
    };
}
