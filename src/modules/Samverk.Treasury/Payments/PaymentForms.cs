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

/// <summary>Money that goes back to a client.</summary>
internal sealed class RefundForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public Guid Client { get; set; }
    public string? Amount { get; set; }
    public string? Holder { get; set; }
    public string? Iban { get; set; }
    public string? Bic { get; set; }
}

/// <summary>Where an authority is paid, or a decision about it.</summary>
internal sealed class PayeeForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public Guid Entity { get; set; }
    public string? Account { get; set; }
    public string? Name { get; set; }
    public string? Iban { get; set; }
    public string? Bic { get; set; }
    public string? Reference { get; set; }
    public Guid Payee { get; set; }

    /// <summary>"release" or "refuse": the button that was pressed.</summary>
    public string? Go { get; set; }
}
