using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>A line = a member of the old register (docs/import.md).</summary>
internal static class MemberRows
{
    public static readonly ImportKind Kind = new(
        ["reference", "entity", "name", "member_since"],
        ["email", "phone", "born_on", "language", "street", "building", "postal_code", "town", "country", "share", "adviser"],
        Take, TakeBack);

    private static async Task Take(ImportRun run)
    {
        var entities = (await run.Tx.Entities()).ToDictionary(entity => entity.Code, StringComparer.Ordinal);
        var known = await run.Tx.Imported("members");
        var mails = new HashSet<string>(await run.Tx.PersonMails(), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in run.Lines)
        {
            var before = run.Errors.Count;
            if (run.Text(line, "reference", 60) is { } reference && (known.ContainsKey(reference) || !seen.Add(reference))) run.Wrong(line, "reference", "is there twice", "row-duplicate");
            if (line["email"] is { } mail && !mails.Add(mail.ToLowerInvariant())) run.Wrong(line, "email", "somebody with this address is there already", "row-duplicate");
            if (!entities.TryGetValue(line["entity"] ?? "", out var entity)) run.Wrong(line, "entity", "is no legal entity of this cooperative");
            var since = run.Date(line, "member_since");
            if (since > run.Tx.Today) run.Wrong(line, "member_since", "has not come yet");
            var share = line["share"] is null || entity is null ? null : run.Amount(line, "share", entity.Currency);
            if (share is { IsPositive: false }) run.Wrong(line, "share", "is not more than zero");
            var adviser = await Adviser(run, line);
            if (run.Errors.Count == before) await Admit(run, line, entity!, since!.Value, share, adviser);
        }
    }

    private static async Task Admit(ImportRun run, CsvLine line, LegalEntity entity, LocalDate since, Money? share, Id<Store.Person>? adviser)
    {
        var country = (line["country"] ?? entity.Country).ToUpperInvariant();
        var address = line["town"] is { } town ? new PostalAddress(country, town, line["postal_code"], line["street"], line["building"]) : null;
        if (address is null && (line["street"] ?? line["postal_code"] ?? line["building"]) is not null)
        {
            run.Wrong(line, "town", "is missing in the address");
            return;
        }

        var born = line["born_on"] is null ? null : run.Date(line, "born_on");
        if (line["born_on"] is not null && born is null) return;
        var person = PersonFacts.New(Id<Store.Person>.New(), PersonKind.Member, line["name"] ?? "", (line["language"] ?? "en").ToLowerInvariant()) with
        {
            Email = line["email"], Phone = line["phone"], BornOn = born, Address = address, Adviser = adviser,
        };
        var imported = await run.Tx.ImportMember(person, entity.Id, since, share, $"import {run.Batch}");
        if (imported.Refusal is { } refusal)
        {
            run.Wrong(line, Column(refusal.Field), refusal.Code is "field-missing" ? "is missing" : $"is not as it should be ({refusal.Code})");
            return;
        }

        run.Items.Add(new(line.Number, line["reference"]!, person.Id.Value));
        if (share is { } paid) run.Add($"{entity.Code} shares", paid);
    }

    /// <summary>Somebody of the staff, by the address of their account.</summary>
    private static async Task<Id<Store.Person>?> Adviser(ImportRun run, CsvLine line)
    {
        if (line["adviser"] is not { } mail) return null;
        if (await run.Tx.PersonOf(mail) is { } person && await run.Tx.PersonName(person) is not null) return person;
        run.Wrong(line, "adviser", "is nobody's address here");
        return null;
    }

    private static string Column(string? field) => field switch
    {
        "bornOn" => "born_on",
        "postalCode" => "postal_code",
        "buildingNumber" => "building",
        null => "name",
        _ => field,
    };

    /// <summary>While nobody has an account, works in an activity or has moved on.</summary>
    private static async Task<Refusal?> TakeBack(Tx tx, Id<Batch> batch, IReadOnlyList<ImportedItem> items)
    {
        Guid[] persons = [.. items.Select(item => item.Object)];
        foreach (var person in persons)
            if (await tx.HasAccount(new(person)) || await tx.EverJoined(new(person))) return new Refusal("state-not-allowed", ("from", BatchState.Imported), ("to", BatchState.Undone));
        return await tx.RemoveMembers(persons) ? null : new Refusal("state-not-allowed", ("from", BatchState.Imported), ("to", BatchState.Undone));
    }
}
