namespace Samverk.Treasury;

/// <summary>A batch as its page posts it: what was ticked, and the day.</summary>
internal sealed class BatchForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public Guid Entity { get; set; }
    public DateOnly? On { get; set; }
    public Guid[] Dues { get; set => field = value ?? []; } = [];
    public Guid[] Runs { get; set => field = value ?? []; } = [];
}

/// <summary>What is done with a batch.</summary>
internal sealed class BatchStepForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Why { get; set; }

    /// <summary>"release", "cancel" or "reject": the button that was pressed.</summary>
    public string? Go { get; set; }
}
