using Samverk.Store;

namespace Samverk.Desk;

/// <summary>What the program has given up is on the desk until somebody tries it again.</summary>
internal sealed class StuckItems : IHandle<MailGivenUp>, IHandle<JobGivenUp>
{
    public const string Mail = "store.mail", Job = "store.job";

    private const string Page = "/desk/stuck";

    public async Task Handle(MailGivenUp happened, Tx tx) => await tx.OpenItem(
        new Item(Mail, Mail, happened.Mail, "A mail was not delivered", Page) { Under = "{error}", Facts = [("error", happened.Error)] });

    public async Task Handle(JobGivenUp happened, Tx tx) => await tx.OpenItem(
        new Item(Job, Job, happened.Job, "Work was given up: {kind}", Page) { Under = "{error}", Facts = [("kind", happened.Kind), ("error", happened.Error)] });
}
