using NodaTime;
using Samverk.Banking;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What a client sees by the link in the mail: this invoice and nothing else.</summary>
internal sealed class ReadLinked : IUseCase<ReadLinked.Query, ReadLinked.Result>
{
    public static Access Access => LinkAccess.Holder;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => LinkAccess.To(query.Token, tx);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.OpenLink(query.Token) is not { } id || await tx.FindInvoice(id) is not { } invoice || await tx.FindPaper(id.Value) is not { } paper) return Refusal.Unknown;
        var account = await tx.AccountOf(invoice);
        var xml = await tx.LoadFile(paper.Xml);
        if (xml.Refusal is { } lost) return lost;
        var read = UblReader.Read(xml.Value.Content);
        if (read.Refusal is { } unreadable) return unreadable;

        var (model, transfer) = (read.Value, read.Value.Payment?.Transfers.FirstOrDefault());
        return new Result(
            invoice.Number, model.Seller.Name ?? "", model.Buyer.Name ?? "", invoice.Gross, account.Open, invoice.Date, invoice.Due, await tx.StateOf(invoice), account.Disputed,
            AccountText(transfer), paper.Reference, account.Open == invoice.Gross ? PrintsPaper.Code(model)?.ToPng(6) : null,
            [.. model.Lines.Select(line => new Line(line.Item.Name ?? "", line.Quantity ?? 1, line.Unit ?? "C62", Money.Of(line.Net ?? 0, invoice.Net.Currency, Rounding.HalfAwayFromZero)))],
            invoice.Net, invoice.Vat, account.Credited + account.CreditedVat, (await tx.FindDraft(id))?.Files ?? [],
            await tx.FindEntity(invoice.Entity) is { } entity ? SenderLines.Of(entity, await tx.FindSeller(invoice.Entity), InvoiceLetters.Text) : [], paper.Pdf is not null, tx.Today);
    }

    private static string? AccountText(CreditTransfer? transfer) => transfer switch
    {
        null => null,
        { Institution: CreditTransfer.Bankgiro } => $"Bankgiro {Bankgiro.Read(transfer.Account).Value}",
        _ => Iban.Read(transfer.Account) is { Refusal: null, Value: var iban } ? iban.ToString() : transfer.Account,
    };

    public sealed record Query(string Token) : IQuery<Query, ReadLinked, Result>;

    /// <param name="Code">The EPC QR code as PNG, for euro while the whole is open.</param>
    public sealed record Result(
        string Number, string Seller, string Buyer, Money Gross, Money Open, LocalDate Date, LocalDate Due, InvoiceState State, bool Disputed, string? Account, string? Reference,
        byte[]? Code, IReadOnlyList<Line> Lines, Money Net, Money Vat, Money Credited, IReadOnlyList<OrderFile> Files, IReadOnlyList<string> Sender, bool Printed, LocalDate Today);

    public sealed record Line(string Text, decimal Quantity, string Unit, Money Net);
}

internal static class LinkAccess
{
    /// <summary>Whoever holds the link, signed in or not.</summary>
    public static Access Holder => new([.. Enum.GetValues<Role>().Select(role => (role, Relation.Link))]);

    public static async Task<Relation> To(string token, Tx tx) => await tx.OpenLink(token) is { } id && await tx.FindPaper(id.Value) is not null ? Relation.Link : Relation.None;
}
