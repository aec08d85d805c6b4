using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Samverk.Host;

namespace Samverk.Tests.Host;

/// <summary>The built program, as an operator runs it: each command a process of its own on a folder of its own.</summary>
public sealed partial class ProgramTests : IDisposable
{
    private const string Passphrase = "five words nobody else guesses";

    private static readonly string Built = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Samverk.Host/release/samverk"));

    private readonly string folder = Path.Combine(Path.GetTempPath(), "samverk-test-" + Guid.NewGuid().ToString("N")[..8]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_demo_is_backed_up_restored_into_an_empty_folder_verified_and_signed_in_to()
    {
        Assert.SkipUnless(File.Exists(Built), $"the program is not built: dotnet build src/host/Samverk.Host -c Release ({Built})");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ends programs by signal");
        Directory.CreateDirectory(folder);
        var (original, copy, file) = (Path.Combine(folder, "original"), Path.Combine(folder, "copy"), Path.Combine(folder, "demo.samverk"));

        // While somebody works on it.
        await Listening(original, ["demo"], async _ => Good(await Run(original, "backup", file, "--of", "demo")));
        Assert.Equal(1, (await Run(original, "backup", file, "--of", "demo")).Exit);
        Good(await Run(copy, "restore", file));
        Assert.Equal(1, (await Run(copy, "restore", file)).Exit);
        Good(await Run(copy, "verify"));
        var page = await Listening(copy, ["serve"], address => SignIn(address, DemoCooperative.SignIns[3].Email, DemoCooperative.Password));

        Assert.Contains("Kulturkooperativet Norr", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_node_prints_where_it_is_set_up_and_afterwards_the_page_is_gone()
    {
        Assert.SkipUnless(File.Exists(Built), $"the program is not built: dotnet build src/host/Samverk.Host -c Release ({Built})");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ends programs by signal");
        Directory.CreateDirectory(folder);
        var (data, file) = (Path.Combine(folder, "data"), Path.Combine(folder, "norr.json"));
        await File.WriteAllTextAsync(file, Json, Cancel);

        await Listening(data, ["serve"], async (address, console) =>
        {
            using var client = new HttpClient { BaseAddress = address };
            var link = SetUpLink().Match(console()).Value;
            Assert.Contains("Whose node is this?", await client.GetStringAsync(link, Cancel), StringComparison.Ordinal);
            Assert.DoesNotContain("Whose node is this?", await client.GetStringAsync("/setup?code=guessed", Cancel), StringComparison.Ordinal);

            Good(await Run(data, "setup", file, "--dry-run"));
            var begun = await Run(data, "setup", file);
            Good(begun);
            Assert.StartsWith("https://norr.example/invitation?key=", begun.Output, StringComparison.Ordinal);
            Assert.Equal(1, (await Run(data, "setup", file)).Exit);

            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(link, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/setup", Cancel)).StatusCode);
            return "";
        });
    }

    private const string Json =
        """
        {
          "name": "Kulturkooperativet Norr", "country": "SE", "zone": "Europe/Stockholm", "language": "sv", "address": "https://norr.example",
          "from": "2026-01-01", "paymentDays": 30,
          "entities": [{ "code": "se", "name": "Kulturkooperativet Norr ek. för.", "kind": "cooperative", "registrationNumber": "769612-3459", "vatNumber": "SE769612345901",
            "address": { "country": "SE", "town": "Umeå", "postalCode": "903 26", "street": "Storgatan", "buildingNumber": "12", "region": null }, "bankAccount": "9912-3432" }],
          "values": [
            { "name": "fee", "value": { "kind": "onTop", "rate": "6.95" }, "source": "statutes, 12 §" },
            { "name": "guarantee.requires", "value": ["confirmed"], "source": "board, 2 January 2026" },
            { "name": "guarantee.cover", "value": "net", "source": "board, 2 January 2026" },
            { "name": "expense.rule", "value": "collected", "source": "board, 2 January 2026" },
            { "name": "badDebtFee", "value": "reverse", "source": "board, 2 January 2026" }],
          "administrator": { "name": "Adam Administrator", "email": "adam@norr.example" }
        }
        """;

    private static async Task<string> SignIn(Uri address, string email, string password)
    {
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        var form = await client.GetStringAsync("/sign-in", Cancel);
        var at = form.IndexOf("Input.Password", StringComparison.Ordinal);
        var fields = HiddenFields().Matches(form[form.LastIndexOf("<form", at, StringComparison.Ordinal)..at])
            .Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value))).DistinctBy(field => field.Key).ToDictionary();
        (fields["Input.Email"], fields["Input.Password"]) = (email, password);
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(fields), Cancel);
        Assert.NotEqual("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        return await client.GetStringAsync("/security", Cancel);
    }

    private Task<T> Listening<T>(string data, string[] command, Func<Uri, Task<T>> work) => Listening(data, command, (address, _) => work(address));

    private Task Listening(string data, string[] command, Func<Uri, Task> work) => Listening(data, command, async (address, _) =>
    {
        await work(address);
        return 0;
    });

    /// <summary>Runs a node until the work on it is done.</summary>
    private static async Task<T> Listening<T>(string data, string[] command, Func<Uri, Func<string>, Task<T>> work)
    {
        var console = new System.Text.StringBuilder();
        var port = FreePort();
        using var node = Start(data, [.. command, "--urls", $"http://127.0.0.1:{port}"]);
        node.OutputDataReceived += (_, line) => { lock (console) console.AppendLine(line.Data); };
        node.BeginOutputReadLine();
        try
        {
            var address = new Uri($"http://127.0.0.1:{port}/");
            using var client = new HttpClient { BaseAddress = address };
            for (var tries = 0; ; tries++)
            {
                Assert.False(node.HasExited, console.ToString());
                Assert.True(tries < 600, "the node does not come up");
                try
                {
                    if ((await client.GetAsync("/health/ready", Cancel)).IsSuccessStatusCode) break;
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }

                await Task.Delay(500, Cancel);
            }

            return await work(address, () => { lock (console) return console.ToString(); });
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", $"{node.Id}"]);
            await node.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<(int Exit, string Output)> Run(string data, params string[] arguments)
    {
        using var process = Start(data, arguments);
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, $"{await output}{await errors}");
    }

    private static void Good((int Exit, string Output) ended) => Assert.True(ended.Exit is 0, ended.Output);

    private static Process Start(string data, string[] arguments)
    {
        var start = new ProcessStartInfo(Built, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = arguments[0] is not ("demo" or "serve"), Environment = { ["SAMVERK_DATA"] = data, ["SAMVERK_PASSPHRASE"] = Passphrase },
        };
        foreach (var other in (string[])["SAMVERK_DATABASE", "SAMVERK_ADDRESS"]) start.Environment.Remove(other);
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenFields();

    [GeneratedRegex(@"http://\S+/setup\?code=\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SetUpLink();
}
