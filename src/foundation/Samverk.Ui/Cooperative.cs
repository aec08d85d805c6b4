using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ui;

/// <summary>
/// What the node says about itself around every page. It changes a few times in a node's life, so each instance looks at the database only
/// every few seconds, and at once when it has changed something itself.
/// </summary>
public sealed class Cooperative(Db db, IClock clock)
{
    private static readonly Duration Fresh = Duration.FromSeconds(3);

    private volatile Known known = new(NodeSettings.Unnamed, IsSetUp: true, IsDemo: false, new LocalDate(2000, 1, 1), Instant.MinValue);

    /// <summary>What the cooperative calls itself.</summary>
    public string Name => known.Name;

    /// <summary>False while whoever started this node has not said whose it is.</summary>
    public bool IsSetUp => known.IsSetUp;

    /// <summary>With invented people: the clock may be stepped by hand.</summary>
    public bool IsDemo => known.IsDemo;

    /// <summary>The business date.</summary>
    public LocalDate Today => known.Today;

    /// <summary>Looks again, if the last look is some seconds old.</summary>
    public async Task Look()
    {
        var now = clock.GetCurrentInstant();
        if (now - known.At < Fresh && now >= known.At) return;
        known = (await db.Read(Actor.System, async tx =>
            Outcome.Of(new Known(await tx.CooperativeName(), await tx.SetUpOn() is not null, await tx.IsDemo(), tx.Today, now)))).Value;
    }

    /// <summary>Something of it has just changed here.</summary>
    public void Forget() => known = known with { At = Instant.MinValue };

    private sealed record Known(string Name, bool IsSetUp, bool IsDemo, LocalDate Today, Instant At);
}
