using System.Diagnostics;

namespace Samverk.Tests.EInvoice;

/// <summary>How long something takes when nobody disturbs it: the best of many short rounds, because the machine has other work.</summary>
internal static class Clocked
{
    public static double Milliseconds(int rounds, int perRound, Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var run = 0; run < perRound; run++) action();
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds / perRound);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{best:0.0000} ms");
        return best;
    }
}
