namespace Samverk.Ui;

/// <summary>What the cooperative is called on its own pages.</summary>
public sealed record Cooperative(string Name);
