using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>What matching needs to know of an invoice that waits for money.</summary>
/// <param name="Id">The caller's id of the invoice.</param>
/// <param name="Number">As printed.</param>
/// <param name="Open">Gross and positive. What has nothing open is not looked at.</param>
/// <param name="Client">The name that the payer's account probably bears.</param>
public sealed record OpenInvoice(Guid Id, string Number, Money Open, string Client)
{
    /// <summary>The structured reference on the invoice.</summary>
    public PaymentReference? Reference { get; init; }

    /// <summary>The end-to-end id that we gave ourselves (direct debit).</summary>
    public string? EndToEndId { get; init; }

    /// <summary>Accounts from which this client has paid before, in electronic form.</summary>
    public IReadOnlyList<string> ClientIbans { get; init; } = [];
}
