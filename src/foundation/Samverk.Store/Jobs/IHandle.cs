namespace Samverk.Store;

/// <summary>What a module does when an event has happened elsewhere, or when a job of its own is due.</summary>
public interface IHandle<in T>
{
    /// <summary>
    /// Runs in the job's own transaction as <see cref="Actor.System"/>: all of it happens together with the job being done, or nothing.
    /// An exception or a refusal (<see cref="Samverk.Kernel.RefusedException"/>, also by <c>outcome.Value</c>) is a failure and is tried again,
    /// so effects outside the database carry <see cref="Tx.Job"/> as idempotency key.
    /// </summary>
    Task Handle(T happened, Tx tx);
}

/// <summary>Work of a module's own for later; it has exactly one handler. Ids and amounts, like an event.</summary>
public interface IJob
{
    /// <summary>"module.what-to-do.v1": stays when the type is renamed; other content is another version.</summary>
    static abstract string Name { get; }
}

/// <summary>Names the ids of jobs.</summary>
public sealed class Job;
