using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What an engaged person types on the page of their link.</summary>
internal sealed class WhoForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Name { get; set; }
    public string? BornOn { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }

    public Outcome<Identify.Command> Read(EngagementToken token)
    {
        var born = Words.Date(BornOn, "bornOn");
        return born.Refusal is { } unreadable ? unreadable : new Identify.Command(Request, token, Name ?? "", born.Value, Email, Phone);
    }
}

/// <summary>Account, tax and permit.</summary>
internal sealed class GivenForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Iban { get; set; }
    public string? Holder { get; set; }

    /// <summary>Answers to what the country's pack asks, by name; an empty one is left open.</summary>
    public Dictionary<string, string?> Said { get; set; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Answers =>
        Said.Where(one => !string.IsNullOrWhiteSpace(one.Value)).ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal);

    public bool NeedsPermit { get; set; }
    public string? PermitUntil { get; set; }

    /// <param name="askFacts">False where checked tax facts are there.</param>
    public Outcome<GiveFacts.Command> Read(EngagementToken token, bool askFacts)
    {
        var facts = askFacts ? Answers : null;
        if (!NeedsPermit) return new GiveFacts.Command(Request, token, Iban, null, Holder, facts, false, null);
        var until = Words.Date(PermitUntil, "permitUntil");
        return until.Refusal is { } unreadable ? unreadable : new GiveFacts.Command(Request, token, Iban, null, Holder, facts, true, until.Value);
    }
}

internal sealed class SignForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Document { get; set; }
    public string? Name { get; set; }
    public bool Agrees { get; set; }
}

internal sealed class DeclineForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
}
