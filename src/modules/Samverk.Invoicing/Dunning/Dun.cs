using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Every business day: reminders by the entity's plan, then the task to talk with the member. Nothing more happens by itself.</summary>
internal sealed class Dun : IRecur
{
    public static string Kind => "invoicing.dun";

    public async Task Run(Tx tx, LocalDate date)
    {
        foreach (var invoice in await tx.LateInvoices(date))
            _ = (await tx.Enqueue(new DunInvoice(invoice.Value, date), id: Id<Job>.Named(invoice.Value, $"dun {date:R}"))).Value;
    }
}

internal sealed record DunInvoice(Guid Invoice, LocalDate Date) : IJob
{
    public static string Name => "invoicing.dun-invoice.v1";
}

internal sealed class DunsInvoice : IHandle<DunInvoice>
{
    public async Task Handle(DunInvoice job, Tx tx)
    {
        if (await tx.LockInvoice(new(job.Invoice)) is not var (_, account, _) || account.Open.IsZero || account.Disputed) return;
        var invoice = account.Invoice;
        if (await tx.FindSeller(invoice.Entity) is not { } seller || await tx.FindClient(invoice.Client) is not { } client || await tx.FindEntity(invoice.Entity) is not { } entity) return;

        var done = (await tx.DunningOf(invoice.Id)).Select(step => step.Step).ToHashSet(StringComparer.Ordinal);
        switch (DunningRules.Next(seller.Dunning, invoice.Due, done, job.Date))
        {
            case DunningRules.Talk:
                await tx.TakeDunning(invoice, DunningRules.Talk, "talk-needed");
                await tx.AskTalk(account, client);
                await tx.Raise(new TalkNeeded(invoice.Id.Value, invoice.Activity.Value, invoice.Client.Value));
                break;
            case { } reminder:
                await tx.TakeDunning(invoice, reminder, "reminder-sent");
                if (client.Email is null) break;
                var letter = InvoiceLetters.Reminder(client, entity, seller, invoice, account.Open, (await tx.FindPaper(invoice.Id.Value))?.Reference, await tx.LinkOf(invoice.Id));
                await tx.SendTo(client, Id<Mail>.Named(invoice.Id.Value, reminder), invoice.Id, letter);
                break;
        }
    }
}
