using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Samverk.Host;

/// <summary>
/// The number that a person can tell and an operator can find: the trace's where traces are collected, else the request's.
/// Logged with what broke, because the framework's own line does not carry it.
/// </summary>
internal sealed class TraceNumber(ILogger<TraceNumber> log) : IExceptionHandler
{
    public static string Of(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancel)
    {
        log.LogError("Request {Number} broke: {Kind}", Of(context), exception.GetType().Name);
        return ValueTask.FromResult(false);
    }
}
