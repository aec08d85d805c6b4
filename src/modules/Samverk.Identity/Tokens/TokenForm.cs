namespace Samverk.Identity;

/// <summary>What a person says about a new key.</summary>
internal sealed class TokenForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Name { get; set; }

    public DateOnly? EndsOn { get; set; }

    public bool MayWrite { get; set; }
}
