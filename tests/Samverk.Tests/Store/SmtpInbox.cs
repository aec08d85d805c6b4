using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Samverk.Tests;

/// <summary>A mail server of a few lines (RFC 5321) on a port of its own: takes what it is sent, or answers as the test wants.</summary>
internal sealed class SmtpInbox : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;

    public SmtpInbox()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<(string Envelope, MimeMessage Message, string Raw)> Received { get; } = new();

    /// <summary>The answer to RCPT TO by address; null = 250.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>Takes the next mail and breaks the line before saying so, as a crash would.</summary>
    public bool BreakAfterData { get; set; }

    /// <summary>What was said to sign in (RFC 4616); null = nobody has.</summary>
    public string? SignIn { get; private set; }

    public string Greeting { get; set; } = "220 inbox";

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        while (!end.IsCancellationRequested)
            talks.Add(Talk(await listener.AcceptTcpClientAsync(end.Token)));
        await Task.WhenAll(talks);
    }

    private async Task Talk(TcpClient client)
    {
        using var line = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync(Greeting);
        var envelope = "";
        while (await reader.ReadLineAsync(end.Token) is { } said)
        {
            if (said.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase))
            {
                envelope = said[8..].Trim('<', '>');
                await writer.WriteLineAsync(Recipient(envelope) ?? "250 welcome");
            }
            else if (said is "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var raw = await Data(reader);
                Received.Enqueue((envelope, await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(raw)), end.Token), raw));
                if (BreakAfterData)
                {
                    BreakAfterData = false;
                    return;
                }

                await writer.WriteLineAsync("250 taken");
            }
            else if (said.StartsWith("EHLO", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("250-inbox");
                await writer.WriteLineAsync("250 AUTH PLAIN");
            }
            else if (said.StartsWith("AUTH PLAIN ", StringComparison.Ordinal))
            {
                SignIn = Encoding.UTF8.GetString(Convert.FromBase64String(said["AUTH PLAIN ".Length..]));
                await writer.WriteLineAsync("235 welcome");
            }
            else
            {
                await writer.WriteLineAsync(said is "QUIT" ? "221 bye" : "250 inbox");
                if (said is "QUIT") return;
            }
        }
    }

    private async Task<string> Data(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line and not ".") text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return text.ToString();
    }
}
