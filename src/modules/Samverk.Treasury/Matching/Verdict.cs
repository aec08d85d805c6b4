using Samverk.Banking;
using Samverk.Invoicing;
using Samverk.Kernel;

namespace Samverk.Treasury;

/// <summary>What a rule has found out about a line.</summary>
/// <param name="Best">The best candidate; null when there is none.</param>
/// <param name="Parts">In the books already, when it is matched.</param>
/// <param name="Note">Why a line waits although more was known: a code.</param>
internal sealed record Verdict(ReadLine Line, LineState State, Match? Best, IReadOnlyList<Part> Parts, string? Note = null);

/// <summary>What the engine needs to know of open invoices.</summary>
internal static class Matchable
{
    public static OpenInvoice Of(Receivable receivable, ILookup<Guid, string> payers) => new(receivable.Id.Value, receivable.Number, receivable.Open, receivable.ClientName)
    {
        Reference = ReferenceOf(receivable),
        ClientIbans = [.. payers[receivable.Client.Value]],
    };

    /// <summary>
    /// The structured reference as it is printed on the invoice. Never computed from the number: a guess could be the reference of another one.
    /// </summary>
    private static PaymentReference? ReferenceOf(Receivable receivable) => receivable.PaymentReference is not { } printed
        ? null
        : Enum.GetValues<ReferenceKind>().Select(kind => PaymentReference.Read(kind, printed)).FirstOrDefault(read => read.Refusal is null)?.Value;
}
