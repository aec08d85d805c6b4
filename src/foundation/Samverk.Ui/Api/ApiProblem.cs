using Microsoft.AspNetCore.Http;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>A refusal as ProblemDetails (RFC 9457): the code in "title" and "code", the field it is about, and its facts by name.</summary>
public static class ApiProblem
{
    public static IResult Of(Refusal refusal) => Of(refusal, Status(refusal));

    public static IResult Of(Refusal refusal, int status) => Results.Problem(
        title: refusal.Code,
        statusCode: status,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = refusal.Code,
            ["field"] = refusal.Field,
            ["facts"] = refusal.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal),
        });

    /// <summary>What HTTP calls it.</summary>
    public static int Status(Refusal refusal) => refusal.Code switch
    {
        "not-found" => StatusCodes.Status404NotFound,
        "sign-in-needed" => StatusCodes.Status401Unauthorized,
        "too-many-requests" => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
