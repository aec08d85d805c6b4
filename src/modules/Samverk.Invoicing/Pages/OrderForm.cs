using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Invoicing;

/// <summary>What the wizard's three steps post; each step changes only its own part of the content.</summary>
internal sealed class OrderForm
{
    private const int SignerRows = 3, InstalmentRows = 3;

    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Activity { get; set; }
    public string? Title { get; set; }
    public string? Description { get; set; }

    public string? Net { get; set; }
    public string? Currency { get; set; }
    public string? PlanningRate { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public string? Place { get; set; }
    public string? PlaceCountry { get; set; }
    public string? TermDays { get; set; }
    public string? RepeatDay { get; set; }
    public string? RepeatUntil { get; set; }
    public string[] PartDate { get; set => field = value ?? []; } = [];
    public string[] PartWeight { get; set => field = value ?? []; } = [];

    public string? Trade { get; set; }
    public string? Supply { get; set; }
    public string? VatReason { get; set; }
    public string? ClientSetsPlace { get; set; }
    public string? ClientSetsHours { get; set; }
    public string? ClientLeadsWork { get; set; }
    public string? ValidUntil { get; set; }
    public string[] SignerName { get; set => field = value ?? []; } = [];
    public string[] SignerEmail { get; set => field = value ?? []; } = [];
    public string? Rule { get; set; }
    public bool KnowsWithoutGuarantee { get; set; }
    public bool OwnContract { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>"stay", "next", "submit": the button that was pressed.</summary>
    public string? Go { get; set; }

    public static OrderForm Of(OrderContent content, Currency books) => new()
    {
        Activity = content.Mode is OrderMode.Assignment ? $"job:{content.Entity}" : content.Activity?.ToString(), Title = content.Title, Description = content.Description,
        Net = content.Net?.ToPlainText(), Currency = (content.Net?.Currency ?? books).Code, PlanningRate = content.PlanningRate?.ToString(CultureInfo.InvariantCulture),
        From = Typed.Iso(content.From), To = Typed.Iso(content.To), Place = content.Place, PlaceCountry = content.PlaceCountry, TermDays = content.TermDays.ToString(CultureInfo.InvariantCulture),
        RepeatDay = content.Repeat?.Day.ToString(CultureInfo.InvariantCulture), RepeatUntil = Typed.Iso(content.Repeat?.Until),
        PartDate = Fill(content.Instalments.Select(part => Typed.Iso(part.Date)!), InstalmentRows), PartWeight = Fill(content.Instalments.Select(part => part.Weight.ToString(CultureInfo.InvariantCulture)), InstalmentRows),
        Trade = content.Answers.Trade, Supply = content.Supply.ToString(), VatReason = content.VatReason, ClientSetsPlace = YesNo(content.Answers.ClientSetsPlace),
        ClientSetsHours = YesNo(content.Answers.ClientSetsHours), ClientLeadsWork = YesNo(content.Answers.ClientLeadsWork), ValidUntil = Typed.Iso(content.ValidUntil),
        SignerName = Fill(content.Signers.Select(one => one.Name), SignerRows), SignerEmail = Fill(content.Signers.Select(one => one.Email), SignerRows), Rule = content.Rule.ToString(),
        KnowsWithoutGuarantee = content.KnowsWithoutGuarantee,
    };

    /// <summary>The content with what this step says; a field that cannot be read is refused, never left out.</summary>
    public Outcome<OrderContent> ToContent(int step, OrderContent kept, Guid? client) => step switch
    {
        1 => First(kept with { Client = client ?? kept.Client }),
        2 => Second(kept),
        _ => Third(kept),
    };

    private OrderContent First(OrderContent kept)
    {
        var job = Activity?.StartsWith("job:", StringComparison.Ordinal) is true;
        return kept with
        {
            Mode = job ? OrderMode.Assignment : OrderMode.Running, Activity = !job && Guid.TryParse(Activity, out var activity) ? activity : null,
            Entity = job && Guid.TryParse(Activity![4..], out var entity) ? entity : null, Title = Title ?? "", Description = Description ?? "",
        };
    }

    private Outcome<OrderContent> Second(OrderContent kept)
    {
        Money? net = null;
        if (!string.IsNullOrWhiteSpace(Net))
        {
            var currency = Kernel.Currency.Of(Currency ?? "");
            if (currency.Refusal is { } unknown) return unknown with { Field = "currency" };
            var read = Money.Read(Net, currency.Value);
            if (read.Refusal is { } unreadable) return unreadable with { Field = "net" };
            net = read.Value;
        }

        if (Typed.Date(From, "from", out var from) is { } noFrom) return noFrom;
        if (Typed.Date(To, "to", out var to) is { } noTo) return noTo;
        if (Typed.Date(RepeatUntil, "repeatUntil", out var until) is { } noUntil) return noUntil;
        if (Typed.Number(PlanningRate, "planningRate", out var rate) is { } noRate) return noRate;
        if (Typed.Number(TermDays, "termDays", out var term) is not null || term is { } days && days != decimal.Truncate(days)) return Typed.Invalid("termDays", TermDays);
        if (Typed.Number(RepeatDay, "repeatDay", out var day) is not null || day is < 1 or > 31) return Typed.Invalid("repeatDay", RepeatDay);
        if (term is < 0 or > 365) return Typed.Invalid("termDays", TermDays!);
        if (day is null != until is null) return Typed.Missing(day is null ? "repeatDay" : "repeatUntil");

        var parts = new List<Instalment>();
        for (var i = 0; i < Math.Min(PartDate.Length, PartWeight.Length); i++)
        {
            if (Typed.Date(PartDate[i], "instalments", out var date) is { } noDate) return noDate;
            if (Typed.Number(PartWeight[i], "instalments", out var weight) is { } noWeight) return noWeight;
            if (date is null && weight is null) continue;
            if (date is null || weight is null) return Typed.Missing("instalments");
            parts.Add(new Instalment(date.Value, weight.Value));
        }

        return kept with
        {
            Net = net, PlanningRate = rate, From = from, To = to, Place = Place ?? "", PlaceCountry = PlaceCountry ?? "", TermDays = (int)(term ?? OrderChecks.OrdinaryTerm),
            Repeat = day is { } on ? new MonthlyRepeat((int)on, until!.Value) : null, Instalments = parts,
        };
    }

    private Outcome<OrderContent> Third(OrderContent kept)
    {
        if (Typed.Date(ValidUntil, "validUntil", out var until) is { } noUntil) return noUntil;
        return kept with
        {
            Answers = new LegalAnswers { Trade = Trade ?? "", ClientSetsPlace = Bool(ClientSetsPlace), ClientSetsHours = Bool(ClientSetsHours), ClientLeadsWork = Bool(ClientLeadsWork) },
            Supply = Enum.TryParse<SupplyKind>(Supply, out var supply) ? supply : SupplyKind.Services, VatReason = string.IsNullOrWhiteSpace(VatReason) ? null : VatReason.Trim(), ValidUntil = until,
            Signers = [.. SignerName.Zip(SignerEmail).Where(one => !string.IsNullOrWhiteSpace(one.First) || !string.IsNullOrWhiteSpace(one.Second)).Select(one => new Signer((one.First ?? "").Trim(), (one.Second ?? "").Trim()))],
            Rule = Enum.TryParse<SignerRule>(Rule, out var rule) ? rule : SignerRule.InOrder, KnowsWithoutGuarantee = KnowsWithoutGuarantee,
        };
    }

    private static string? YesNo(bool? answer) => answer switch { true => "yes", false => "no", null => null };

    private static bool? Bool(string? answer) => answer switch { "yes" => true, "no" => false, _ => null };

    private static string[] Fill(IEnumerable<string> values, int rows) => [.. values.Concat(Enumerable.Repeat("", rows)).Take(Math.Max(rows, values.Count()))];
}
