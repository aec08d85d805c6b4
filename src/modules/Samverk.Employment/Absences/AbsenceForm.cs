using Microsoft.AspNetCore.Http;

namespace Samverk.Employment;

/// <summary>What is typed on the page of one absence.</summary>
internal sealed class AbsenceForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    /// <summary>The button.</summary>
    public string? What { get; set; }

    public string? Why { get; set; }

    public string? To { get; set; }

    public string? Insurer { get; set; }

    public string? Amount { get; set; }

    public string? AnswerBy { get; set; }

    public IFormFile? File { get; set; }
}
