using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Invoicing;

/// <summary>What one automatic check found. Kept with the order.</summary>
/// <param name="Word">Stable name: "trust".</param>
/// <param name="Text">Its English sentence, the key of its translations.</param>
internal sealed record OrderCheck(string Word, CheckResult Result, string Text);

/// <summary>A warning is shown and does not stop anything; what failed needs an adviser.</summary>
internal enum CheckResult { Passed, Warning, Failed }

/// <summary>What the checks must know besides the content itself.</summary>
/// <param name="NetInBooks">The net in the entity's currency; null where the planning rate is missing.</param>
/// <param name="Trust">Up to here no adviser is needed.</param>
internal sealed record OrderFacts(
    LocalDate Today, string EntityCountry, Currency EntityCurrency, ClientState Client, Money? NetInBooks, Money Trust, bool ConfirmationRequired,
    IReadOnlySet<string> ExcludedTrades);

/// <summary>The automatic checks of an order (money-path.md, section 1, steps 3 and 4). Pure.</summary>
internal static class OrderChecks
{
    /// <summary>Days; longer is a loan to the client at the expense of all members, so an adviser decides. Directive 2011/7/EU, art. 3.</summary>
    public const int OrdinaryTerm = 30;

    private const int LongestTerm = 365, LongestText = 4000, MostInstalments = 60, MostSigners = 5, MostFiles = 10;

    /// <summary>Also a draft that lacks everything keeps within these.</summary>
    public static Refusal? RefuseDraft(OrderContent content)
    {
        if (content.Title.Length > 200) return Typed.Invalid("title", content.Title);
        if (content.Description.Length > LongestText) return Typed.Invalid("description", content.Description);
        if (content.Place.Length > 200) return Typed.Invalid("place", content.Place);
        if (content.VatReason is { Length: > 500 } reason) return Typed.Invalid("vatReason", reason);
        if (content.Answers.Trade.Length > 100) return Typed.Invalid("trade", content.Answers.Trade);
        if (content.TermDays is < 0 or > LongestTerm) return Typed.Invalid("termDays", content.TermDays.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (content.Repeat is { Day: < 1 or > 31 } repeat) return Typed.Invalid("repeatDay", repeat.Day.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (content.PlanningRate is <= 0 or > 1_000_000) return Typed.Invalid("planningRate", "");
        if (content.Instalments.Count > MostInstalments || content.Instalments.Any(one => one.Weight is <= 0 or > 1_000_000_000)) return Typed.Invalid("instalments", "");
        if (content.Signers.Count > MostSigners || content.Signers.Any(one => one.Name.Length > 120 || one.Email.Length > 254)) return Typed.Invalid("signers", "");
        return content.Files.Count > MostFiles || content.Files.Any(file => file.Name.Length > 120) ? Typed.Invalid("files", "") : null;
    }

    /// <returns>Null, or what stops everybody: <c>order-incomplete</c>, <c>past-dated</c>, <c>trade-excluded</c>, <c>client-blocked</c>, <c>client-prepay-only</c> and so on, with the field.</returns>
    public static Refusal? Refuse(OrderContent content, OrderFacts facts)
    {
        if (RefuseDraft(content) is { } draft) return draft;
        if (facts.Client is ClientState.Blocked) return ClientStanding.Refused;
        if (facts.Client is ClientState.Refused or ClientState.Merged) return new Refusal("state-not-allowed", ("state", facts.Client)) { Field = "client" };
        if (Incomplete(content) is { } field) return new Refusal("order-incomplete", ("field", field)) { Field = field };
        if (!content.Net!.Value.IsPositive) return new Refusal("amount-not-positive", ("amount", content.Net)) { Field = "net" };
        if (content.From < facts.Today) return new Refusal("past-dated", ("date", facts.Today)) { Field = "from" };
        if (content.To < content.From) return Typed.Invalid("to", content.To!.Value.ToString("R", null));
        if (content.ValidUntil < facts.Today) return new Refusal("past-dated", ("date", facts.Today)) { Field = "validUntil" };
        if (!PostalAddress.IsCountry(content.PlaceCountry)) return Typed.Invalid("placeCountry", content.PlaceCountry);
        if (content.Net.Value.Currency != facts.EntityCurrency != content.PlanningRate is not null) return new Refusal("order-incomplete", ("field", "planningRate")) { Field = "planningRate" };
        if (content.Instalments.Any(part => part.Date < facts.Today)) return new Refusal("past-dated", ("date", facts.Today)) { Field = "instalments" };
        if (content.Repeat is { } repeat && repeat.Until <= content.From) return Typed.Invalid("repeatUntil", repeat.Until.ToString("R", null));
        if (facts.ExcludedTrades.Contains(content.Answers.Trade.Trim())) return new Refusal("trade-excluded", ("trade", content.Answers.Trade)) { Field = "trade" };
        if (facts.Client is ClientState.PrepayOnly && !IsPrepaid(content)) return new Refusal("client-prepay-only") { Field = "instalments" };
        if (content.OwnContract is not null) return content.KnowsWithoutGuarantee || !facts.ConfirmationRequired ? null : new Refusal("guarantee-not-read") { Field = "knowsWithoutGuarantee" };
        return content.Signers.FirstOrDefault(one => !ClientDetails.IsEmail(one.Email)) is { } wrong ? Typed.Invalid("email", wrong.Email) : null;
    }

    /// <summary>Every check in words, in a fixed order.</summary>
    public static IReadOnlyList<OrderCheck> Run(OrderContent content, OrderFacts facts) =>
    [
        facts.Client is ClientState.New or ClientState.Checking
            ? new("client", CheckResult.Failed, "The client is new and has not been checked yet.")
            : facts.Client is ClientState.Watch
                ? new("client", CheckResult.Failed, "The client is being watched, so an adviser looks at each order.")
                : new("client", CheckResult.Passed, "The client has been checked."),
        facts.NetInBooks is { } net && net <= facts.Trust
            ? new("trust", CheckResult.Passed, "The amount is within what needs no adviser.")
            : new("trust", CheckResult.Failed, "The amount is above what goes through without an adviser."),
        Subordinate(content.Answers)
            ? new("subordination", CheckResult.Failed, "The client decides place, hours or how the work is done: this may be a job at the client.")
            : new("subordination", CheckResult.Passed, "The work is done independently of the client."),
        content.TermDays > OrdinaryTerm
            ? new("term", CheckResult.Failed, "The payment term is longer than 30 days, which is a loan to the client at the expense of all members.")
            : new("term", CheckResult.Passed, "The payment term is ordinary."),
        content.PlaceCountry == facts.EntityCountry
            ? new("abroad", CheckResult.Passed, "The work is done in the cooperative's country.")
            : new("abroad", CheckResult.Failed, "The work is done abroad: papers may be needed before it starts."),
        content.VatReason is null
            ? new("vat", CheckResult.Passed, "VAT is treated the standard way.")
            : new("vat", CheckResult.Failed, "The order gives a reason for another VAT treatment, which an adviser checks."),
        new("wage-floor", CheckResult.Warning, "No wage table is loaded, so nobody has compared the price with the lowest wage allowed."),
        content.OwnContract is not null
            ? new("confirmation", CheckResult.Failed, "An own contract takes the place of the client's confirmation, so an adviser reads it.")
            : new("confirmation", CheckResult.Passed, "The client confirms by a link."),
    ];

    private static bool Subordinate(LegalAnswers answers) =>
        answers.ClientLeadsWork is not false || (answers.ClientSetsPlace is not false && answers.ClientSetsHours is not false);

    // The whole is invoiced before the work begins.
    private static bool IsPrepaid(OrderContent content) => content.Instalments.Count > 0 && content.Instalments.All(part => part.Date <= content.From);

    private static string? Incomplete(OrderContent content) => content switch
    {
        { Client: null } => "client",
        { Mode: OrderMode.Running, Activity: null } => "activity",
        { Title: var title } when string.IsNullOrWhiteSpace(title) => "title",
        { Description: var words } when string.IsNullOrWhiteSpace(words) => "description",
        { Net: null } => "net",
        { From: null } => "from",
        { To: null } => "to",
        { Place: var place } when string.IsNullOrWhiteSpace(place) => "place",
        { PlaceCountry.Length: 0 } => "placeCountry",
        { Answers.Trade: var trade } when string.IsNullOrWhiteSpace(trade) => "trade",
        { Answers.ClientSetsPlace: null } => "clientSetsPlace",
        { Answers.ClientSetsHours: null } => "clientSetsHours",
        { Answers.ClientLeadsWork: null } => "clientLeadsWork",
        { ValidUntil: null, OwnContract: null } => "validUntil",
        { Signers.Count: 0, OwnContract: null } => "signers",
        _ when content.OwnContract is null && content.Signers.Any(one => string.IsNullOrWhiteSpace(one.Name)) => "signers",
        _ => null,
    };
}
