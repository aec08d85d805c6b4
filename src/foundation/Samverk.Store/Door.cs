using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>
/// The one way into a use case: access, transaction, audit. A refused command leaves its audit line and nothing else.
/// People come in here; modules speak to each other by verbs on <see cref="Tx"/>.
/// </summary>
public sealed class Door(Db db, IServiceProvider services)
{
    /// <summary>Changes something, in one transaction, and writes who asked for it.</summary>
    public async Task<Outcome<TResult>> Run<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult>
    {
        var asked = (TCommand)command;
        string? kept = null;
        var outcome = await db.Write(actor, async tx =>
        {
            if (TUseCase.Access.Refuse(actor, await TUseCase.Relate(asked, tx, actor)) is { } closed)
            {
                // The asker hears the same for "not yours" and "not there"; the auditor may know which it was.
                kept = closed == Refusal.Unknown ? "access-denied" : closed.Code;
                return closed;
            }

            var done = await services.GetRequiredService<TUseCase>().Run(asked, tx, actor);
            kept = done.Refusal?.Code;
            if (kept is null) await tx.Audit(typeof(TUseCase).Name, asked.Subject, refusal: null);
            return done;
        });

        // What was refused has been rolled back whole; its line is written by itself, so that the way of success needs no savepoint.
        if (kept is not null) await db.Write<Done>(actor, async tx =>
        {
            await tx.Audit(typeof(TUseCase).Name, asked.Subject, kept);
            return default(Done);
        });
        return outcome;
    }

    /// <summary>Shows something, in a transaction that cannot write and sees one moment. Leaves no audit line.</summary>
    public Task<Outcome<TResult>> Read<TQuery, TUseCase, TResult>(IQuery<TQuery, TUseCase, TResult> query, Actor actor)
        where TQuery : IQuery<TQuery, TUseCase, TResult>
        where TUseCase : IUseCase<TQuery, TResult> =>
        db.Read(actor, async tx =>
        {
            var asked = (TQuery)query;
            return TUseCase.Access.Refuse(actor, await TUseCase.Relate(asked, tx, actor)) is { } closed
                ? closed
                : await services.GetRequiredService<TUseCase>().Run(asked, tx, actor);
        });
}
