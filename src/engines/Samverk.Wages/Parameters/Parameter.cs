namespace Samverk.Wages;

/// <summary>A dated value that the formulas of a pack look up by a typed name. The data say what it is worth on a date, and whether it may be used.</summary>
internal abstract class Parameter(string id, int index)
{
    /// <summary>The name in the pack's files and in an operator's table: <c>annual_formula</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The place among the parameters of its pack, so that a look-up is an array read.</summary>
    public int Index { get; } = index;

    /// <summary>The typed value of what a file says.</summary>
    /// <exception cref="FormatException">The value has another form.</exception>
    public abstract object Read(Value value);
}

/// <param name="read">Turns the JSON of a file into the form that formulas use; runs once per row, never per payslip.</param>
internal sealed class Parameter<T>(string id, int index, Func<Value, T> read) : Parameter(id, index)
    where T : notnull
{
    public override object Read(Value value) => read(value);
}

/// <summary>The parameters that the formulas of one pack know. Filled once, by the static fields of the pack's law.</summary>
internal sealed class ParameterSet
{
    private readonly List<Parameter> all = [];

    public IReadOnlyList<Parameter> All => all;

    /// <summary>A single number: <c>"31.42"</c>.</summary>
    public Parameter<decimal> Number(string id) => Add(id, value => value.Number());

    /// <summary>Any other form, read by <paramref name="read"/>.</summary>
    public Parameter<T> Add<T>(string id, Func<Value, T> read)
        where T : notnull
    {
        if (all.Count == Looked.Most || all.Exists(known => known.Id == id)) throw new InvalidOperationException($"{id}: twice, or too many");
        var parameter = new Parameter<T>(id, all.Count, read);
        all.Add(parameter);
        return parameter;
    }

    public Parameter? Find(string id) => all.Find(parameter => parameter.Id == id);
}
