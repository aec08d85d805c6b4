namespace Samverk.Desk;

/// <summary>What somebody writes.</summary>
public sealed class MessageForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Text { get; set; }
}
