using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>Mails, jobs and daily work that have failed and are not done: what is tried again by itself, and what was given up.</summary>
internal sealed class ListStuck : IUseCase<ListStuck.Query, ListStuck.Listed>
{
    public static Access Access => Who.Operators;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Listed>> Run(Query query, Tx tx, Actor actor) => new Listed(
        [.. (await tx.UnsentMails()).Where(mail => mail.Error is not null)
            .Select(mail => new Row(mail.Id.Value, mail.Recipient, mail.Attempts, mail.Error!, mail.SendAt, mail.GivenUp))],
        [.. (await tx.FailedJobs()).Select(job => new Row(job.Id.Value, job.Kind, job.Attempts, job.Error, job.RunAt, job.GivenUp))],
        await tx.FailingRecurrences(), tx.Today, tx.Zone.Id);

    public sealed record Query : IQuery<Query, ListStuck, Listed>;

    /// <param name="Days">Daily work whose next day has failed; it is tried again until it succeeds.</param>
    public sealed record Listed(IReadOnlyList<Row> Mails, IReadOnlyList<Row> Jobs, IReadOnlyList<FailingRecurrence> Days, LocalDate Today, string Zone);

    /// <param name="What">Where a mail goes, or the kind of a job.</param>
    /// <param name="Next">When it is tried again.</param>
    /// <param name="GivenUp">It is not tried again by itself.</param>
    public sealed record Row(Guid Id, string What, int Attempts, string Error, Instant Next, bool GivenUp);
}
