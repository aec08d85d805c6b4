using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ui;

/// <summary>Gives use cases an address in the API.</summary>
public static class DoorApi
{
    /// <summary>A POST of the command runs the use case.</summary>
    public static RouteHandlerBuilder MapUseCase<TCommand, TUseCase, TResult>(this IEndpointRouteBuilder api, string path)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult> =>
        api.MapPost(path, async (TCommand command, Door door, Actor actor) => Answer(await door.Run(command, actor)))
            .Described<TUseCase, TResult>(TUseCase.Access)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>A GET with the query's fields as parameters reads.</summary>
    public static RouteHandlerBuilder MapReading<TQuery, TUseCase, TResult>(this IEndpointRouteBuilder api, string path)
        where TQuery : IQuery<TQuery, TUseCase, TResult>
        where TUseCase : IUseCase<TQuery, TResult> =>
        api.MapGet(path, async (HttpRequest request, Door door, Actor actor) => Answer(await door.Read(QueryText.Read<TQuery>(request.Query), actor)))
            .Described<TUseCase, TResult>(TUseCase.Access)
            .WithMetadata(new QueryFields([.. QueryText.Fields(typeof(TQuery))]));

    /// <summary>What a reading's address may carry after the question mark; for the document that describes the API.</summary>
    public sealed record QueryFields(IReadOnlyList<(string Name, bool Needed)> Fields);

    /// <summary>The same answer for every use case: the value, or the refusal as a problem.</summary>
    public static IResult Answer<T>(Outcome<T> outcome) =>
        outcome.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.Ok(outcome.Value);

    /// <summary>
    /// For an address that is written by hand because its answer is a file, or its query part of the path: whose use case it is, and who
    /// may come in. The door decides all the same; this tells navigation, the description of the API and the test of docs/access.md.
    /// </summary>
    public static TRoute Of<TRoute>(this TRoute route, string useCase, Access access) where TRoute : IEndpointConventionBuilder =>
        route.WithMetadata(new UseCaseName(useCase), access);

    /// <summary>The use case behind an address.</summary>
    public sealed record UseCaseName(string Name);

    private static RouteHandlerBuilder Described<TUseCase, TResult>(this RouteHandlerBuilder route, Access access) => route
        .WithName(typeof(TUseCase).Name)
        .Of(typeof(TUseCase).Name, access)
        .WithTags(typeof(TUseCase).Namespace!.Split('.')[^1])
        .Produces<TResult>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);
}
