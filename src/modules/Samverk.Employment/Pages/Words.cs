using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>States, steps and typed things of employment in people's words.</summary>
internal static class Words
{
    public static string Of(WorkState state, IStringLocalizer text) => state switch
    {
        WorkState.Requested => text["with an adviser"], WorkState.Checked => text["approved"], WorkState.Refused => text["refused"], WorkState.Withdrawn => text["withdrawn"],
        WorkState.Cancelled => text["cancelled"], _ => text["paid"],
    };

    public static string Of(WageState state, IStringLocalizer text) => state switch
    {
        WageState.Requested => text["with an adviser"], WageState.Approved => text["approved and reserved"], WageState.Refused => text["refused"], WageState.Withdrawn => text["withdrawn"],
        WageState.Cancelled => text["cancelled"], _ => text["paid"],
    };

    public static string Of(RunState state, IStringLocalizer text) => state switch
    {
        RunState.Exceptions => text["exceptions are open"], RunState.Computed => text["waits for a second person"], RunState.Released => text["released"],
        RunState.Filed => text["with the bank"], RunState.Paid => text["paid"], RunState.Locked => text["paid and locked"], _ => text["frozen"],
    };

    public static string Of(WagePayment payment, IStringLocalizer text) => payment switch
    {
        WagePayment.Filed => text["on its way to the bank"], WagePayment.Paid or WagePayment.Final => text["paid"], _ => text["not paid yet"],
    };

    public static Meaning MeaningOf(WagePayment payment) => payment switch { WagePayment.Filed => Meaning.Agreed, WagePayment.Paid or WagePayment.Final => Meaning.Good, _ => Meaning.Soon };

    public static Meaning MeaningOf(TaxFactsState state) => state is TaxFactsState.Checked ? Meaning.Good : state is TaxFactsState.Entered ? Meaning.Agreed : Meaning.Late;

    public static string Of(TaxFactsState state, IStringLocalizer text) => state switch
    {
        TaxFactsState.Entered => text["waits for an adviser"], TaxFactsState.Checked => text["checked"], _ => text["refused"],
    };

    /// <summary>A language in itself, as the switch of the page writes it.</summary>
    public static string Tongue(string code)
    {
        var name = Language.Of(code)?.Name ?? CultureInfo.GetCultureInfo(code).NativeName;
        return $"{char.ToUpperInvariant(name[0])}{name[1..]}";
    }

    public static string Contract(string kind, IStringLocalizer text) => kind switch
    {
        "perAssignment" => text["For one assignment"], "monthlyPlan" => text["Monthly plan"], "grantWage" => text["Paid by a grant"],
        "byDuration" => text["By days"], "openEnded" => text["Permanent"], "fixedTerm" => text["Fixed term"], "artisticByDuration" => text["Artistic work by days"], "taskPay" => text["Paid by the task"],
        "article1bis" => text["Artist under article 1bis"], "student" => text["Student"], "interim" => text["Through an interim office"], "amateurAllowance" => text["Allowance for amateur arts"],
        "rights" => text["Rights"], "category" => text["By category of monthly cost"], "midijob" => text["Midijob"], "minijob" => text["Minijob"], "employment" => text["Employment"],
        "marginal" => text["Marginal job"], "freelanceContract" => text["Free contractor"], "workContract" => text["Contract for work"], "cddCdi" => text["Permanent or fixed term (CDI, CDD)"],
        "cape" => text["Support contract (CAPE)"], "cesa" => text["Associated entrepreneur (CESA)"], "intermittent" => text["Show business"], "perDay" => text["By single days"],
        "performingArts" => text["Performing arts"], "coCoCo" => text["Coordinated collaboration (co.co.co.)"], "generalRegimePerDay" => text["By single days, general scheme"],
        "artistsRegimePerDay" => text["By single days, artists' scheme"], _ => kind,
    };

    public static Meaning MeaningOf(WorkState state) => state switch
    {
        WorkState.Checked or WorkState.Paid => Meaning.Good, WorkState.Requested => Meaning.Agreed, WorkState.Refused => Meaning.Late, _ => Meaning.Neutral,
    };

    public static Meaning MeaningOf(WageState state) => state switch
    {
        WageState.Approved or WageState.Paid => Meaning.Good, WageState.Requested => Meaning.Agreed, WageState.Refused => Meaning.Late, _ => Meaning.Neutral,
    };

    public static Meaning MeaningOf(RunState state) => state switch
    {
        RunState.Paid or RunState.Locked => Meaning.Good, RunState.Released or RunState.Filed => Meaning.Agreed, RunState.Exceptions => Meaning.Late, _ => Meaning.Soon,
    };

    /// <summary>What happened, as a sentence.</summary>
    public static string Step(string happened, IStringLocalizer text) => happened switch
    {
        "announced" => text["Announced"], "entered-late" => text["Entered after it had begun"], "approved" => text["Approved"], "approved-late" => text["Approved after it had begun; the board is told"],
        "refused" => text["Refused"], "withdrawn" => text["Withdrawn"], "cancelled" => text["Cancelled"], "paid" => text["Paid"], "asked" => text["Asked for"], "opened" => text["Opened"],
        "frozen" => text["Wages frozen"], "payslips-named" => text["Payslips named"], "computed" => text["Computed"], "computed-again" => text["Computed again"], "looked-at-again" => text["Looked at again"],
        "by-plan" => text["Approved by the salary plan"], "not-signed-in-time" => text["Not signed when it began: cancelled"],
        "exceptions" => text["Exceptions are open"], "set-aside" => text["A person was set aside"], "released" => text["Released and posted"],
        "payment-file-made" => text["Every wage is in a file for the bank"], "bank-confirmed" => text["The bank has paid all"], "payment-opened-again" => text["A payment is open again"],
        "statements-closed" => text["Locked: the bank's statements are closed"], "nothing-owed" => text["Nothing is owed to anybody: there is nothing to wait for"], _ => happened,
    };

    /// <summary>What one event moves through several states at once is told once.</summary>
    public static IReadOnlyList<TimelineStep> Timeline(IReadOnlyList<Step> steps, LocalDate today, IStringLocalizer text) =>
        [.. steps.Where((step, at) => at is 0 || (step.Event, step.At, step.Why) != (steps[at - 1].Event, steps[at - 1].At, steps[at - 1].Why)).Select(step => new TimelineStep(step.Date.Shown(today), Step(step.Event, text)) { Reason = step.Why.Length is 0 ? null : step.Why })];

    /// <summary>"7:30".</summary>
    public static string Hours(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");

    /// <summary>An ISO date, as date fields post it.</summary>
    public static Outcome<LocalDate> Date(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return new Refusal("field-missing") { Field = field };
        var read = LocalDatePattern.Iso.Parse(text.Trim());
        return read.Success ? read.Value : new Refusal("date-unreadable", ("text", text)) { Field = field };
    }

    /// <summary>For date fields, which show what was typed again only where it is a date.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;

    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>What a payslip comes to, now and in the year until then, without what is nothing in both.</summary>
    public static (string Name, Money Now, Money Year)[] Sums(ReadPayslip.Result slip, IStringLocalizer text) =>
    [
        .. new (string, Money Now, Money Year)[]
        {
            (text["Gross pay"], slip.Gross, slip.YearToDate.Gross), (text["Your contributions"], slip.Employee, slip.YearToDate.Employee), (text["Tax"], slip.Tax, slip.YearToDate.Tax),
            (text["Paid without tax"], slip.Additions, slip.YearToDate.Additions), (text["Paid out"], slip.Net, slip.YearToDate.Net), (text["Employer contribution"], slip.Employer, slip.YearToDate.Employer),
        }.Where(sum => !sum.Now.IsZero || !sum.Year.IsZero),
    ];
}
