namespace Samverk.Wages;

/// <summary>A named question that a pack answers: <c>se.table</c>.</summary>
/// <param name="Run">
/// Reads every fact, lets the facts end, computes, and writes the result's keys.
/// </param>
internal sealed record Kind(string Name, Action<Facts, Reckoning, Answer> Run);
