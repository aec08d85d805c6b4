using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>What people type while they set up a node; each step carries along what the steps before have said.</summary>
public sealed class SetUpForm
{
    /// <summary>The steps by name; there is one "entity" for each legal entity.</summary>
    public const string Cooperative = "cooperative", Entity = "entity", Terms = "terms", You = "you";

    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string Step { get; set; } = Cooperative;

    /// <summary>Which legal entity the step is about, from 0.</summary>
    public int At { get; set; }

    /// <summary>The button: "next", "back", "another" or "without".</summary>
    public string? Go { get; set; }

    public string? Name { get; set; }

    public string? Country { get; set; }

    public string? Zone { get; set; }

    public string? Language { get; set; }

    public string? Address { get; set; }

    public List<EntityInput> Entities { get; set; } = [new()];

    public string? FeeKind { get; set; }

    public string? FeeRate { get; set; }

    public string? FundRate { get; set; }

    public string? Requires { get; set; }

    public string? Expenses { get; set; }

    public string? BadDebt { get; set; }

    public string? Source { get; set; }

    public DateOnly? From { get; set; }

    public string? PaymentDays { get; set; }

    public string? AdministratorName { get; set; }

    public string? Email { get; set; }

    /// <summary>Typed in the last step and never carried in a page.</summary>
    public string? Password { get; set; }

    /// <summary>One legal entity as it is typed.</summary>
    public sealed class EntityInput
    {
        public string? Name { get; set; }

        public string? Kind { get; set; }

        public string? RegistrationNumber { get; set; }

        public string? VatNumber { get; set; }

        public string? Street { get; set; }

        public string? BuildingNumber { get; set; }

        public string? PostalCode { get; set; }

        public string? Town { get; set; }

        public string? BankAccount { get; set; }
    }

    internal Foundation ToFoundation(LocalDate today)
    {
        var country = Country ?? "";
        return new(
            (Name ?? "").Trim(), country, Zone ?? "", Language ?? "", Address ?? "", From is { } from ? LocalDate.FromDateOnly(from) : today,
            int.TryParse(PaymentDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1,
            [.. Entities.Select((entity, place) => ToEntity(entity, place, country))], OwnValues(country, today), new((AdministratorName ?? "").Trim(), (Email ?? "").Trim()));
    }

    /// <summary>The step on which a refusal is to be seen.</summary>
    internal static (string Step, int At) StepOf(Refusal refusal) => refusal.Field switch
    {
        null or "name" or "country" or "zone" or "language" or "address" => (Cooperative, 0),
        ['e', 'n', 't', 'i', 't', 'i', 'e', 's', '[', .. var rest] => (Entity, int.Parse(rest.Split(']')[0], CultureInfo.InvariantCulture)),
        "entities" => (Entity, 0),
        var field => field.StartsWith("administrator.", StringComparison.Ordinal) || field is "password" ? (You, 0) : (Terms, 0),
    };

    private static Foundation.Entity ToEntity(EntityInput entity, int place, string country)
    {
        var address = ((string?[])[entity.Street, entity.BuildingNumber, entity.PostalCode, entity.Town]).All(string.IsNullOrWhiteSpace)
            ? null
            : new PostalAddress(country, (entity.Town ?? "").Trim(), Said(entity.PostalCode), Said(entity.Street), Said(entity.BuildingNumber));
        return new(
            place is 0 ? country.ToLowerInvariant() : $"{country.ToLowerInvariant()}-{place + 1}", (entity.Name ?? "").Trim(),
            Enum.TryParse<EntityKind>(entity.Kind, out var kind) && Enum.IsDefined(kind) ? kind : EntityKind.Cooperative,
            Said(entity.RegistrationNumber), Said(entity.VatNumber), address, Said(entity.BankAccount));
    }

    /// <summary>Only for what is not verified: a verified fact is taken as it is.</summary>
    private List<Foundation.Own> OwnValues(string country, LocalDate today)
    {
        var own = new List<Foundation.Own>();
        Add(FactNames.Fee, Said(FeeRate) is null || Said(FeeKind) is null ? null : new { kind = FeeKind, rate = Plain(FeeRate), fundRate = Plain(FundRate) ?? "0" });
        Add(FactNames.GuaranteeRequires, Requires switch { "confirmed" => (string[])[GuaranteeConditions.Confirmed], "both" => [GuaranteeConditions.Confirmed, GuaranteeConditions.EuSeat], _ => null });
        // The only cover whose postings are described; the page says so.
        Add(FactNames.GuaranteeCover, "net");
        Add(FactNames.ExpenseRule, Said(Expenses));
        Add(FactNames.BadDebtFee, Said(BadDebt));
        return own;

        void Add(string name, object? value)
        {
            if (value is not null && !IsVerified(country, name, today)) own.Add(new(name, JsonSerializer.SerializeToElement(value), Source ?? ""));
        }
    }

    internal static bool IsVerified(string country, string name, LocalDate today) =>
        FactBook.Embedded.HistoryOf($"{country.ToLowerInvariant()}.{name}").Any(one => one.Use.Validity.Contains(today) && one.Use.Status is FactStatus.Verified);

    private static string? Plain(string? rate) => Said(rate)?.Replace(',', '.').Replace("%", "", StringComparison.Ordinal).Trim();

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
