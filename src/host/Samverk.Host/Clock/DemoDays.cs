using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Lets days of a demo pass, one after the other, and does on each what falls due on it.</summary>
internal sealed class DemoDays(Door door, JobRunner runner)
{
    /// <summary>Two months: longer than that nobody waits for a page.</summary>
    public const int Most = 62;

    /// <param name="request">Of the form; each day gets its own id from it, so that sending twice passes the days once.</param>
    public async Task<Refusal?> Pass(int days, Guid request, Actor actor)
    {
        if (days is < 1 or > Most) return new Refusal("field-invalid", ("text", days)) { Field = "days" };
        for (var day = 1; day <= days; day++)
        {
            if ((await door.Run(new StepDemoClock.Command(NamedGuid.Of(request, $"day {day}")), actor)).Refusal is { } refusal) return refusal;
            await runner.RunDue();
        }

        return null;
    }
}
