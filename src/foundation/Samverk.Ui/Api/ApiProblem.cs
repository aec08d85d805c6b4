using System.Globalization;
using Microsoft.AspNetCore.Http;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>A refusal as ProblemDetails (RFC 9457): the code in "title" and "code", the field it is about, and its facts by name.</summary>
public static class ApiProblem
{
    public static IResult Of(Refusal refusal) => Of(refusal, Status(refusal));

    public static IResult Of(Refusal refusal, int status) => new Answer(refusal, Results.Problem(
        title: refusal.Code,
        statusCode: status,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = refusal.Code,
            ["field"] = refusal.Field,
            ["facts"] = refusal.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal),
        }));

    /// <summary>Tells whoever asks too often when to come back (RFC 9110 section 10.2.3).</summary>
    internal static void TellWhen(HttpResponse response, Refusal refusal)
    {
        if (refusal.Code is not "too-many-requests") return;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        var seconds = refusal.Facts.FirstOrDefault(fact => fact.Name is "seconds").Value is long known ? known : 60;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What HTTP calls it.</summary>
    public static int Status(Refusal refusal) => refusal.Code switch
    {
        "not-found" => StatusCodes.Status404NotFound,
        "sign-in-needed" => StatusCodes.Status401Unauthorized,
        "too-many-requests" => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private sealed class Answer(Refusal refusal, IResult problem) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            TellWhen(http.Response, refusal);
            return problem.ExecuteAsync(http);
        }
    }
}
