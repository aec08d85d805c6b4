using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A person's way in. Its id is the person's, so nobody has two.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public Id<Person> Person => new(Id);

    /// <summary>Two letters: what mails to the person are written in.</summary>
    public string Language { get; set; } = "en";

    /// <summary>What pages call the person; null until Members has told.</summary>
    public string? Name { get; set; }

    /// <summary>Since when an administrator has closed the account; null = open.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>The authenticator's last code: each works once, also within its half minute (RFC 6238 section 5.2).</summary>
    public string? UsedCode { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string Shown => Name ?? Email!;
}
