using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>One invoice with everything that happened to it.</summary>
internal sealed class ReadInvoice : IUseCase<ReadInvoice.Query, ReadInvoice.Result>
{
    public static Access Access => DraftAccess.Read;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => DraftAccess.ToInvoice(query.Invoice, tx, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindInvoice(query.Invoice) is not { } invoice || await tx.FindClient(invoice.Client) is not { } client) return Refusal.Unknown;
        var account = await tx.AccountOf(invoice);
        var papers = await tx.PapersOf(invoice.Id);
        var order = (await tx.FindOrder(invoice.Order))!;
        var dispute = account.Disputed ? await tx.OpenDispute(invoice.Id) : null;
        var (steps, dunning) = (await tx.Steps(invoice.Id.Value), await tx.DunningOf(invoice.Id));
        var team = (await tx.RelationTo(invoice.Activity, actor)).HasFlag(Relation.TeamMember);
        return new Result(
            invoice.Id, invoice.Number, client.Name, invoice.Net, invoice.Vat, invoice.Gross, account.Open, account.Credited + account.CreditedVat, account.WrittenOff,
            account.Recovered, await tx.StateOf(invoice), await tx.IsCovered(invoice.Order.Value), invoice.Date, invoice.Due,
            papers.FirstOrDefault(paper => paper.Kind is PaperKind.Invoice)?.Reference, steps, dunning,
            [.. papers.Select(paper => new Document(paper.Document, paper.Number, paper.Kind, paper.Gross, paper.Pdf is not null))],
            Id<Entry>.Named(invoice.Id.Value, "invoice"), order.Id, order.Number, order.Title, order.Client, invoice.Activity, invoice.Net - account.Credited,
            dispute?.State, dispute is { } open ? await tx.Steps(open.Id) : [], (await tx.FindDraft(invoice.Id))?.Files ?? [],
            await tx.Connection.QuerySingleAsync<bool>("select exists (select from invoicing.write_off where invoice = @id and decided is null)", new { id = invoice.Id.Value }), tx.Today,
            await MovesOf(tx, invoice), (await tx.Names([.. steps.Select(step => step.Person), .. dunning.Select(step => new Id<Person>(step.Person))])).ToDictionary(name => name.Key.Value, name => name.Value),
            team ? actor.Person : await tx.FirstManager(invoice.Activity, tx.Today));
    }

    private static async Task<IReadOnlyList<Move>> MovesOf(Tx tx, Invoice invoice) =>
        [.. (await tx.Connection.QueryAsync<(Guid Id, string Kind, long Amount, string Reference, LocalDate Date)>(
            "select id, kind, amount, reference, date from invoicing.settlement where invoice = @id order by number", new { id = invoice.Id.Value }))
            .Select(row => new Move(
                Enum.Parse<SettlementKind>(row.Kind), new(row.Amount, invoice.Net.Currency), row.Reference, row.Date,
                Id<Entry>.Named(row.Id, row.Kind switch { "Payment" => "payment", "CreditNote" => "credit-note", "WriteOff" => "write-off", _ => "recovery" })))];

    public sealed record Query(Id<Invoice> Invoice) : IQuery<Query, ReadInvoice, Result>;

    /// <param name="Guaranteed">The fund stands behind its order today.</param>
    /// <param name="Entry">The posting that it made.</param>
    /// <param name="CreditLeft">Net that no credit note has taken back.</param>
    /// <param name="Dispute">Null where nothing is disputed now.</param>
    /// <param name="WriteOffWaits">Somebody proposed to give it up; a second person decides.</param>
    /// <param name="Names">Of who took the steps.</param>
    /// <param name="Talks">Whose conversation with the staff about it is shown.</param>
    public sealed record Result(
        Id<Invoice> Invoice, string Number, string Client, Money Net, Money Vat, Money Gross, Money Open, Money Credited, Money WrittenOff, Money Recovered, InvoiceState State,
        bool Guaranteed, LocalDate Date, LocalDate Due, string? Reference, IReadOnlyList<Step> Steps, IReadOnlyList<DunningStep> Dunning, IReadOnlyList<Document> Documents,
        Id<Entry> Entry, Id<Order> Order, string OrderNumber, string OrderTitle, Id<Client> ClientId, Id<Activity> Activity, Money CreditLeft, DisputeState? Dispute,
        IReadOnlyList<Step> DisputeSteps, IReadOnlyList<OrderFile> Files, bool WriteOffWaits, LocalDate Today, IReadOnlyList<Move> Moves,
        IReadOnlyDictionary<Guid, string> Names, Id<Person>? Talks);

    /// <summary>What settled a part of it, or took a settlement back.</summary>
    /// <param name="Amount">Gross, in its currency; negative where a payment was taken back.</param>
    public sealed record Move(SettlementKind Kind, Money Amount, string Reference, LocalDate Date, Id<Entry> Entry);

    /// <param name="Printed">False in the moments before its page is made.</param>
    public sealed record Document(Guid Id, string Number, PaperKind Kind, Money Gross, bool Printed);
}
