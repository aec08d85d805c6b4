using Spectre.Console;

namespace Samverk.Host;

/// <summary>A bar on standard error while something takes long; nothing at all where nobody looks.</summary>
internal static class LongWork
{
    /// <param name="work">Tells how much of how much is done.</param>
    public static async Task<T> Show<T>(string what, Func<Action<long, long>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().StartAsync(async bars =>
        {
            var bar = bars.AddTask(Markup.Escape(what));
            bar.IsIndeterminate = true;
            return await work((done, all) => (bar.IsIndeterminate, bar.MaxValue, bar.Value) = (false, Math.Max(all, 1), done));
        });
    }
}
