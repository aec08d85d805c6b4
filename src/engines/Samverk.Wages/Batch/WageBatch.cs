using System.Buffers;
using System.Threading.Channels;

namespace Samverk.Wages;

/// <summary>
/// Answers a stream of questions, one JSON object a line, in their order and on all cores. Memory does not grow with the stream.
/// </summary>
public static class WageBatch
{
    /// <summary>A longer line is answered with an error: no question needs it, and a stream without line ends must not fill the memory.</summary>
    public const int LongestLine = 1 << 20;

    private const int BlockSize = 256 * 1024;

    /// <returns>True when every line gave a result; false when at least one gave an error.</returns>
    /// <exception cref="IOException">The streams broke.</exception>
    public static async Task<bool> Run(WageRules rules, Stream questions, Stream answers, CancellationToken cancel)
    {
        var width = Math.Max(1, Environment.ProcessorCount);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // Blocks wait here in the order of the stream; the channel's bound is what keeps the reader from running ahead.
        var blocks = Channel.CreateBounded<Task<Answered>>(new BoundedChannelOptions(2 * width) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => Read(rules, questions, blocks.Writer, stop.Token), stop.Token);
        var good = true;
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(stop.Token))
            {
                using var answered = await block;
                await answers.WriteAsync(answered.Bytes, stop.Token);
                // What has been answered is not kept back while the next question is awaited.
                if (!blocks.Reader.TryPeek(out _)) await answers.FlushAsync(stop.Token);
                good &= answered.AllGood;
            }

            await answers.FlushAsync(stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
        }

        await reading;
        return good;
    }

    private static async Task Read(WageRules rules, Stream questions, ChannelWriter<Task<Answered>> blocks, CancellationToken cancel)
    {
        try
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
            var (filled, skipping) = (0, false);
            while (true)
            {
                var read = await questions.ReadAsync(buffer.AsMemory(filled), cancel);
                if (read is 0) break;
                filled += read;
                var end = buffer.AsSpan(filled - read, read).LastIndexOf((byte)'\n');
                if (end >= 0)
                {
                    end += filled - read + 1;
                    var next = ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, (filled - end) * 2));
                    buffer.AsSpan(end, filled - end).CopyTo(next);
                    await Send(buffer, end, skipping);
                    (buffer, filled, skipping) = (next, filled - end, false);
                }
                else if (filled > LongestLine)
                {
                    // The rest of the line is read and dropped; its first part stays as the sign that there was one.
                    (filled, skipping) = (1, true);
                }
                else if (filled == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, filled).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            await Send(buffer, filled, skipping);
            blocks.Complete();
        }
        catch (Exception failed)
        {
            blocks.Complete(failed);
        }

        async Task Send(byte[] lines, int length, bool tooLong) =>
            await blocks.WriteAsync(Task.Run(() => LineAnswers.Of(rules, lines, length, tooLong), cancel), cancel);
    }
}

/// <summary>The answers to a block of lines, in a rented buffer.</summary>
internal sealed class Answered(byte[] buffer, int length, bool allGood) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    public bool AllGood => allGood;

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
