namespace Samverk.Members;

/// <summary>A bank account as its page posts it: a new one, or the stop of one that waits.</summary>
internal sealed class PayAccountForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Iban { get; set; }
    public string? Bic { get; set; }
    public string? Holder { get; set; }
    public Guid Account { get; set; }
    public string? Why { get; set; }
}
