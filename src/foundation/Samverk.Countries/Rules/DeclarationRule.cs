using System.Text.Json.Serialization;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>What makes a declaration necessary.</summary>
public enum DeclarationTrigger
{
    /// <summary>Work of one person: before its first hour.</summary>
    BeforeWork,

    /// <summary>Wages paid in a month, a quarter or a year.</summary>
    Monthly,
    Quarterly,
    Yearly,
}

/// <summary>What an authority has to be told about work and wages, and until when.</summary>
public sealed record DeclarationRule
{
    /// <param name="name">As the authority calls it.</param>
    /// <param name="data">What it asks, in the words of the program: "person.number", "total.tax".</param>
    /// <param name="deadline">After the period; none before work, where the first hour is the limit.</param>
    /// <exception cref="ArgumentException">A deadline that does not go with the trigger, or nothing to tell.</exception>
    [JsonConstructor]
    public DeclarationRule(string name, string authority, DeclarationTrigger trigger, IReadOnlyList<string> data, DeadlineRule? deadline = null)
    {
        if (trigger is DeclarationTrigger.BeforeWork != deadline is null) throw new ArgumentException("a deadline goes with a period", nameof(deadline));
        if (data.Count is 0 || name.Length is 0 || authority.Length is 0) throw new ArgumentException("nothing to declare", nameof(data));
        (Name, Authority, Trigger, Data, Deadline) = (name, authority, trigger, data, deadline);
    }

    public string Name { get; }

    public string Authority { get; }

    public DeclarationTrigger Trigger { get; }

    public IReadOnlyList<string> Data { get; }

    public DeadlineRule? Deadline { get; }

    /// <summary>The month, quarter or year that a day belongs to.</summary>
    public (LocalDate From, LocalDate To) PeriodOf(LocalDate day)
    {
        var months = Trigger switch { DeclarationTrigger.Yearly => 12, DeclarationTrigger.Quarterly => 3, _ => 1 };
        var from = new LocalDate(day.Year, ((day.Month - 1) / months * months) + 1, 1);
        return (from, from.PlusMonths(months).PlusDays(-1));
    }
}
