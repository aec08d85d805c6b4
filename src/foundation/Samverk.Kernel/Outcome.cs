namespace Samverk.Kernel;

/// <summary>
/// An expected "no": a stable code, and the named facts its text needs. The text is looked up by code in the reader's language.
/// Two refusals are equal when code, field and facts are.
/// </summary>
public sealed record Refusal(string Code, params (string Name, object? Value)[] Facts)
{
    /// <summary>One answer for "does not exist" and "is not yours", so that nobody learns by asking what exists.</summary>
    public static readonly Refusal Unknown = new("not-found");

    /// <summary>The same id came back with other content. It is never taken for a retry.</summary>
    public static readonly Refusal IdUsedForSomethingElse = new("id-used-for-something-else");

    /// <summary>The field of the command that it is about, for the form to mark; null when it is about the whole.</summary>
    public string? Field { get; init; }

    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Field == other.Field && Facts.SequenceEqual(other.Facts);

    public override int GetHashCode() => HashCode.Combine(Code, Field);

    public override string ToString() => Facts.Length is 0 ? Code : $"{Code} ({string.Join(", ", Facts.Select(fact => $"{fact.Name} {fact.Value}"))})";
}

/// <summary>A value, or the refusal to produce it. Bugs and broken infrastructure are exceptions, never refusals.</summary>
public sealed class Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <exception cref="RefusedException">The outcome is a refusal.</exception>
    public T Value => Refusal is null ? value! : throw new RefusedException(Refusal);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The value through <paramref name="next"/>, or the same refusal.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Refusal is { } refusal ? refusal : next(value!);

    internal static Outcome<T> Of(T value) => new(value, null);
}

/// <summary>A refusal where nobody can be told "no": the caller relied on a value. Jobs keep its code as their error.</summary>
public sealed class RefusedException(Refusal refusal) : InvalidOperationException($"refused: {refusal}")
{
    public Refusal Refusal { get; } = refusal;
}

public static class Outcome
{
    /// <summary>For interfaces such as <c>IReadOnlyList</c>, which C# never converts implicitly.</summary>
    public static Outcome<T> Of<T>(T value) => Outcome<T>.Of(value);
}

/// <summary>The answer of what has nothing to say but "done".</summary>
public readonly record struct Done;
