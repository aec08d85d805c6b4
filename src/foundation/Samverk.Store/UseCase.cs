using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>One thing that a person can do or see. Page, API and command line all enter it by the <see cref="Door"/>.</summary>
public interface IUseCase<in TRequest, TResult>
{
    /// <summary>Who may do this. Read by the door, by navigation, and by the test that compares it with docs/access.md.</summary>
    static abstract Access Access { get; }

    /// <summary>How the actor stands to what the request names. What does not exist has no relation to anybody.</summary>
    static abstract Task<Relation> Relate(TRequest request, Tx tx, Actor actor);

    /// <summary>Load, decide, store. Everything happens in <paramref name="tx"/>, or nothing does.</summary>
    Task<Outcome<TResult>> Run(TRequest request, Tx tx, Actor actor);
}

/// <summary>What a person asks to change. Names its use case and result, so that <c>door.Run(command, actor)</c> needs no type arguments.</summary>
public interface ICommand<TCommand, TUseCase, TResult>
    where TCommand : ICommand<TCommand, TUseCase, TResult>
    where TUseCase : IUseCase<TCommand, TResult>
{
    /// <summary>
    /// Made by the caller when the form is shown or the call prepared. Sent twice with the same content, a command is done once and
    /// answers the same; with other content it is refused (<c>id-used-for-something-else</c>). A command that makes something uses its id.
    /// </summary>
    Guid Request { get; }

    /// <summary>What the audit line keeps: ids and amounts, never free text, files, health facts, secrets or ballots.</summary>
    object Subject { get; }
}

/// <summary>What a person asks to see, by <c>door.Read(query, actor)</c>.</summary>
public interface IQuery<TQuery, TUseCase, TResult>
    where TQuery : IQuery<TQuery, TUseCase, TResult>
    where TUseCase : IUseCase<TQuery, TResult>;
