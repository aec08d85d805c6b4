using System.Text.Json.Serialization;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>Who pays somebody who is absent.</summary>
public enum Payer
{
    /// <summary>The activity goes on paying.</summary>
    Activity,

    /// <summary>An insurer; what it gives back goes to the activity.</summary>
    Insurer,

    /// <summary>Nobody pays from here: not the activity, and no insurer by way of it.</summary>
    Nobody,
}

/// <summary>From a day of the absence on.</summary>
/// <param name="FromDay">1 = the first day.</param>
/// <param name="PerCent">Of the pay; null where the source says no share.</param>
public sealed record PayStage(int FromDay, Payer Payer, Rate? PerCent = null);

/// <summary>Who pays from which day of an absence.</summary>
public sealed record AbsenceRule
{
    /// <exception cref="ArgumentException">Stages that do not begin with the first day or do not follow each other.</exception>
    [JsonConstructor]
    public AbsenceRule(IReadOnlyList<PayStage> stages, int? insuredMonths = null, Rate? waitingPerCentOfWeek = null)
    {
        if (stages.Count is 0 || stages[0].FromDay is not 1 || stages.Zip(stages.Skip(1)).Any(pair => pair.First.FromDay >= pair.Second.FromDay))
            throw new ArgumentException("stages begin with day 1 and follow each other", nameof(stages));
        if (insuredMonths is < 0 or > 120) throw new ArgumentException($"{insuredMonths} months", nameof(insuredMonths));
        (Stages, InsuredMonths, WaitingPerCentOfWeek) = (stages, insuredMonths, waitingPerCentOfWeek);
    }

    public IReadOnlyList<PayStage> Stages { get; }

    /// <summary>For how many months social insurance goes on; null where it does not end by the absence, or the source does not say.</summary>
    public int? InsuredMonths { get; }

    /// <summary>What is kept once of the pay of an average week; null where nothing is.</summary>
    public Rate? WaitingPerCentOfWeek { get; }

    /// <summary>The days of an absence, stage by stage.</summary>
    public IReadOnlyList<(LocalDate From, LocalDate To, PayStage Stage)> Spans(LocalDate first, LocalDate last) =>
    [
        .. Stages.Select((stage, at) => (From: first.PlusDays(stage.FromDay - 1), To: at + 1 < Stages.Count ? LocalDate.Min(last, first.PlusDays(Stages[at + 1].FromDay - 2)) : last, stage))
            .Where(span => span.From <= last),
    ];

    /// <summary>Who pays a day of an absence that began on <paramref name="first"/>.</summary>
    public Payer On(LocalDate first, LocalDate day) => Stages.Last(stage => first.PlusDays(stage.FromDay - 1) <= day).Payer;

    /// <summary>The first day without social insurance; null where it goes on.</summary>
    public LocalDate? InsuranceEnds(LocalDate first) => InsuredMonths is { } months ? first.PlusMonths(months) : null;
}
