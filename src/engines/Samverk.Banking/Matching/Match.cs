using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>Why a line and invoices belong together; the strongest first, and in this order they are tried.</summary>
public enum MatchReason
{
    /// <summary>Our structured reference, in its own field or written in the text.</summary>
    Reference = 1,

    /// <summary>The end-to-end id is ours, our reference, or our invoice number.</summary>
    EndToEndId,

    /// <summary>The invoice number stands in the remittance text.</summary>
    NumberInText,

    /// <summary>Exactly what is open, from an account of the client.</summary>
    AmountAndIban,

    /// <summary>Exactly what is open, from a payer who bears the client's name.</summary>
    AmountAndName,
}

/// <summary>How the amount paid fits what is open.</summary>
public enum MatchFit
{
    Exact = 1,

    /// <summary>Less was paid than is open.</summary>
    Part,

    /// <summary>More was paid; <see cref="Match.Rest"/> is what stays over.</summary>
    Over,

    /// <summary>Neither the booked nor the instructed amount is in the invoice's currency: no amount can be proposed.</summary>
    OtherCurrency,
}

/// <summary>What may be done with a candidate.</summary>
public enum MatchCertainty
{
    /// <summary>A rule may book it.</summary>
    Sure = 1,

    /// <summary>The only one of its kind; a person confirms.</summary>
    Likely,

    /// <summary>Several fit alike; a person chooses.</summary>
    Ambiguous,
}

/// <summary>One way to use the money of a bank line.</summary>
/// <param name="Payments">
/// Per invoice what it receives, in the invoice's currency; never more than is open. Invoices for which nothing is left are not in it.
/// </param>
/// <param name="Rest">What stays over of the amount paid, in the same currency.</param>
/// <param name="Charge">The part of the payments that the bank kept: paid by the client, not received.</param>
public sealed record Match(
    IReadOnlyList<InvoicePayment> Payments, MatchReason Reason, MatchFit Fit, MatchCertainty Certainty, Money Rest, Money Charge);

/// <param name="Amount">In the invoice's currency; zero where no amount can be proposed.</param>
public sealed record InvoicePayment(OpenInvoice Invoice, Money Amount);
