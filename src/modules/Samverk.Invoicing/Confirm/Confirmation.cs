using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

internal enum AnswerKind { Accept, AskChanges, Refuse }

/// <summary>What somebody at the client answered, as typed.</summary>
internal sealed record Answer(AnswerKind Kind, string Name, string Role, string Reference, string Words);

/// <summary>Somebody who is asked, in turn.</summary>
internal sealed record Approver(Guid Id, int Turn, string Name, string Email, AnswerKind? Answered, Instant? At, string? Typed_Name, string? Typed_Role, string? Reference, string? Words);

/// <summary>One asking of the client.</summary>
internal sealed record Confirmation(Guid Id, Id<Order> Order, byte[] Hash, SignerRule Rule, LocalDate ValidUntil, bool Ended, IReadOnlyList<Approver> Approvers)
{
    /// <summary>Whether the client has accepted as a whole: everybody in order, or anybody.</summary>
    public bool IsAccepted => Rule is SignerRule.AnyOf
        ? Approvers.Any(one => one.Answered is AnswerKind.Accept)
        : Approvers.All(one => one.Answered is AnswerKind.Accept);

    /// <summary>Null, or why nobody can answer any more: <c>already-answered</c>, <c>confirmation-expired</c>, <c>document-changed</c>, <c>order-not-ready</c>.</summary>
    public Refusal? Refuse(Order order, LocalDate today) => order.State switch
    {
        OrderState.Active or OrderState.Completed or OrderState.Declined or OrderState.Cancelled => new Refusal("already-answered"),
        OrderState.Expired => new Refusal("confirmation-expired", ("date", ValidUntil)),
        OrderState.Confirming when Ended => new Refusal("document-changed"),
        OrderState.Confirming => today > ValidUntil ? new Refusal("confirmation-expired", ("date", ValidUntil)) : null,
        OrderState.ChangesAsked or OrderState.Checking => new Refusal("document-changed"),
        _ => new Refusal("order-not-ready"),
    };

    /// <summary>Who is asked next where one follows the other.</summary>
    public Approver? Next => Rule is SignerRule.InOrder ? Approvers.FirstOrDefault(one => one.Answered is null) : null;
}

/// <summary>The key in a link: 32 random bytes; only their hash is stored, so that nobody who reads the database can answer.</summary>
internal static class LinkToken
{
    public static (string Token, byte[] Hash) New()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (token, Hash(token));
    }

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <summary>43 letters of base64url: everything else is no link of ours and needs no look into the database.</summary>
    public static bool IsToken(string? text) => text is { Length: 43 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

internal static class ConfirmationSql
{
    /// <summary>Fixes the document with its hash, ends earlier askings, and writes to who is asked first.</summary>
    /// <returns>Done; <c>parameter-missing</c> while nobody has said where this node is reached.</returns>
    public static async Task<Outcome<Done>> AskClient(this Tx tx, ConfirmationMail mail, Order order, StoredOrder kept, Client client, LegalEntity entity)
    {
        await tx.EndAsking(order.Id);
        var document = OrderDocument.Of(order, kept.Content, client, entity, mail.Text);
        var id = Guid.CreateVersion7();
        await tx.Connection.ExecuteAsync(
            "insert into invoicing.confirmation (id, order_id, document, hash, rule, valid_until, asked_at) values (@id, @order, @Canonical, @Hash, @rule, @until, @Now)",
            new { id, order = order.Id.Value, document.Canonical, document.Hash, rule = kept.Content.Rule.ToString(), until = kept.Content.ValidUntil, tx.Now });
        await tx.Connection.ExecuteAsync(
            "insert into invoicing.approver (id, confirmation, turn, name, email) select gen_random_uuid(), @id, turn, name, email from unnest(@names, @emails) with ordinality as one (name, email, turn)",
            new { id, names = kept.Content.Signers.Select(one => one.Name.Trim()).ToArray(), emails = kept.Content.Signers.Select(one => one.Email.Trim()).ToArray() });
        var asked = (await tx.FindConfirmation(order.Id))!;
        foreach (var one in asked.Rule is SignerRule.AnyOf ? asked.Approvers : [asked.Next!])
            if ((await tx.SendLink(mail, one, asked, order, kept, client, entity, document)).Refusal is { } notSent) return notSent;
        return default(Done);
    }

    /// <summary>A fresh link for this one; an earlier one of the same person opens nothing any more.</summary>
    public static async Task<Outcome<Done>> SendLink(
        this Tx tx, ConfirmationMail mail, Approver approver, Confirmation asked, Order order, StoredOrder kept, Client client, LegalEntity entity, OrderDocument document)
    {
        if (await tx.Address() is not { } home) return new Refusal("parameter-missing", ("parameter", NodeAddress.Setting));
        var (token, hash) = LinkToken.New();
        await tx.Connection.ExecuteAsync("update invoicing.approver set token = @hash where id = @Id", new { hash, approver.Id });
        var queued = await tx.QueueMail(mail.Ask(Id<Mail>.New(), approver.Email, approver.Name, order, document, client, entity, await tx.FindSeller(entity.Id), kept.AuthorName, asked.ValidUntil, new Uri(home, $"confirm/{token}")));
        return queued.Refusal is { } refusal ? refusal with { Field = "signers" } : default(Done);
    }

    /// <summary>Links of an asking that is over open nothing any more.</summary>
    public static Task EndAsking(this Tx tx, Id<Order> order) =>
        tx.Connection.ExecuteAsync("update invoicing.confirmation set ended = true where order_id = @id and not ended", new { id = order.Value });

    /// <summary>The latest asking of an order, ended or not.</summary>
    public static Task<Confirmation?> FindConfirmation(this Tx tx, Id<Order> order) => tx.Select("confirmation.order_id = @id order by asked_at desc, confirmation.id desc limit 1", new { id = order.Value });

    /// <summary>What a link belongs to; null when there is no such link.</summary>
    public static async Task<(Confirmation Asked, Approver Approver)?> FindLink(this Tx tx, string? token)
    {
        if (!LinkToken.IsToken(token)) return null;
        var hash = LinkToken.Hash(token!);
        var approver = await tx.Connection.QuerySingleOrDefaultAsync<Guid?>("select id from invoicing.approver where token = @hash", new { hash });
        if (approver is null) return null;
        var asked = (await tx.Select("confirmation.id = (select confirmation from invoicing.approver where id = @approver)", new { approver }))!;
        return (asked, asked.Approvers.Single(one => one.Id == approver));
    }

    public static Task Save(this Tx tx, Approver approver, Answer answer, byte[] document) => tx.Connection.ExecuteAsync(
        """
        insert into invoicing.answer (approver, kind, name, role, reference, words, document, at)
        values (@Id, @kind, @Name, @Role, @Reference, @Words, @document, @Now)
        """,
        new { approver.Id, kind = answer.Kind.ToString(), answer.Name, answer.Role, answer.Reference, answer.Words, document, tx.Now });

    private static async Task<Confirmation?> Select(this Tx tx, string which, object parameters)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Row>($"select id, order_id, hash, rule, valid_until, ended from invoicing.confirmation where {which}", parameters);
        if (row is null) return null;
        var approvers = await tx.Connection.QueryAsync<Approver>(
            """
            select approver.id, turn, approver.name, email, kind as answered, at, answer.name as typed_name, role as typed_role, reference, words
            from invoicing.approver left join invoicing.answer on answer.approver = approver.id
            where confirmation = @Id order by turn
            """,
            new { row.Id });
        return new Confirmation(row.Id, new(row.Order_Id), row.Hash, row.Rule, row.Valid_Until, row.Ended, [.. approvers]);
    }

    private sealed record Row(Guid Id, Guid Order_Id, byte[] Hash, SignerRule Rule, LocalDate Valid_Until, bool Ended);
}
