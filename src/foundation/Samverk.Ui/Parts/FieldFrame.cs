using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>What every field of a form has: a name, a label, a hint, and the refusal beside it when it is about this field.</summary>
public abstract class FieldFrame : ComponentBase
{
    /// <summary>The name that the form posts: "Input.Amount". A refusal of the field "amount" belongs here.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>One short sentence under the label.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>What the form's command was refused with, if it was.</summary>
    [Parameter] public Refusal? Refusal { get; set; }

    [Parameter] public bool Required { get; set; }

    [Inject] private protected IStringLocalizer<Texts> Text { get; set; } = default!;

    /// <summary>The same on every rendering of the form, so that browsers remember what was typed.</summary>
    private protected string Id => Name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal).ToLowerInvariant();

    private protected string? Error => IsAbout(Refusal, Name) ? Refusal!.Shown(Text) : null;

    private protected string? Invalid => Error is null ? null : "true";

    private protected string Look(string look) => Error is null ? look : $"{look} is-invalid";

    /// <summary>The ids of what explains the input: error first.</summary>
    private protected string? DescribedBy =>
        string.Join(' ', new[] { Error is null ? null : $"{Id}-error", Hint is null ? null : $"{Id}-hint" }.Where(id => id is not null)) is { Length: > 0 } ids ? ids : null;

    /// <summary>Whether a form's field has this name: the refusal's field is the last part, in lowerCamelCase.</summary>
    internal static bool IsAbout(Refusal? refusal, string name) =>
        refusal?.Field is { } field && string.Equals(field.Split('.')[^1], name.Split('.')[^1], StringComparison.OrdinalIgnoreCase);
}
