using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What a link opens: the order as its client reads it, without signing in.</summary>
internal sealed class ReadLink(ConfirmationMail mail) : IUseCase<ReadLink.Query, ReadLink.View>
{
    public static Access Access => new((Role.Visitor, Relation.Link));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) => await tx.FindLink(query.Token) is null ? Relation.None : Relation.Link;

    public async Task<Outcome<View>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindLink(query.Token) is not var (asked, approver) || await tx.FindOrder(asked.Order) is not { } order) return Refusal.Unknown;
        if (await tx.FindStored(order.Id) is not { } kept || await tx.FindClient(order.Client) is not { } client || await tx.FindEntity(order.Entity) is not { } entity) return Refusal.Unknown;
        var document = OrderDocument.Of(order, kept.Content, client, entity, mail.Text);
        var changed = !document.Hash.AsSpan().SequenceEqual(asked.Hash);
        var closed = approver.Answered is not null ? null : asked.Refuse(order, tx.Today) ?? (changed ? new Refusal("document-changed") : null);
        // A link that is over shows no order any more, unless its holder has answered it.
        var lines = closed is null && !changed ? document.Lines.Select(line => new Line(line.Label, line.Text)) : [];
        return new View(
            entity.Name, entity.Country, kept.AuthorName, client.Name, client.Language, order.Number, order.Title, [.. lines], closed is null ? kept.Content.Files : [],
            Convert.ToHexStringLower(asked.Hash), asked.ValidUntil, approver.Name, approver.Answered, approver.At is { } at ? at.InZone(tx.Zone).LocalDateTime : null,
            [.. asked.Approvers.Select(one => new Other(one.Name, one.Answered, one.Id == approver.Id))], asked.Rule, closed?.Code, closed is null && !changed ? order.Net : null, SenderLines.Of(entity, await tx.FindSeller(entity.Id), mail.Text), tx.Today);
    }

    public sealed record Query(string Token) : IQuery<Query, ReadLink, View>;

    public sealed record Line(string Label, string Text);

    public sealed record Other(string Name, AnswerKind? Answered, bool You);

    /// <param name="Net">The price without VAT; null for a link that is over.</param>
    /// <param name="Sender">Name, register number, address, whom to ask.</param>
    /// <param name="Closed">Why it cannot be answered any more; null while it can or was answered.</param>
    public sealed record View(
        string Entity, string EntityCountry, string Author, string Client, string Language, string Number, string Title, IReadOnlyList<Line> Lines,
        IReadOnlyList<OrderFile> Files, string Document, LocalDate ValidUntil, string Name, AnswerKind? Answered, LocalDateTime? At, IReadOnlyList<Other> Others,
        SignerRule Rule, string? Closed, Money? Net, IReadOnlyList<string> Sender, LocalDate Today);
}

/// <summary>An attachment of the order, by the link.</summary>
internal sealed class ReadLinkFile : IUseCase<ReadLinkFile.Query, StoredFile>
{
    public static Access Access => new((Role.Visitor, Relation.Link));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) => await tx.FindLink(query.Token) is null ? Relation.None : Relation.Link;

    public async Task<Outcome<StoredFile>> Run(Query query, Tx tx, Actor actor) =>
        await tx.FindLink(query.Token) is var (asked, approver) && (!asked.Ended || approver.Answered is not null) && tx.Today <= asked.ValidUntil
        && await tx.FindStored(asked.Order) is { } kept && kept.Content.Files.Any(file => file.Hash == query.File)
            ? await tx.LoadFile(query.File)
            : Refusal.Unknown;

    public sealed record Query(string Token, FileHash File) : IQuery<Query, ReadLinkFile, StoredFile>;
}

/// <summary>The author or an adviser sends fresh links, also with the order as it stands now; earlier links and their answers count no more.</summary>
internal sealed class AskAgain(ConfirmationMail mail) : IUseCase<AskAgain.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(command.Order), actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(new(command.Order)) is not { } order || await tx.FindStored(order.Id) is not { } kept) return Refusal.Unknown;
        if (order.State is not OrderState.Confirming) return new Refusal("state-not-allowed", ("state", order.State));
        if (kept.Content.ValidUntil < tx.Today) return new Refusal("confirmation-expired", ("date", kept.Content.ValidUntil));
        if (await tx.FindClient(order.Client) is not { } client || await tx.FindEntity(order.Entity) is not { } entity) return Refusal.Unknown;
        return await tx.RefuseBlocked(client) ?? await tx.AskClient(mail, order, kept, client, entity);
    }

    public sealed record Command(Guid Request, Guid Order) : ICommand<Command, AskAgain, Done>
    {
        public object Subject => new { Order };
    }
}
