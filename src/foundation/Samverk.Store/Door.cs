using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>
/// The one way into a use case: access, one transaction, once per request id, audit. A refused command leaves its audit line and nothing
/// else. People come in here; modules speak to each other by verbs on <see cref="Tx"/>.
/// </summary>
public sealed class Door(Db db, IServiceProvider services)
{
    /// <summary>Changes something, in one transaction, and writes who asked for it.</summary>
    public async Task<Outcome<TResult>> Run<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult>
    {
        var asked = (TCommand)command;
        var useCase = typeof(TUseCase).Name;
        var fingerprint = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { useCase, actor.Person, asked }, StoreJson.Options));
        string? refused = null;
        var outcome = await db.Write(actor, asked.Request, async tx =>
        {
            if (TUseCase.Access.Refuse(actor, await TUseCase.Relate(asked, tx, actor)) is { } closed)
            {
                // The asker hears the same for "not yours" and "not there"; the auditor may know which it was.
                refused = closed == Refusal.Unknown ? "access-denied" : closed.Code;
                return closed;
            }

            // Before deciding: a second sending would meet what the first has changed.
            if (tx.Earlier is { } earlier)
                return earlier.Fingerprint.AsSpan().SequenceEqual(fingerprint)
                    ? Outcome.Of(JsonSerializer.Deserialize<TResult>(earlier.Result, StoreJson.Options)!)
                    : Refusal.IdUsedForSomethingElse;

            var done = await services.GetRequiredService<TUseCase>().Run(asked, tx, actor);
            refused = done.Refusal?.Code;
            if (refused is null) tx.Audit(useCase, asked.Subject, null, asked.Request, fingerprint, JsonSerializer.Serialize(done.Value, StoreJson.Options));
            return done;
        });

        // What was refused has been rolled back whole; its line is written by itself, so that the way of success needs no savepoint.
        if (refused is not null) await db.Write(actor, tx =>
        {
            tx.Audit(useCase, asked.Subject, refused, asked.Request, fingerprint, null);
            return Task.FromResult(Outcome.Of(default(Done)));
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
