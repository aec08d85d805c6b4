namespace Samverk.Desk;

/// <summary>What a button of the queue or of the case beside it sends.</summary>
public sealed class QueueForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Do { get; set; }

    /// <summary>Rows that were ticked.</summary>
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>All clean rows that were on the page when it was shown: what came later is not approved unseen.</summary>
    public List<Guid> Clean { get; set; } = [];
}
