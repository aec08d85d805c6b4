using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Invoicing;

/// <summary>An invoice draft as its form posts it.</summary>
internal sealed class DraftForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string[] Text { get; set => field = value ?? []; } = [];
    public string[] Quantity { get; set => field = value ?? []; } = [];
    public string[] Unit { get; set => field = value ?? []; } = [];
    public string[] Price { get; set => field = value ?? []; } = [];
    public string[] Supply { get; set => field = value ?? []; } = [];
    public string[] Place { get; set => field = value ?? []; } = [];
    public string[] Reason { get; set => field = value ?? []; } = [];
    public string? Planned { get; set; }
    public string? Note { get; set; }
    public string? BuyerReference { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>"keep", "send", "line", "withdraw", or "detach" with the file's hash: the button that was pressed.</summary>
    public string? Go { get; set; }

    public static DraftForm Of(PreviewDraft.Result draft)
    {
        var form = new DraftForm { Planned = Typed.Iso(draft.Planned), Note = draft.Note, BuyerReference = draft.BuyerReference };
        foreach (var line in draft.Lines) form.Add(line.Text, Shown(line.Quantity), line.Unit, Shown(line.Price), line.Supply.ToString(), line.Place ?? "", line.Reason ?? "");
        return form;
    }

    /// <summary>One more line, of the same kind as the last.</summary>
    public void AddLine() => Add("", "1", Unit.LastOrDefault() ?? "C62", "", Supply.LastOrDefault() ?? nameof(SupplyKind.Services), Place.LastOrDefault() ?? "", "");

    /// <returns>The change; a refusal with the field and its place. A line in which nothing but its kind is filled in is left out.</returns>
    public Outcome<ChangeDraft.Command> ToCommand(Id<Invoice> draft)
    {
        if (Typed.Date(Planned, "planned", out var planned) is { } noDate) return noDate;
        var lines = new List<DraftLine>();
        for (var at = 0; at < Text.Length; at++)
        {
            if (string.IsNullOrWhiteSpace(Text[at]) && string.IsNullOrWhiteSpace(At(Price, at))) continue;
            if (Typed.Number(At(Quantity, at), $"quantity[{at}]", out var quantity) is { } noQuantity) return noQuantity;
            if (quantity is null) return Typed.Missing($"quantity[{at}]");
            if (Typed.Number(At(Price, at).Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal), $"price[{at}]", out var price) is { } noPrice) return noPrice;
            if (price is null) return Typed.Missing($"price[{at}]");
            lines.Add(new(
                Text[at].Trim(), quantity.Value, At(Unit, at), price.Value, Enum.TryParse<SupplyKind>(At(Supply, at), out var supply) ? supply : SupplyKind.Services,
                Typed.OrNull(At(Place, at)), Typed.OrNull(At(Reason, at))));
        }

        return new ChangeDraft.Command(NamedGuid.Of(Request, "keep"), draft, lines, planned, Note ?? "", BuyerReference ?? "");
    }

    public static string At(string[] values, int at) => at < values.Length ? values[at] ?? "" : "";

    private void Add(string text, string quantity, string unit, string price, string supply, string place, string reason) =>
        (Text, Quantity, Unit, Price, Supply, Place, Reason) = ([.. Text, text], [.. Quantity, quantity], [.. Unit, unit], [.. Price, price], [.. Supply, supply], [.. Place, place], [.. Reason, reason]);

    private static string Shown(decimal figure) => (figure / 1.000000000000000000m).ToString(CultureInfo.CurrentCulture);
}
