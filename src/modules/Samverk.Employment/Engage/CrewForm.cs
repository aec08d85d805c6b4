using Microsoft.AspNetCore.Http;

namespace Samverk.Employment;

/// <summary>A crew as its page posts it: what all have in common, and a line per person.</summary>
internal sealed class CrewForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Activity { get; set; }
    public string? Contract { get; set; } = "perAssignment";
    public string? From { get; set; }
    public string? To { get; set; }
    public string? Starts { get; set; } = "08:00";
    public string? Days { get; set; } = "8";
    public bool Weekends { get; set; }
    public string? Place { get; set; }
    public string? Role { get; set; }
    public string? Risk { get; set; }
    public string? Cost { get; set; }
    public string? Language { get; set; }
    public string? Lines { get; set; }
    public IFormFile? File { get; set; }
    public string? Go { get; set; }

    internal CrewPaste.Usual Usual(Kernel.Currency currency) => new(currency, Cost, From, To, Starts, Days, Weekends);
}
