using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>
/// A request to the API that is no command at all (no JSON, an unknown or missing field, an amount that cannot be read) gets the same
/// kind of answer as a refused one, and names the field.
/// </summary>
internal sealed class UnreadableRequest : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancel)
    {
        if (exception is not BadHttpRequestException bad || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return false;
        await ApiProblem.Of(Refused(bad), bad.StatusCode).ExecuteAsync(context);
        return true;
    }

    internal static Refusal Refused(BadHttpRequestException bad)
    {
        if (bad.InnerException is not JsonException json) return new Refusal("invalid-input");
        // Readers of single values (Money, Currency, Rate) put the refusal's code into the message; the rest is System.Text.Json's own.
        var code = IsCode(json.Message) ? json.Message
            : json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "field-unknown"
            : json.Message.Contains("missing required", StringComparison.Ordinal) ? "field-missing"
            : "field-invalid";
        return new Refusal(code) { Field = Field(json.Path) };
    }

    private static string? Field(string? path) => path is { Length: > 2 } && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;

    private static bool IsCode(string message) => message.Length > 0 && message.All(letter => char.IsAsciiLetterLower(letter) || letter is '-');
}
