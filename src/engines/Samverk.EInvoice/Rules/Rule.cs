namespace Samverk.EInvoice;

public enum Severity
{
    /// <summary>The document is not valid.</summary>
    Fatal,

    /// <summary>Valid, but a receiver may stumble.</summary>
    Warning,
}

/// <summary>What a document is judged by.</summary>
public enum Profile
{
    /// <summary>EN 16931, release 1.3.16.</summary>
    En16931,

    /// <summary>EN 16931 and Peppol BIS Billing 3 (2026.5) with the national packs of Sweden and Germany.</summary>
    Peppol,
}

/// <param name="Rule">The id of the public rule set, so that a receiver's answer can be compared; SV-… are Samverk's own.</param>
/// <param name="Message">For people who know invoices, in English.</param>
/// <param name="Location">The business term or group, with its place in the list: <c>BG-25[2]</c>.</param>
public sealed record Violation(string Rule, Severity Severity, string Message, string Location);

/// <summary>One rule: where does the document break it? Nowhere = it holds.</summary>
internal sealed record Rule(string Id, string Message, Func<Invoice, IEnumerable<string>> Breaks)
{
    private static readonly string[] Nowhere = [];

    public Severity Severity { get; init; } = Severity.Fatal;

    public Rule AsWarning() => this with { Severity = Severity.Warning };

    /// <summary>A rule of the whole document.</summary>
    public static Rule Must(string id, string location, string message, Func<Invoice, bool> holds) =>
        new(id, message, invoice => holds(invoice) ? Nowhere : [location]);

    /// <summary>A rule of each item of a group.</summary>
    public static Rule Each<T>(string id, string group, string message, Func<Invoice, IReadOnlyList<T>> items, Func<T, bool> holds) =>
        new(id, message, invoice => Places(items(invoice), group, holds));

    public static Rule Line(string id, string message, Func<InvoiceLine, bool> holds) => Each(id, "BG-25", message, invoice => invoice.Lines, holds);

    public static Rule Line(string id, string message, Func<Invoice, InvoiceLine, bool> holds) =>
        new(id, message, invoice => Places(invoice.Lines, "BG-25", line => holds(invoice, line)));

    public static Rule Allowance(string id, string message, Func<DocumentAllowance, bool> holds) =>
        Each(id, "BG-20", message, invoice => invoice.Allowances, holds);

    public static Rule Charge(string id, string message, Func<DocumentAllowance, bool> holds) =>
        Each(id, "BG-21", message, invoice => invoice.Charges, holds);

    public static Rule Breakdown(string id, string message, Func<VatSubtotal, bool> holds) =>
        Each(id, "BG-23", message, invoice => invoice.VatBreakdown, holds);

    public static Rule LineAllowance(string id, string message, Func<LineAllowance, bool> holds) =>
        Line(id, message, line => line.Allowances.All(holds));

    public static Rule LineCharge(string id, string message, Func<LineAllowance, bool> holds) =>
        Line(id, message, line => line.Charges.All(holds));

    private static IEnumerable<string> Places<T>(IReadOnlyList<T> items, string group, Func<T, bool> holds)
    {
        List<string>? places = null;
        for (var at = 0; at < items.Count; at++)
            if (!holds(items[at])) (places ??= []).Add($"{group}[{at + 1}]");
        return places ?? (IEnumerable<string>)Nowhere;
    }
}
