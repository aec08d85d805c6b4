using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>The parameters of a pack on a date, ready to be read: no JSON, no search. Immutable.</summary>
/// <param name="inForce">By <see cref="Parameter.Index"/>; null = nothing holds.</param>
/// <param name="named">Whether the data know the id at all, on any date.</param>
internal sealed class Law(ParameterSet known, ParameterRow?[] inForce, bool[] named)
{
    public ParameterSet Known => known;

    public ParameterRow? Row(int index) => inForce[index];

    /// <summary>The value in force.</summary>
    /// <exception cref="RefusedException"><c>parameter-missing</c> or <c>regime-not-verified</c>, with the id.</exception>
    public T Get<T>(Parameter<T> parameter, LocalDate date)
        where T : notnull =>
        inForce[parameter.Index] is { MayBeUsed: true } row ? (T)row.Value! : throw new RefusedException(Refuse(parameter, date));

    /// <summary>
    /// The value in force, or null where the data know the parameter and say that it does not hold on this date (a relief that has not begun).
    /// An id that the data do not know at all is missing, so that a lost row never looks like a relief that does not exist.
    /// </summary>
    public T? Find<T>(Parameter<T> parameter, LocalDate date)
        where T : class =>
        inForce[parameter.Index] is null && named[parameter.Index] ? null : Get(parameter, date);

    private Refusal Refuse(Parameter parameter, LocalDate date) =>
        inForce[parameter.Index]?.Refuse(date) ?? new("parameter-missing", ("parameter", parameter.Id), ("date", date));
}
