using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What the client reads and confirms: the order as lines of words, and the bytes that the hash is taken of.</summary>
/// <param name="Canonical">JSON of all facts and the text as shown, in the client's language.</param>
internal sealed record OrderDocument(IReadOnlyList<(string Label, string Text)> Lines, string Canonical)
{
    /// <summary>SHA-256 of <see cref="Canonical"/> in UTF-8.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Canonical));

    /// <summary>The same facts always give the same bytes, on every machine: fields in the order of the types, dates and amounts as in the API.</summary>
    public static OrderDocument Of(Order order, OrderContent content, Client client, LegalEntity entity, IStringLocalizer text) => Letter.In(client.Language, () =>
    {
        List<(string, string)> lines =
        [
            (text["Order"], $"{order.Number}: {order.Title}"),
            (text["From"], entity.Name),
            (text["To"], string.Join(", ", new[] { client.Name, client.Address?.Street, client.Address?.PostalCode, client.Address?.Town, client.Country }.Where(part => part is not null))),
            (text["Work"], content.Description),
            (text["Place"], $"{content.Place} ({content.PlaceCountry})"),
            (text["Time"], $"{content.From!.Value.Shown()} – {content.To!.Value.Shown()}"),
            (text["Price without VAT"], order.Net.Shown()),
            (text["Payment"], text["{0} days after the invoice", content.TermDays]),
        ];
        var parts = order.Net.Allocate([.. content.Instalments.Select(part => part.Weight).DefaultIfEmpty(1m)]);
        for (var i = 0; i < content.Instalments.Count; i++) lines.Add((text["Instalment"], $"{content.Instalments[i].Date.Shown()}: {parts[i].Shown()}"));
        if (content.Repeat is { } repeat) lines.Add((text["Repeats"], text["every month on day {0}, until {1}", repeat.Day, repeat.Until.Shown()]));
        foreach (var file in content.Files) lines.Add((text["Attachment"], $"{file.Name} ({file.Hash.Value[..16]}…)"));

        var facts = new
        {
            order = order.Id, order.Number, order.Title, entity = entity.Id, entityName = entity.Name, client = client.Id, clientName = client.Name, client.Address,
            content.Description, order.Net, content.From, content.To, content.Place, content.PlaceCountry, content.Supply, content.VatReason, content.TermDays,
            content.Instalments, content.Repeat, content.Files, content.ValidUntil,
        };
        return new OrderDocument(lines, $"{JsonSerializer.Serialize(facts, StoreJson.Options)}\n{string.Join('\n', lines.Select(line => $"{line.Item1}: {line.Item2}"))}\n");
    });
}
