using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

/// <summary>The queue on a real PostgreSQL, sent over TCP to a mail server.</summary>
public sealed class MailTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 an invoice"u8.ToArray();

    [Fact]
    public async Task A_mail_arrives_with_text_html_and_attachment()
    {
        await using var inbox = new SmtpInbox();
        await using var store = await Fresh(inbox);
        var id = Id<Mail>.New();
        await store.Write(async tx => await tx.QueueMail(new Mail(
            id, "klara@kund.example", "Faktura 7: 60,00 € – tack", "Hej Klara\n.\nåäö", "<p>Hej Klara</p>",
            [new Attachment("Faktura 7 – mars.pdf", (await tx.StoreFile(Pdf, "application/pdf")).Value)])));

        Assert.Equal(1, await Send(store));
        Assert.Equal(0, await Send(store));

        var (envelope, message, _) = Assert.Single(inbox.Received);
        Assert.Equal(("klara@kund.example", "Faktura 7: 60,00 € – tack"), (envelope, message.Subject));
        Assert.Equal(("Hej Klara\n.\nåäö", "<p>Hej Klara</p>"), (message.TextBody!.ReplaceLineEndings("\n").TrimEnd(), message.HtmlBody!.TrimEnd()));
        Assert.Equal(("Kooperativet", "post@coop.example"), (message.From.Mailboxes.Single().Name, message.From.Mailboxes.Single().Address));
        Assert.Equal($"{id.Value:N}@coop.example", message.MessageId);
        var attachment = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal(("Faktura 7 – mars.pdf", "application/pdf"), (attachment.FileName, attachment.ContentType.MimeType));
        using var content = new MemoryStream();
        await attachment.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
        Assert.Equal(Pdf, content.ToArray());
        Assert.Empty(await store.Read(tx => tx.UnsentMails()));
    }

    [Theory]
    [InlineData("subject", "Tea\r\nBcc: everybody@coop.example")]
    [InlineData("subject", "Tea\nBcc: everybody@coop.example")]
    [InlineData("subject", "Tea\u2028now")]
    [InlineData("recipient", "frida@coop.example\r\nBcc: everybody@coop.example")]
    [InlineData("recipient", "frida@coop.example, frank@coop.example")]
    [InlineData("recipient", "Frida <frida@coop.example>")]
    [InlineData("recipient", "frida")]
    [InlineData("recipient", "@coop.example")]
    [InlineData("recipient", "<frida@coop.example>")]
    [InlineData("attachments", "../../etc/passwd")]
    [InlineData("attachments", "a\r\nContent-Type: text/html")]
    [InlineData("attachments", ".bashrc")]
    [InlineData("attachments", "c:\\windows\\x.pdf")]
    [InlineData("attachments", "invoice\u202Efdp.exe")]
    public async Task No_header_can_be_smuggled_in_and_no_name_escapes_its_folder(string field, string value)
    {
        await using var store = await StoreFixture.Fresh();
        var mail = Plain();
        var refused = await store.Write(async tx =>
        {
            var hash = (await tx.StoreFile(Pdf, "application/pdf")).Value;
            return await tx.QueueMail(field switch
            {
                "subject" => mail with { Subject = value },
                "recipient" => mail with { Recipient = value },
                _ => mail with { Attachments = [new Attachment(value, hash)] },
            });
        });

        Assert.Equal(new Refusal("field-invalid") { Field = field }, refused.Refusal);
    }

    [Fact]
    public async Task A_file_that_is_not_stored_cannot_be_attached()
    {
        await using var store = await StoreFixture.Fresh();

        var refused = await store.Write(tx => tx.QueueMail(Plain() with { Attachments = [new Attachment("invoice.pdf", FileHash.Of(Pdf))] }));

        Assert.Equal("attachments", refused.Refusal?.Field);
    }

    [Fact]
    public async Task The_same_mail_twice_is_one_and_never_another()
    {
        await using var store = await StoreFixture.Fresh();
        var mail = Plain() with { Html = "<p>tea</p>", Document = Guid.NewGuid() };

        Assert.Equal(mail.Id, (await store.Write(tx => tx.QueueMail(mail))).Value);
        Assert.Equal(mail.Id, (await store.Write(tx => tx.QueueMail(mail))).Value);
        Assert.Equal(Refusal.IdUsedForSomethingElse, (await store.Write(tx => tx.QueueMail(mail with { Text = "coffee" }))).Refusal);
        Assert.Equal(mail.Id, Assert.Single(await store.Read(tx => tx.MailsAbout(mail.Document!.Value))).Id);
    }

    [Fact]
    public async Task Without_a_mail_server_mails_wait_and_are_shown()
    {
        await using var store = await StoreFixture.Fresh();
        await store.Write(tx => tx.QueueMail(Plain()));

        Assert.Equal(0, await Send(store));

        var waiting = Assert.Single(await store.Read(tx => tx.UnsentMails()));
        Assert.Equal((0, null, false), (waiting.Attempts, waiting.Error, waiting.GivenUp));
    }

    [Fact]
    public async Task A_mail_sent_again_after_a_crash_is_known_by_its_message_id()
    {
        await using var inbox = new SmtpInbox { BreakAfterData = true };
        await using var store = await Fresh(inbox);
        await store.Write(tx => tx.QueueMail(Plain()));

        await Send(store);
        store.Clock.AdvanceMinutes(1);
        await Send(store);

        Assert.Equal(2, inbox.Received.Count);
        Assert.Single(inbox.Received.Select(mail => (mail.Message.MessageId, mail.Message.Date)).Distinct());
        Assert.Empty(await store.Read(tx => tx.UnsentMails()));
    }

    [Fact]
    public async Task A_mail_server_that_is_away_for_days_costs_no_mail()
    {
        await using var inbox = new SmtpInbox { Greeting = "554 closed today" };
        await using var store = await Fresh(inbox);
        await store.Write(tx => tx.QueueMail(Plain()));
        for (var hour = 0; hour < 40; hour++)
        {
            Assert.Equal(0, await Send(store));
            store.Clock.AdvanceHours(1);
        }

        Assert.Equal(0, Assert.Single(await store.Read(tx => tx.UnsentMails())).Attempts);
        inbox.Greeting = "220 inbox";
        Assert.Equal(1, await Send(store));
        Assert.Single(inbox.Received);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_stays_visible_holds_up_nobody_and_is_logged_without_its_address()
    {
        await using var inbox = new SmtpInbox { Recipient = address => address is "gone@coop.example" ? "550 gone@coop.example is gone" : null };
        await using var store = await Fresh(inbox);
        var gone = Plain() with { Recipient = "gone@coop.example" };
        await store.Write(tx => tx.QueueMail(gone));
        await store.Write(tx => tx.QueueMail(Plain()));

        Assert.Equal(2, await Send(store));

        Assert.Single(inbox.Received);
        var failed = Assert.Single(await store.Read(tx => tx.UnsentMails()));
        Assert.Equal((gone.Id, "smtp-550", true), (failed.Id, failed.Error, failed.GivenUp));
        Assert.Contains("smtp-550", store.Log.Text);
        Assert.DoesNotContain("gone@", store.Log.Text);

        inbox.Recipient = _ => null;
        await store.Write(tx => tx.RetryMail(gone.Id));
        Assert.Equal(1, await Send(store));
        Assert.Equal(2, inbox.Received.Count);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_now_is_tried_ten_times()
    {
        await using var inbox = new SmtpInbox { Recipient = _ => "451 later" };
        await using var store = await Fresh(inbox);
        await store.Write(tx => tx.QueueMail(Plain()));

        var tried = 0;
        for (var day = 0; day < 20; day++)
        {
            tried += await Send(store);
            store.Clock.AdvanceDays(1);
        }

        Assert.Equal(10, tried);
        Assert.True(Assert.Single(await store.Read(tx => tx.UnsentMails())).GivenUp);
    }

    [Fact]
    public async Task Two_instances_send_every_mail_once()
    {
        await using var inbox = new SmtpInbox();
        await using var store = await Fresh(inbox);
        await using var other = store.Another(services => Configure(services, inbox));
        await store.Write(async tx =>
        {
            for (var number = 0; number < 30; number++) await tx.QueueMail(Plain());
        });

        var sent = await Task.WhenAll(Send(store), Send(other));

        Assert.Equal((30, 30), (sent.Sum(), inbox.Received.Select(mail => mail.Message.MessageId).Distinct().Count()));
        Assert.Equal(30, inbox.Received.Count);
    }

    [Theory]
    [InlineData("mail.coop.example", "nobody", null, MailSecurity.StartTls)]
    [InlineData("mail.coop.example", "post@coop.example", "user", MailSecurity.None)]
    public void Wrong_options_end_the_program_at_its_start(string host, string from, string? user, MailSecurity security)
    {
        var options = new MailOptions { Host = host, From = from, User = user, Password = user, Security = security };

        Assert.True(new MailOptions.Check().Validate(null, options).Failed);
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_where_it_should_gets_neither_password_nor_mail()
    {
        await using var inbox = new SmtpInbox();
        await using var store = await StoreFixture.Fresh(services =>
        {
            Configure(services, inbox);
            services.Configure<MailOptions>(options => (options.Security, options.User, options.Password) = (MailSecurity.StartTls, "post", "secret"));
        });
        await store.Write(tx => tx.QueueMail(Plain()));

        Assert.Equal(0, await Send(store));

        Assert.Empty(inbox.Received);
        Assert.Null(inbox.SignIn);
        Assert.Equal(nameof(NotSupportedException), Assert.Single(await store.Read(tx => tx.UnsentMails())).Error);
    }

    [Fact]
    public async Task A_server_that_wants_a_password_gets_it()
    {
        await using var inbox = new SmtpInbox();
        await using var store = await StoreFixture.Fresh(services =>
        {
            Configure(services, inbox);
            services.Configure<MailOptions>(options => (options.User, options.Password) = ("post", "secret"));
        });
        await store.Write(tx => tx.QueueMail(Plain()));

        Assert.Equal(1, await Send(store));

        Assert.Equal("\0post\0secret", inbox.SignIn);
    }

    private static Mail Plain() => new(Id<Mail>.New(), "klara@kund.example", "Tea", "at four");

    private static Task<int> Send(StoreFixture store) => store.Services.GetRequiredService<MailSender>().SendDue();

    private static Task<StoreFixture> Fresh(SmtpInbox inbox) => StoreFixture.Fresh(services => Configure(services, inbox));

    private static void Configure(IServiceCollection services, SmtpInbox inbox) => services.Configure<MailOptions>(options =>
    {
        (options.Host, options.Port, options.Security) = ("127.0.0.1", inbox.Port, MailSecurity.None);
        (options.From, options.FromName) = ("post@coop.example", "Kooperativet");
    });
}
