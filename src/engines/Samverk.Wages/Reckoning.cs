using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// One calculation under way: the law of its date, the parameters it has looked up, and, where somebody asked "why", its steps.
/// Formulas ask it for every value that the law may change. One thread, one result.
/// </summary>
internal sealed class Reckoning
{
    private readonly ParameterBook book;
    private readonly Law law;
    private Looked looked;
    private List<Reckoning>? others;

    public Reckoning(ParameterBook book, LocalDate date, bool explain = false)
    {
        (this.book, Date, law) = (book, date, book.On(date));
        if (explain) Steps = [];
    }

    /// <summary>The date whose law counts: of payment, or of entitlement where the law says so.</summary>
    public LocalDate Date { get; }

    /// <summary>The steps behind the lines; null unless somebody asked for them.</summary>
    public List<Step>? Steps { get; private init; }

    /// <summary>The value in force on the date.</summary>
    /// <exception cref="RefusedException">Missing or unverified: leaves the formula at once; <see cref="WageRules"/> answers with the refusal.</exception>
    public T Get<T>(Parameter<T> parameter)
        where T : notnull
    {
        looked.Add(parameter.Index);
        return law.Get(parameter, Date);
    }

    /// <summary>The value in force, or null where the data say that it does not hold on this date: for reliefs that begin or end.</summary>
    public T? Find<T>(Parameter<T> parameter)
        where T : class
    {
        looked.Add(parameter.Index);
        return law.Find(parameter, Date);
    }

    /// <summary>A value that no pack carries and an operator or a newer file may bring; null where nobody has.</summary>
    public T? IfSupplied<T>(Parameter<T> parameter)
        where T : class =>
        law.Row(parameter.Index) is null ? null : Get(parameter);

    /// <summary>The same calculation under the law of another date: social insurance by entitlement, earlier months of a cumulative method.</summary>
    public Reckoning On(LocalDate date)
    {
        if (date == Date) return this;
        if (others?.Find(other => other.Date == date) is { } known) return known;
        var made = new Reckoning(book, date) { Steps = Steps };
        (others ??= []).Add(made);
        return made;
    }

    /// <summary>Notes how a number came about. Costs nothing unless steps were asked for.</summary>
    public void Note(string what, decimal amount, params ReadOnlySpan<(string Name, decimal Number)> of) => Steps?.Add(new(what, amount, [.. of]));

    /// <summary>Refuses a regime for which no verified parameters exist.</summary>
    public static RefusedException NotVerified(string regime) => new(new("regime-not-verified", ("regime", regime)));

    /// <summary>Refuses what a parameter that is in force does not contain (one column of a table).</summary>
    public RefusedException Missing(string id) => new(new("parameter-missing", ("parameter", id), ("date", Date)));

    /// <summary>Refuses what the caller said.</summary>
    public static RefusedException Invalid(string field, string problem) =>
        new(new("invalid-input", ("field", field), ("problem", problem)) { Field = field });

    /// <summary>Every row that the calculation looked up and found.</summary>
    public IReadOnlyList<ParameterUse> Uses() =>
        [.. All().SelectMany(one => one.looked.All().Select(index => one.law.Row(index)?.Use)).OfType<ParameterUse>().Distinct()];

    /// <summary>The ids that the calculation looked up, found or not.</summary>
    public IReadOnlySet<string> Ids() => All().SelectMany(one => one.looked.All().Select(index => one.law.Known.All[index].Id)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The rows behind a line: those of its kind that this calculation looked up.</summary>
    public IReadOnlyList<ParameterUse> Uses(LineKind kind) =>
        [.. All().SelectMany(one => kind.Rests.Where(parameter => one.looked.Has(parameter.Index)).Select(parameter => one.law.Row(parameter.Index)?.Use)).OfType<ParameterUse>().Distinct()];

    private IEnumerable<Reckoning> All() => others is null ? [this] : others.Prepend(this);
}

/// <summary>A step of an explanation: what was worked out, from which numbers.</summary>
/// <param name="What">The key of a text: an English phrase such as "Basic allowance".</param>
/// <param name="Amount">In the unit that the phrase says: money, or per cent.</param>
/// <param name="Of">The numbers it was made of, by phrase.</param>
public sealed record Step(string What, decimal Amount, IReadOnlyList<(string Name, decimal Number)> Of);
