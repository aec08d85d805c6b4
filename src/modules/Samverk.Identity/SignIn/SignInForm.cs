namespace Samverk.Identity;

/// <summary>What a person types to sign in. The password never goes back into the page.</summary>
internal sealed class SignInForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Email { get; set; }

    public string? Password { get; set; }
}

/// <summary>What the browser fills in after it has asked a passkey.</summary>
internal sealed class PasskeyForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Name { get; set; }

    public string? State { get; set; }

    public string? Credential { get; set; }
}

/// <summary>A code, or a password that is chosen or proved.</summary>
internal sealed class ProofForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Code { get; set; }

    public string? Old { get; set; }

    public string? Password { get; set; }

    public string? Email { get; set; }

    /// <summary>Which row of a list the button belongs to.</summary>
    public string? Which { get; set; }
}
