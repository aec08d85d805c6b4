using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>A mail's place on its way.</summary>
/// <param name="Error">Why the last attempt failed: an SMTP status or the type of an exception.</param>
/// <param name="GivenUp">Nobody tries it again until <see cref="MailSql.RetryMail"/>.</param>
public sealed record MailState(
    Id<Mail> Id, string Recipient, string Subject, Guid? Document, Instant QueuedAt, Instant SendAt, Instant? SentAt,
    int Attempts, string? Error, bool GivenUp);

public static class MailSql
{
    /// <summary>A mail stays visible as failed after so many attempts, over about a day.</summary>
    internal const int MostAttempts = 10;

    /// <summary>Leaves a mail to be sent, only if this transaction commits. Without a mail server it waits here; nothing is thrown away.</summary>
    /// <returns>The mail's id; <c>field-missing</c> or <c>field-invalid</c> with the field; <c>id-used-for-something-else</c>.</returns>
    public static async Task<Outcome<Id<Mail>>> QueueMail(this Tx tx, Mail mail)
    {
        if (mail.Refuse() is { } refusal) return refusal;
        var hashes = mail.Files.Select(file => file.Hash.Bytes).ToArray();
        if (hashes.Length > 0)
        {
            var (found, bytes) = await tx.Connection.QuerySingleAsync<(int, long)>(
                """
                select count(file.hash)::int, coalesce(sum(length(content)), 0)
                from unnest(@hashes) as wanted (hash) left join store.file on file.hash = wanted.hash
                """,
                new { hashes });
            // Mail servers refuse what is much larger than one of our files.
            if (found < hashes.Length || bytes > FileSql.LargestFile) return new Refusal("field-invalid") { Field = "attachments" };
        }

        tx.BringsWork = true;
        var row = new
        {
            id = mail.Id.Value, mail.Recipient, mail.Subject, mail.Text, mail.Html, mail.Document, now = tx.Now,
            files = JsonSerializer.Serialize(mail.Files, StoreJson.Options),
        };
        if (await tx.Connection.ExecuteAsync(
            """
            insert into store.mail (id, recipient, subject, body, html, attachments, document, queued_at, send_at)
            values (@id, @Recipient, @Subject, @Text, @Html, @files::jsonb, @Document, @now, @now)
            on conflict (id) do nothing
            """,
            row) is 1) return mail.Id;
        return await tx.Connection.QuerySingleAsync<bool>(
            """
            select exists (
                select from store.mail
                where id = @id and (recipient, subject, body, attachments) = (@Recipient, @Subject, @Text, @files::jsonb)
                    and html is not distinct from @Html and document is not distinct from @Document)
            """,
            row) ? mail.Id : Refusal.IdUsedForSomethingElse;
    }

    /// <summary>What has not been sent yet, oldest first: waiting, failing, or given up.</summary>
    public static Task<IReadOnlyList<MailState>> UnsentMails(this Tx tx, int limit = 100) =>
        States(tx, "where sent_at is null order by send_at, queued_at, id limit @limit", new { limit });

    /// <summary>The mails about one document, oldest first.</summary>
    public static Task<IReadOnlyList<MailState>> MailsAbout(this Tx tx, Guid document) =>
        States(tx, "where document = @document order by queued_at, id", new { document });

    /// <summary>Gives a mail that has failed its attempts back, from now on.</summary>
    /// <returns><c>not-found</c> when there is no such mail.</returns>
    public static async Task<Outcome<Done>> RetryMail(this Tx tx, Id<Mail> mail)
    {
        tx.BringsWork = true;
        return await tx.Connection.ExecuteAsync(
            "update store.mail set attempts = 0, error = null, send_at = @now where id = @id and sent_at is null and error is not null",
            new { id = mail.Value, now = tx.Now }) is 1 ? default(Done) : Refusal.Unknown;
    }

    /// <summary>
    /// Erases a person from the mails to their address: what waits is never sent, what was sent keeps its id, its times and what it was about.
    /// </summary>
    public static Task ForgetMails(this Tx tx, string recipient) => tx.Connection.ExecuteAsync(
        """
        delete from store.mail where lower(recipient) = lower(@recipient) and sent_at is null;
        update store.mail set recipient = '', subject = '', body = '', html = null, attachments = '[]' where lower(recipient) = lower(@recipient);
        """,
        new { recipient });

    private static async Task<IReadOnlyList<MailState>> States(Tx tx, string which, object parameters) =>
        (await tx.Connection.QueryAsync<Row>(
            $"select id, recipient, subject, document, queued_at, send_at, sent_at, attempts, error from store.mail {which}", parameters))
        .Select(row => new MailState(
            new(row.Id), row.Recipient, row.Subject, row.Document, row.QueuedAt, row.SendAt, row.SentAt, row.Attempts, row.Error,
            row.SentAt is null && row.Attempts >= MostAttempts)).ToArray();

    private sealed record Row(
        Guid Id, string Recipient, string Subject, Guid? Document, Instant QueuedAt, Instant SendAt, Instant? SentAt, int Attempts, string? Error);
}
