using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Samverk.Host;

namespace Samverk.Bench;

/// <summary>The built program as its own process on a demo's data: how soon it answers, how many pages it gives to somebody who has signed in, and how much memory that takes.</summary>
internal static partial class NodeBench
{
    private const int Connections = 16, Few = 8;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(20), Span = TimeSpan.FromSeconds(10), AtRest = TimeSpan.FromSeconds(15);

    public static async Task<int> Run()
    {
        var data = Path.Combine(Path.GetTempPath(), $"samverk-bench-node-{Guid.NewGuid():N}");
        try
        {
            // The first start plays the demo.
            await using (var first = await Program.Start(data)) await first.Ready();
            await using var node = await Program.Start(data);
            Row("warm start until the health endpoint answers", $"{(await node.Ready()).TotalSeconds:0.0} s", $"goal 3 s", $"");
            await Measured(node);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        return 0;
    }

    private static async Task Measured(Program node)
    {
        using var web = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, AllowAutoRedirect = false }) { BaseAddress = node.Address };
        await SignIn(web, "fia@samverk.example");
        var page = await web.GetStringAsync(new Uri("/invoices", UriKind.Relative));
        var rows = page.Split("<tr").Length - 2;
        web.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        await Load(web, "/invoices", Warm);
        var (list, health) = (await Used(node, () => Load(web, "/invoices", Span)), await Used(node, () => Load(web, "/health/live", Span)));
        Row($"list page of {rows} invoices, signed in, {Connections} connections", $"{list}, {list.Load.Bytes / 1024} kB", $"bare endpoint of the same process: {health}",
            $"{list.Load.PerSecond / health.Load.PerSecond:P0}");
        Row($"the same page, {Few} connections", $"{await Used(node, () => Load(web, "/invoices", Span, Few))}", $"", $"");
        var busy = node.Megabytes();
        await Task.Delay(AtRest);
        Row($"memory of the node {AtRest.TotalSeconds:0} s after that", $"{node.Megabytes()} MB; while it worked {busy} MB", $"goal 200 MB after load", $"");
    }

    internal static async Task SignIn(HttpClient web, string email, string password = DemoCooperative.Password)
    {
        var form = await web.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        form = form[form.LastIndexOf("<form", form.IndexOf("Input.Email", StringComparison.Ordinal), StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = Hidden().Matches(form).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Append(KeyValuePair.Create("Input.Email", email)).Append(KeyValuePair.Create("Input.Password", password));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await web.PostAsync(new Uri("/sign-in", UriKind.Relative), content);
        if (answer.StatusCode is not HttpStatusCode.Redirect) throw new InvalidOperationException($"the sign-in answered {answer.StatusCode}");
    }

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="(?<name>[^"]+)"[^>]*value="(?<value>[^"]*)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Hidden();

    private static async Task<Figures> Load(HttpClient web, string path, TimeSpan span, int connections = Connections)
    {
        var began = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            List<TimeSpan> own = [];
            var bytes = 0L;
            while (Stopwatch.GetElapsedTime(began) < span)
            {
                var asked = Stopwatch.GetTimestamp();
                bytes = (await web.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length;
                own.Add(Stopwatch.GetElapsedTime(asked));
            }

            return (Times: own, Bytes: bytes);
        })));
        var took = Stopwatch.GetElapsedTime(began);
        var all = times.SelectMany(one => one.Times).Order().ToArray();
        return new(all.Length / took.TotalSeconds, all[all.Length / 2], all[all.Length * 99 / 100], times[0].Bytes, all.Length);
    }

    private static async Task<Cost> Used(Program node, Func<Task<Figures>> load)
    {
        var (program, server) = (Effort.OfProgram(node.Id), node.Effort.OfServer());
        var figures = await load();
        return new(figures, (Effort.OfProgram(node.Id) - program) / figures.Count, (node.Effort.OfServer() - server) / figures.Count);
    }

    private static void Row(string what, FormattableString ours, FormattableString beside, FormattableString ratio) =>
        Console.WriteLine($"| {what} | {FormattableString.Invariant(ours)} | {FormattableString.Invariant(beside)} | {FormattableString.Invariant(ratio)} |");

    private sealed record Figures(double PerSecond, TimeSpan Median, TimeSpan P99, long Bytes, int Count);

    private sealed record Cost(Figures Load, TimeSpan Program, TimeSpan Server)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Load.PerSecond:N0}/s, median {Load.Median.TotalMilliseconds:0.0} ms, p99 {Load.P99.TotalMilliseconds:0.0} ms ({Program.TotalMicroseconds:0} + {Server.TotalMicroseconds:0} µs of processor in node and database)");
    }

    private sealed class Program : IAsyncDisposable
    {
        private readonly Process process;
        private readonly string data;
        private readonly long began;

        private Program(Process process, string data, long began, Uri address) => (this.process, this.data, this.began, Address) = (process, data, began, address);

        public Uri Address { get; }

        public int Id => process.Id;

        public Effort Effort => field ??= new(data);

        public static async Task<Program> Start(string data)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
            free.Stop();
            var file = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Samverk.Host", "release", "samverk"));
            var start = new ProcessStartInfo(file, ["demo", "--urls", address.ToString().TrimEnd('/')]) { RedirectStandardOutput = true };
            start.Environment["SAMVERK_DATA"] = data;
            var began = Stopwatch.GetTimestamp();
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            await Task.Yield();
            return new(process, data, began, address);
        }

        /// <returns>How long after its start.</returns>
        public async Task<TimeSpan> Ready()
        {
            using var web = new HttpClient { BaseAddress = Address };
            for (; ; await Task.Delay(20))
            {
                if (process.HasExited) throw new InvalidOperationException($"the node ended with {process.ExitCode}");
                try
                {
                    using var answer = await web.GetAsync(new Uri("/health/ready", UriKind.Relative));
                    if (answer.IsSuccessStatusCode) return Stopwatch.GetElapsedTime(began);
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }
            }
        }

        public long Megabytes()
        {
            process.Refresh();
            return process.WorkingSet64 / 1024 / 1024;
        }

        public async ValueTask DisposeAsync()
        {
            using (var end = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)])) await end.WaitForExitAsync();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
