namespace Samverk.Ui;

/// <summary>One line of a list to choose from.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What people read, in their language.</param>
public sealed record Choice(string Value, string Text);
