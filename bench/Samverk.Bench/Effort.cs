using System.Diagnostics;
using System.Globalization;

namespace Samverk.Bench;

/// <summary>
/// Processor time that the bench and its PostgreSQL have used: tells what work costs on a machine that does other things at the same time,
/// where what a clock says is only a lower bound.
/// </summary>
internal sealed class Effort(string serverFolder)
{
    // Linux counts in hundredths of a second.
    private const int TicksPerSecond = 100;

    private readonly string postmaster =
        File.ReadLines(Directory.GetFiles(serverFolder, "postmaster.pid", SearchOption.AllDirectories).Single()).First().Trim();

    /// <summary>Of the server, its processes that have ended included.</summary>
    public TimeSpan OfServer()
    {
        var ticks = Of(postmaster, ended: true);
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
            if (Fields(Path.GetFileName(folder)) is { } fields && fields[1] == postmaster) ticks += Ticks(fields, ended: false);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    /// <summary>Of one program that runs.</summary>
    public static TimeSpan OfProgram(int process) => TimeSpan.FromSeconds((double)Of(process.ToString(CultureInfo.InvariantCulture), ended: false) / TicksPerSecond);

    public static TimeSpan OfBench() => Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>Of programs that the bench started and that have ended.</summary>
    public static TimeSpan OfEnded() => TimeSpan.FromSeconds((double)Fields("self")!.Skip(13).Take(2).Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond);

    private static long Of(string process, bool ended) => Fields(process) is { } fields ? Ticks(fields, ended) : 0;

    private static long Ticks(string[] fields, bool ended) => fields.Skip(11).Take(ended ? 4 : 2).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));

    // From the state on; the name before it may hold anything.
    private static string[]? Fields(string process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
