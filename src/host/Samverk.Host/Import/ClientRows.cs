using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>A line = a client (docs/import.md).</summary>
internal static class ClientRows
{
    public static readonly ImportKind Kind = new(
        ["reference", "name", "kind", "country"],
        ["street", "building", "postal_code", "town", "vat_number", "organisation_number", "email", "language"],
        Take, TakeBack);

    private static async Task Take(ImportRun run)
    {
        var known = await run.Tx.Imported("clients");
        var numbers = new HashSet<string>(await run.Tx.ClientNumbers(), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in run.Lines)
        {
            var client = Read(run, line);
            if (line["reference"] is { } reference && (known.ContainsKey(reference) || !seen.Add(reference))) run.Wrong(line, "reference", "is there twice", "row-duplicate");
            foreach (var column in (string[])["vat_number", "organisation_number"])
                if (line[column] is { } number && !numbers.Add(Bare(number)) && Bare(number) != (column is "organisation_number" ? Bare(line["vat_number"] ?? "") : ""))
                    run.Wrong(line, column, "a client with this number is there already", "row-duplicate");
            if (client is null || run.Errors.Count > 0) continue;

            await run.Tx.ImportClient(client, $"import {run.Batch}");
            run.Items.Add(new(line.Number, line["reference"]!, client.Id.Value));
        }
    }

    private static Client? Read(ImportRun run, CsvLine line)
    {
        var before = run.Errors.Count;
        run.Text(line, "reference", 60);
        var name = run.Text(line, "name", 200);
        if (!Enum.TryParse<BuyerKind>(line["kind"], ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || int.TryParse(line["kind"], out _))
            run.Wrong(line, "kind", "is none of business, public, private");
        var country = (line["country"] ?? "").ToUpperInvariant();
        if (!PostalAddress.IsCountry(country)) run.Wrong(line, "country", "is no country code like SE");
        var address = line["town"] is { } town ? new PostalAddress(country, town, line["postal_code"], line["street"], line["building"]) : null;
        if (address is null && (line["street"] ?? line["postal_code"] ?? line["building"]) is not null) run.Wrong(line, "town", "is missing in the address");
        if (address?.Checked().Refusal is { } wrong) run.Wrong(line, wrong.Field is "postalCode" ? "postal_code" : wrong.Field ?? "town", wrong.Code);
        if (line["vat_number"] is { } vat && VatNumber.Read(vat).Refusal is { } noVat) run.Wrong(line, "vat_number", noVat.Code);
        if (line["email"] is { } mail && (mail.Length > 254 || mail.IndexOf('@', StringComparison.Ordinal) is < 1)) run.Wrong(line, "email", "is no address");
        var language = (line["language"] ?? "en").ToLowerInvariant();
        if (language.Length is not 2 || !language.All(char.IsAsciiLetterLower)) run.Wrong(line, "language", "is no language code like sv");
        if (run.Errors.Count > before) return null;

        var id = Id<Client>.New();
        // The last twelve digits are random: nobody guesses a client from its code.
        return new(
            id, $"c{id.Value.ToString("N")[20..]}", name!, kind, country, address, line["vat_number"], line["organisation_number"], line["email"], language,
            ClientState.Approved, run.Tx.Today);
    }

    private static async Task<Refusal?> TakeBack(Tx tx, Id<Batch> batch, IReadOnlyList<ImportedItem> items)
    {
        Guid[] clients = [.. items.Select(item => item.Object)];
        return !await tx.NamesClients(clients) && await tx.RemoveClients(clients)
            ? null
            : new Refusal("state-not-allowed", ("from", BatchState.Imported), ("to", BatchState.Undone));
    }

    private static string Bare(string number) => string.Concat(number.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
