using System.Text.Json;
using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>All that is said when a cooperative begins here.</summary>
/// <param name="Country">Two capital letters; one of those that Countries knows.</param>
/// <param name="Zone">Whose days are the business dates: "Europe/Stockholm".</param>
/// <param name="Address">Where people reach this node: "https://norr.example".</param>
/// <param name="From">The terms hold from this day on; open invoices that are imported need those of their date.</param>
/// <param name="PaymentDays">From an invoice's date to the day it is due.</param>
/// <param name="Values">The cooperative's own values for what nobody has verified.</param>
internal sealed record Foundation(
    string Name, string Country, string Zone, string Language, string Address, LocalDate From, int PaymentDays,
    IReadOnlyList<Foundation.Entity> Entities, IReadOnlyList<Foundation.Own> Values, Foundation.First Administrator)
{
    /// <param name="Code">First part of its accounts: "se".</param>
    /// <param name="BankAccount">IBAN or bankgiro; null = finance enters it later.</param>
    public sealed record Entity(
        string Code, string Name, EntityKind Kind, string? RegistrationNumber, string? VatNumber, PostalAddress? Address, string? BankAccount);

    /// <param name="Name">Of a fact, without the country: "fee".</param>
    /// <param name="Source">Where it was decided: statutes, minutes with their date.</param>
    public sealed record Own(string Name, JsonElement Value, string Source);

    /// <summary>The first administrator, who stands for the own values with their name.</summary>
    public sealed record First(string Name, string Email);

    /// <summary>What the terms are made of; each is a verified fact or an own value.</summary>
    public static readonly IReadOnlyList<string> TermFacts =
        [FactNames.Fee, FactNames.GuaranteeRequires, FactNames.GuaranteeCover, FactNames.ExpenseRule, FactNames.BadDebtFee];

    /// <summary>Countries that have a pack of facts, in the order of their codes.</summary>
    public static readonly IReadOnlyList<string> Countries =
        [.. FactBook.Embedded.Known.Select(use => use.Id[..2]).Where(code => code is not "eu").Distinct(StringComparer.Ordinal).Select(code => code.ToUpperInvariant()).Order(StringComparer.Ordinal)];

    public static Currency CurrencyOf(string country) => country is "SE" ? Currency.SEK : Currency.EUR;

    /// <summary>Whether a cooperative may begin so. Pure: what only the database knows is found when it is written.</summary>
    /// <returns>The terms with what each rests on; a refusal whose field says where: "name", "entities[0].code", "fee", "administrator.email".</returns>
    public Outcome<(Terms Terms, IReadOnlyDictionary<string, FactUse> Uses)> Checked(Id<Person> administrator, LocalDate today)
    {
        // In the order in which the page asks, so that the first thing that is wrong is on the earliest step.
        if ((RefuseCooperative() ?? RefuseEntities() ?? RefuseDays(today)) is { } refusal) return refusal;
        var terms = Terms(administrator, today);
        return terms.Refusal is null && RefuseAdministrator() is { } nobody ? nobody : terms;
    }

    /// <summary>The own values as they are kept, released by the administrator.</summary>
    public IReadOnlyList<OwnValue> OwnValues(Id<Person> administrator, LocalDate today) =>
        [.. Values.Select(own => new OwnValue(
            Id<OwnValue>.New(), OwnValue.Facts, $"{Country.ToLowerInvariant()}.{own.Name}", From, null, own.Value.GetRawText(), own.Source.Trim(), OwnValueState.Entered, administrator, today, null, null))];

    /// <summary>How the entity stands on its invoices, as far as it is known: finance completes it before the first invoice.</summary>
    public Seller SellerOf(Entity entity)
    {
        var bankgiro = entity.BankAccount is { } number && Banking.Iban.Read(number).Refusal is not null;
        return new Seller(
            entity.Name, entity.Address, entity.VatNumber is null ? SellerVat.NotRegistered : SellerVat.Registered, entity.VatNumber, entity.RegistrationNumber, null, null,
            bankgiro ? null : entity.BankAccount, null, bankgiro ? entity.BankAccount : null, null, null, null, "", Language, PaymentDays, DunningPlan.Usual);
    }

    private Refusal? RefuseCooperative() =>
        Name is not { Length: > 0 and <= 120 } || Name.Any(char.IsControl) ? Missing("name")
        : !Countries.Contains(Country, StringComparer.Ordinal) ? Invalid("country", Country)
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null ? Invalid("zone", Zone)
        : Ui.Language.Of(Language) is null ? Invalid("language", Language)
        : NodeAddress.Read(Address).Refusal;

    private Refusal? RefuseEntities()
    {
        if (Entities.Count is 0 or > 20) return Missing("entities");
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, entity) in Entities.Index())
        {
            var at = $"entities[{place}]";
            if (string.IsNullOrWhiteSpace(entity.Name)) return Missing($"{at}.name");
            if (entity.Code is not { Length: > 0 and <= 30 } code || !code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-') || code[0] is '-' || !codes.Add(code))
                return Invalid($"{at}.code", entity.Code ?? "");
            if ((SellerOf(entity) with { PaymentDays = 0 }).Refuse(Country) is { } refusal)
                return refusal with { Field = $"{at}.{refusal.Field switch { "organisationNumber" => "registrationNumber", "iban" or "bankgiro" => "bankAccount", var field => field }}" };
        }

        return null;
    }

    private Refusal? RefuseDays(LocalDate today)
    {
        if (From > today) return Invalid("from", From);
        if (PaymentDays is < 0 or > 120) return PaymentDays is -1 ? Missing("paymentDays") : Invalid("paymentDays", PaymentDays);
        if (Values.FirstOrDefault(own => string.IsNullOrWhiteSpace(own.Source)) is not null) return Missing("source");
        return null;
    }

    private Refusal? RefuseAdministrator()
    {
        if (string.IsNullOrWhiteSpace(Administrator.Name)) return Missing("administrator.name");
        return Mail.IsAddress(Administrator.Email) ? null : Invalid("administrator.email", Administrator.Email);
    }

    private Outcome<(Terms, IReadOnlyDictionary<string, FactUse>)> Terms(Id<Person> administrator, LocalDate today)
    {
        if (Values.Select(own => own.Name).Distinct(StringComparer.Ordinal).Count() < Values.Count) return Invalid("values", "twice");
        var made = FactBook.Embedded.With([.. OwnValues(administrator, today).Select(own => new OperatorValue(
            own.Name, own.ValidFrom, JsonDocument.Parse(own.Value).RootElement, administrator.ToString(), today, own.Source, null, own.Source))]);
        if (made.Refusal is { } unreadable)
            return unreadable with { Field = unreadable.Facts.FirstOrDefault(fact => fact.Name is "id").Value is string { Length: > 3 } id ? id[3..] : "values" };

        var uses = new Dictionary<string, FactUse>(StringComparer.Ordinal);
        Refusal? refused = null;
        var fee = Find<FeeRule>(FactNames.Fee);
        var requires = Find<IReadOnlyList<string>>(FactNames.GuaranteeRequires);
        var (cover, expenses, badDebt) = (Find<GuaranteeCover>(FactNames.GuaranteeCover), Find<ExpenseRule>(FactNames.ExpenseRule), Find<BadDebtFee>(FactNames.BadDebtFee));
        if (refused is not null) return refused;
        // What is taken from a margin or by the month has no posting yet; better said here than when the first invoice is refused.
        if (fee!.Kind is not (FeeKind.OnTop or FeeKind.PercentOfNet)) return new Refusal("regime-not-verified", ("regime", fee.Kind)) { Field = FactNames.Fee };
        return (new Terms(fee, requires!, cover, expenses, badDebt, made.Value.SharedMayEmploy(Country, today)), uses);

        T? Find<T>(string name) where T : notnull
        {
            var found = made.Value.Find<T>(Country, name, today);
            if (found.Refusal is { } refusal)
            {
                refused ??= refusal with { Field = name };
                return default;
            }

            uses[name] = found.Value.Use;
            return found.Value.Value;
        }
    }

    private static Refusal Missing(string field) => new("field-missing") { Field = field };

    private static Refusal Invalid(string field, object text) => new("field-invalid", ("text", text)) { Field = field };
}
