using Microsoft.AspNetCore.Http;

namespace Samverk.Employment;

/// <summary>What is typed on the page of one incident.</summary>
internal sealed class IncidentForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Policy { get; set; }

    public Guid Claim { get; set; }

    /// <summary>The button of a claim: where it goes.</summary>
    public string? To { get; set; }

    public string? Amount { get; set; }

    public string? Why { get; set; }

    public string? On { get; set; }

    public string? Receipt { get; set; }

    public IFormFile? File { get; set; }
}
