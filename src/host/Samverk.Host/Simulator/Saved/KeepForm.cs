namespace Samverk.Host;

/// <summary>What a person says to keep a simulation.</summary>
public sealed class KeepForm
{
    /// <summary>Of the form: pressed twice, it is kept once.</summary>
    public Guid Request { get; set; } = Guid.CreateVersion7();

    /// <summary>What the person calls it.</summary>
    public string? Name { get; set; }
}
