namespace Samverk.Members;

/// <summary>A value of a share, as the register's page sends it.</summary>
public sealed class ShareForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Entity { get; set; }

    public string? Year { get; set; }

    public string? Value { get; set; }

    public DateOnly? AssemblyOn { get; set; }

    public DateOnly? PayFrom { get; set; }

    public string? Source { get; set; }

    /// <summary>"release" or "refuse".</summary>
    public string? Go { get; set; }
}
