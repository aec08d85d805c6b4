using System.Globalization;
using System.Text.Json;
using Dapper;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>
/// Sends what waits in the queue, each mail in a transaction of its own that notes it as sent. A crash between the two sends it again
/// under the same Message-Id, by which the receiver can tell.
/// </summary>
public sealed partial class MailSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Db db;
    private readonly MailOptions options;
    private readonly ILogger<MailSender> log;

    internal MailSender(Db db, IOptions<MailOptions> options, ILogger<MailSender> log) => (this.db, this.options, this.log) = (db, options.Value, log);

    private enum Step { NothingDue, Tried, ServerAway }

    /// <summary>Sends until nothing is due, the mail server is away, or no mail server is configured.</summary>
    /// <returns>How many mails were tried. A mail that its server refuses for good is given up at once, others after ten attempts.</returns>
    public Task<int> SendDue() => SendUntil(CancellationToken.None);

    /// <summary>Like <see cref="SendDue"/>, until the program ends.</summary>
    internal async Task<int> SendUntil(CancellationToken stopping)
    {
        if (options.Host is not { Length: > 0 }) return 0;
        using var smtp = new SmtpClient();
        var tried = 0;
        while (!stopping.IsCancellationRequested)
        {
            var step = (await db.Write(Actor.System, async tx => Outcome.Of(await SendNext(tx, smtp, stopping)))).Value;
            if (step is not Step.Tried) break;
            tried++;
        }

        if (smtp.IsConnected) await smtp.DisconnectAsync(quit: true, CancellationToken.None);
        return tried;
    }

    private async Task<Step> SendNext(Tx tx, SmtpClient smtp, CancellationToken stopping)
    {
        var mail = await tx.Connection.QuerySingleOrDefaultAsync<Due?>(
            """
            select id, recipient, subject, body, html, attachments::text, queued_at, attempts from store.mail
            where sent_at is null and attempts < 10 and send_at <= @now
            order by send_at, id
            limit 1
            for update skip locked
            """,
            new { now = tx.Now });
        if (mail is null) return Step.NothingDue;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            await Connect(smtp, patience.Token);
            await Send(smtp, await Message(tx, mail), patience.Token);
        }
        catch (ServerAwayException away) when (!stopping.IsCancellationRequested)
        {
            // It says nothing about this mail, so it costs no attempt. The others would fare alike.
            await Postpone(tx, mail.Id, mail.Attempts, Guarded.Name(away.InnerException!));
            return Step.ServerAway;
        }
        catch (Exception refused) when (!stopping.IsCancellationRequested)
        {
            // RFC 5321 §4.2.1: 5xx is "do not repeat", 4xx is "later". What the server thinks of our own address can be put right.
            var smtpError = refused as SmtpCommandException;
            var forGood = smtpError is { ErrorCode: not SmtpErrorCode.SenderNotAccepted } && (int)smtpError.StatusCode >= 500;
            var error = smtpError is null ? Guarded.Name(refused) : string.Create(CultureInfo.InvariantCulture, $"smtp-{(int)smtpError.StatusCode}");
            await Postpone(tx, mail.Id, forGood ? MailSql.MostAttempts : mail.Attempts + 1, error);
            return Step.Tried;
        }

        await tx.Connection.ExecuteAsync("update store.mail set sent_at = @now, error = null where id = @id", new { now = tx.Now, id = mail.Id });
        return Step.Tried;
    }

    private async Task Connect(SmtpClient smtp, CancellationToken patience)
    {
        if (smtp.IsConnected) return;
        try
        {
            await smtp.ConnectAsync(options.Host!, options.Port, options.Socket, patience);
            if (options.User is { } user) await smtp.AuthenticateAsync(user, options.Password!, patience);
        }
        catch (Exception away)
        {
            if (smtp.IsConnected) await smtp.DisconnectAsync(quit: false, CancellationToken.None);
            throw new ServerAwayException(away);
        }
    }

    private static async Task Send(SmtpClient smtp, MimeMessage message, CancellationToken patience)
    {
        try
        {
            await smtp.SendAsync(message, patience);
        }
        catch (Exception away) when (away is IOException or ProtocolException or OperationCanceledException
            or SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable })
        {
            if (smtp.IsConnected) await smtp.DisconnectAsync(quit: false, CancellationToken.None);
            throw new ServerAwayException(away);
        }
    }

    private async Task Postpone(Tx tx, Guid mail, int attempts, string error)
    {
        NotSent(mail, attempts, error);
        await tx.Connection.ExecuteAsync(
            "update store.mail set attempts = @attempts, error = @error, send_at = @later where id = @mail",
            new { mail, attempts, error, later = tx.Now + Guarded.Delay(attempts) });
        if (attempts >= MailSql.MostAttempts) await tx.Raise(new MailGivenUp(mail, error));
    }

    private async Task<MimeMessage> Message(Tx tx, Due mail)
    {
        var from = new MailboxAddress(options.FromName, options.From!);
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id:N}@{from.Domain}",
            Date = mail.QueuedAt.ToDateTimeOffset(),
            Subject = mail.Subject,
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(mail.Recipient));
        // RFC 3834 §5: no out-of-office notes in return.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        var body = new BodyBuilder { TextBody = mail.Body, HtmlBody = mail.Html };
        foreach (var attachment in JsonSerializer.Deserialize<Attachment[]>(mail.Attachments, StoreJson.Options)!)
        {
            var file = (await tx.LoadFile(attachment.Hash)).Value;
            body.Attachments.Add(attachment.Name, file.Content, ContentType.Parse(file.MediaType));
        }

        message.Body = body.ToMessageBody();
        return message;
    }

    [LoggerMessage(5, LogLevel.Warning, "Mail {Mail} was not sent, attempts {Attempts}: {Error}")]
    private partial void NotSent(Guid mail, int attempts, string error);

    /// <summary>No connection, no sign-in, or a broken line.</summary>
    private sealed class ServerAwayException(Exception why) : Exception(why.GetType().Name, why);

    private sealed record Due(Guid Id, string Recipient, string Subject, string Body, string? Html, string Attachments, Instant QueuedAt, int Attempts);
}
