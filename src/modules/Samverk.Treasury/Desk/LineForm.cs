using Samverk.Kernel;

namespace Samverk.Treasury;

/// <summary>What a person types about a line: its parts, each with what it was for.</summary>
internal sealed class LineForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public List<PartForm> Parts { get; set; } = [];

    public string? Why { get; set; }

    /// <summary>The button that asks for one more part instead of posting.</summary>
    public bool More { get; set; }

    public static LineForm Of(IReadOnlyList<PartAsked> parts) => new()
    {
        Parts = parts.Count is 0 ? [new PartForm()] : [.. parts.Select(part => new PartForm
        {
            Kind = part.Kind.ToString(), For = part.For, Amount = part.Amount.ToPlainText(), Currency = part.Amount.Currency.Code, Charge = part.Charge?.ToPlainText(),
            Received = part.Received?.ToPlainText(),
        })],
    };

    /// <summary>One more part, which begins with what the others leave of the line.</summary>
    public void AddPart(Money value)
    {
        var used = Parts.Select(part => Money.Read(part.Amount ?? "", value.Currency)).Where(read => read.Refusal is null).Select(read => read.Value);
        var left = (value.IsNegative ? -value : value) - Money.Sum(used, value.Currency);
        Parts.Add(new() { Kind = Parts.Count > 0 ? Parts[^1].Kind : null, Amount = left.IsPositive ? left.ToPlainText() : null });
    }

    public Outcome<MatchLine.Command> ToCommand(Id<BankLine> line, Currency books)
    {
        var parts = new List<PartAsked>();
        foreach (var row in Parts.Where(row => !string.IsNullOrWhiteSpace(row.For)))
        {
            if (!Enum.TryParse<PartKind>(row.Kind, out var kind)) return new Refusal("field-missing") { Field = "kind" };
            var currency = string.IsNullOrWhiteSpace(row.Currency) ? Outcome.Of(books) : Currency.Of(row.Currency.Trim().ToUpperInvariant());
            if (currency.Refusal is { } unknown) return unknown;
            var amount = Money.Read(row.Amount ?? "", currency.Value);
            var charge = Optional(row.Charge, books);
            var received = Optional(row.Received, books);
            if ((amount.Refusal ?? charge.Refusal ?? received.Refusal) is { } unreadable) return unreadable;
            parts.Add(new(kind, row.For!.Trim(), amount.Value, charge.Value.Value, received.Value.Value));
        }

        return new MatchLine.Command(Request, line, parts, Why ?? "");
    }

    private static Outcome<Maybe> Optional(string? text, Currency currency) =>
        string.IsNullOrWhiteSpace(text) ? new Maybe(null) : Money.Read(text, currency).Then<Maybe>(money => new Maybe(money));

    private sealed record Maybe(Money? Value);
}

/// <summary>One part of a line, as typed.</summary>
internal sealed class PartForm
{
    public string? Kind { get; set; }

    public string? For { get; set; }

    public string? Amount { get; set; }

    public string? Currency { get; set; }

    public string? Charge { get; set; }

    public string? Received { get; set; }
}

/// <summary>A reason, and the account where one is named.</summary>
internal sealed class ReasonForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Account { get; set; }

    public string? Why { get; set; }
}
