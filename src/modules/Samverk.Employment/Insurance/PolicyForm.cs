using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>A policy as it is typed.</summary>
internal sealed class PolicyForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Entity { get; set; }

    public string? Kind { get; set; }

    public string? Insurer { get; set; }

    public string? Number { get; set; }

    public string? Cover { get; set; }

    public string? Sum { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public string? ReportDays { get; set; }

    public string? Covers { get; set; }

    public string? Activities { get; set; }

    public string? Follows { get; set; }

    public IFormFile? File { get; set; }

    /// <summary>The next year of a policy, as far as it stays the same; its number and its paper are new.</summary>
    public static PolicyForm After(Policy before) => new()
    {
        Entity = before.Entity.ToString(), Kind = before.Kind.ToString(), Insurer = before.Insurer, Cover = before.Cover, Sum = before.Sum?.Figures(), From = Words.Iso(before.To.PlusDays(1)),
        To = Words.Iso(before.To.PlusYears(1)), ReportDays = before.ReportDays?.ToString(CultureInfo.InvariantCulture), Covers = before.Covers.ToString(), Follows = before.Id.ToString(),
    };

    public Outcome<KeepPolicy.Command> Read(LegalEntity entity)
    {
        var (from, to) = (Words.Date(From, "from"), Words.Date(To, "to"));
        if ((from.Refusal ?? to.Refusal) is { } noDate) return noDate;
        if (!Enum.TryParse<PolicyKind>(Kind, out var kind)) return new Refusal("field-missing") { Field = "kind" };
        if (!Enum.TryParse<PolicyCovers>(Covers, out var covers)) return new Refusal("field-missing") { Field = "covers" };
        var (sum, days) = ((Money?)null, (int?)null);
        if (!string.IsNullOrWhiteSpace(Sum))
        {
            var read = Money.Read(Sum, entity.Currency);
            if (read.Refusal is { } unreadable) return unreadable with { Field = "sum" };
            sum = read.Value;
        }

        if (!string.IsNullOrWhiteSpace(ReportDays))
        {
            if (!int.TryParse(ReportDays.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new Refusal("field-invalid", ("text", ReportDays)) { Field = "reportDays" };
            days = number;
        }

        return new KeepPolicy.Command(
            Request, entity.Id, kind, Insurer ?? "", Number ?? "", Cover ?? "", sum, from.Value, to.Value, days, covers,
            [.. (Activities ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], Guid.TryParse(Follows, out var before) ? new(before) : null);
    }

    public static async Task<Refusal?> Attach(Door door, Actor actor, Guid request, Id<Policy> policy, IFormFile file)
    {
        if (file.Length > FileSql.LargestFile) return new Refusal("field-invalid", ("text", file.FileName)) { Field = "file" };
        await using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return (await door.Run(new AttachPolicy.Command(NamedGuid.Of(request, "paper"), policy, file.ContentType.Split(';')[0], bytes.ToArray()), actor)).Refusal;
    }
}
