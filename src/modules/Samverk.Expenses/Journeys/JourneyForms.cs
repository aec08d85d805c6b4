using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>A drive as its form posts it.</summary>
internal sealed class DriveForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public Guid Claim { get; set; } = Guid.CreateVersion7();
    public Guid Activity { get; set; }
    public DateOnly? Date { get; set; }
    public string? What { get; set; }
    public string? Vehicle { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public string? Kilometres { get; set; }
    public bool AndBack { get; set; }
    public string? Agreed { get; set; }

    /// <summary>"keep" or "submit": the button that was pressed.</summary>
    public string? Go { get; set; }

    /// <param name="again">Another day on the same way: a new claim without its date.</param>
    public static DriveForm Of(ViewClaim.Result claim, bool again)
    {
        var drive = claim.Journey!.Drive!;
        var form = new DriveForm
        {
            Activity = claim.Content.Activity.Value, What = claim.Content.What, Vehicle = drive.Vehicle, From = drive.From, To = drive.To, Kilometres = Kilometre.Typed(drive.Kilometres), AndBack = drive.AndBack,
        };
        if (!again) (form.Claim, form.Date, form.Agreed) = (claim.Id, claim.Content.Date.ToDateOnly(), claim.Gross < claim.Journey.Reckoned.Most ? claim.Gross.Figures() : null);
        return form;
    }

    public Outcome<SaveMileage.Command> ToSave(Currency currency)
    {
        if (Date is not { } date) return new Refusal("field-missing", ("field", "date")) { Field = "date" };
        var kilometres = Kilometre.Read(Kilometres);
        if (kilometres.Refusal is { } unreadable) return unreadable;
        if (string.IsNullOrWhiteSpace(Agreed))
            return Command(null);
        var agreed = ClaimForm.Amount(Agreed, currency, "agreed");
        return agreed.Refusal is { } wrong ? wrong : Command(agreed.Value);

        SaveMileage.Command Command(Money? amount) =>
            new(Request, Claim, new(Activity), LocalDate.FromDateOnly(date), What ?? "", new(Vehicle ?? "", From ?? "", To ?? "", kilometres.Value, AndBack), amount);
    }
}

/// <summary>Days away as their form posts them. The days are shown once both hours are known, so that meals can be ticked.</summary>
internal sealed class StayForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public Guid Claim { get; set; } = Guid.CreateVersion7();
    public Guid Activity { get; set; }
    public string? What { get; set; }
    public string? Country { get; set; }
    public string? Place { get; set; }
    public string? Left { get; set; }
    public string? Back { get; set; }

    /// <summary>"2026-03-02 lunch" for each meal that was provided.</summary>
    public List<string> Meals { get; set; } = [];

    /// <summary>For which hours the days were shown.</summary>
    public string? Shown { get; set; }

    public string? Agreed { get; set; }

    /// <summary>"days", "keep" or "submit": the button that was pressed.</summary>
    public string? Go { get; set; }

    public string Hours => $"{Activity} {Country} {Left} {Back}";

    public static StayForm Of(ViewClaim.Result claim)
    {
        var stay = claim.Journey!.Stay!;
        var form = new StayForm
        {
            Claim = claim.Id, Activity = claim.Content.Activity.Value, What = claim.Content.What, Country = stay.Country, Place = stay.Place, Left = Clock.Format(stay.Left), Back = Clock.Format(stay.Back),
            Meals = [.. MealTicks.Of(stay.Meals)], Agreed = claim.Gross < claim.Journey.Reckoned.Most ? claim.Gross.Figures() : null,
        };
        form.Shown = form.Hours;
        return form;
    }

    /// <returns>The stay; <c>field-missing</c> or <c>field-invalid</c> with the field.</returns>
    public Outcome<Stay> ToStay()
    {
        var (left, back) = (Hour(Left, "left"), Hour(Back, "back"));
        return (left.Refusal ?? back.Refusal) is { } wrong ? wrong : new Stay(Country ?? "", Place ?? "", left.Value, back.Value, Shown == Hours ? MealTicks.Read(Meals) : []);
    }

    public Outcome<SavePerDiem.Command> ToSave(Currency currency)
    {
        var stay = ToStay();
        if (stay.Refusal is { } wrong) return wrong;
        if (string.IsNullOrWhiteSpace(Agreed)) return new SavePerDiem.Command(Request, Claim, new(Activity), What ?? "", stay.Value);
        return ClaimForm.Amount(Agreed, currency, "agreed").Then<SavePerDiem.Command>(agreed => new SavePerDiem.Command(Request, Claim, new(Activity), What ?? "", stay.Value, agreed));
    }

    private static Outcome<LocalDateTime> Hour(string? typed, string field) =>
        string.IsNullOrWhiteSpace(typed) ? new Refusal("field-missing", ("field", field)) { Field = field }
        : Clock.Parse(typed.Trim().Length > 16 ? typed.Trim()[..16] : typed.Trim()) is { Success: true, Value: var hour } ? hour
        : new Refusal("field-invalid", ("text", typed), ("field", field)) { Field = field };

    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");
}

/// <summary>A correction as the claim's page posts it.</summary>
internal sealed class CorrectForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Kilometres { get; set; }
    public List<string> Meals { get; set; } = [];
    public string? Agreed { get; set; }
    public string? Why { get; set; }

    /// <summary>"approve", "correct" or "reject": the button that was pressed.</summary>
    public string? Go { get; set; }

    public Outcome<CorrectJourney.Command> ToCorrect(Guid claim, Journey journey, Currency currency)
    {
        var agreed = string.IsNullOrWhiteSpace(Agreed) ? null : ClaimForm.Amount(Agreed, currency, "agreed");
        if (agreed?.Refusal is { } wrong) return wrong;
        if (journey.Drive is null) return new CorrectJourney.Command(Request, claim, Why ?? "", Meals: MealTicks.Read(Meals), Agreed: agreed?.Value);
        return Kilometre.Read(Kilometres).Then<CorrectJourney.Command>(kilometres => new CorrectJourney.Command(Request, claim, Why ?? "", kilometres, Agreed: agreed?.Value));
    }
}

/// <summary>Meals as boxes that were ticked: "2026-03-02 lunch".</summary>
internal static class MealTicks
{
    public const string Breakfast = "breakfast", Lunch = "lunch", Dinner = "dinner";

    public static readonly IReadOnlyList<string> All = [Breakfast, Lunch, Dinner];

    public static string Of(LocalDate date, string meal) => $"{date:R} {meal}";

    public static IEnumerable<string> Of(IEnumerable<MealsOn> meals) => meals.SelectMany(day =>
        ((bool Had, string Meal)[])[(day.Breakfast, Breakfast), (day.Lunch, Lunch), (day.Dinner, Dinner)]).Zip(meals.SelectMany(day => All.Select(_ => day.Date)))
        .Where(one => one.First.Had).Select(one => Of(one.Second, one.First.Meal));

    /// <summary>What no box of ours says is passed over.</summary>
    public static IReadOnlyList<MealsOn> Read(IEnumerable<string> ticks) =>
    [
        .. ticks.Select(tick => tick.Split(' ')).Where(parts => parts is [_, _]).Select(parts => (Date: LocalDatePattern.Iso.Parse(parts[0]), Meal: parts[1])).Where(one => one.Date.Success)
            .GroupBy(one => one.Date.Value, one => one.Meal).OrderBy(day => day.Key).Select(day => new MealsOn(day.Key, day.Contains(Breakfast), day.Contains(Lunch), day.Contains(Dinner))),
    ];
}

internal static class Kilometre
{
    public static string Typed(decimal kilometres) => (kilometres / 1.0000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>"264" or "264,5".</summary>
    public static Outcome<decimal> Read(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? new Refusal("field-missing", ("field", "kilometres")) { Field = "kilometres" }
        : decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kilometres) ? kilometres
        : new Refusal("field-invalid", ("text", typed), ("field", "kilometres")) { Field = "kilometres" };
}
