using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>A claim as its form posts it: the total and the VAT, as they stand on a receipt.</summary>
internal sealed class ClaimForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public Guid Claim { get; set; } = Guid.CreateVersion7();
    public string? Kind { get; set; }
    public Guid Activity { get; set; }
    public DateOnly? Date { get; set; }
    public string? Supplier { get; set; }
    public string? Number { get; set; }
    public string? What { get; set; }
    public string? Gross { get; set; }
    public string? Vat { get; set; }
    public bool Addressed { get; set; }
    public string? Iban { get; set; }
    public string? Bic { get; set; }
    public string? Reference { get; set; }
    public DateOnly? Due { get; set; }
    public IFormFile? Receipt { get; set; }

    /// <summary>"keep" or "submit": the button that was pressed.</summary>
    public string? Go { get; set; }

    public static ClaimForm Of(ViewClaim.Result claim) => new()
    {
        Claim = claim.Id, Kind = claim.Content.Kind.ToString(), Activity = claim.Content.Activity.Value, Date = claim.Content.Date.ToDateOnly(), Supplier = claim.Content.Supplier,
        Number = claim.Content.Number, What = claim.Content.What, Gross = claim.Gross.Figures(), Vat = claim.Content.Vat.Figures(), Addressed = claim.Content.Addressed,
        Iban = claim.Content.PayTo?.Iban, Bic = claim.Content.PayTo?.Bic, Reference = claim.Content.PayTo?.Reference, Due = claim.Content.PayTo?.Due?.ToDateOnly(),
    };

    /// <returns>The command; a refusal with the field for what cannot be read.</returns>
    public Outcome<SaveClaim.Command> ToSave(Currency currency)
    {
        if (Date is not { } date) return new Refusal("field-missing", ("field", "date")) { Field = "date" };
        var gross = Amount(Gross, currency, "gross");
        if (gross.Refusal is { } noGross) return noGross;
        var vat = string.IsNullOrWhiteSpace(Vat) ? Money.Zero(currency) : Amount(Vat, currency, "vat");
        if (vat.Refusal is { } noVat) return noVat;
        var kind = Kind is nameof(CostKind.DirectPayment) ? CostKind.DirectPayment : CostKind.Expense;
        return new SaveClaim.Command(Request, Claim, new(
            kind, new(Activity), LocalDate.FromDateOnly(date), Supplier ?? "", Number ?? "", What ?? "", gross.Value - vat.Value, vat.Value, Addressed,
            kind is CostKind.DirectPayment ? new(Iban ?? "", Bic, Reference, Due is { } due ? LocalDate.FromDateOnly(due) : null) : null));
    }

    public static Outcome<Money> Amount(string? typed, Currency currency, string field) =>
        string.IsNullOrWhiteSpace(typed) ? new Refusal("field-missing", ("field", field)) { Field = field }
        : Money.Read(typed, currency) is { Refusal: { } unreadable } ? unreadable with { Field = field } : Money.Read(typed, currency);
}

/// <summary>A decision about a claim as its page posts it.</summary>
internal sealed class DecideForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Gross { get; set; }
    public string? Vat { get; set; }
    public string? Deductible { get; set; }
    public bool Addressed { get; set; }
    public string? Why { get; set; }

    /// <summary>"approve", "correct", "reject", "submit" or "reopen": the button that was pressed.</summary>
    public string? Go { get; set; }
}
