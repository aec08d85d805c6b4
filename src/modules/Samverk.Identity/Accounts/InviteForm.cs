using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>Whom the administrator invites, and as what.</summary>
internal sealed class InviteForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Email { get; set; }

    public List<string> Roles { get; set; } = [];

    public string? Language { get; set; } = Ui.Language.Current.Code;
}
