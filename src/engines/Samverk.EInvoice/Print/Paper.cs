using NodaTime;

namespace Samverk.EInvoice;

/// <summary>A page of the cooperative that is no invoice, such as a payslip. Everything comes from the caller: the same input gives the same bytes.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Written">Becomes the date of creation and change of the file; seconds.</param>
public sealed record Paper(string Title, string Sender, string Language, Instant Written)
{
    /// <summary>Whom it is for, line by line.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<(string Label, string Text)> Facts { get; init; } = [];

    public IReadOnlyList<PaperTable> Tables { get; init; } = [];

    /// <summary>What the reader looks for first.</summary>
    public (string Label, string Amount)? Sum { get; init; }

    /// <summary>Small, below everything.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Of the sender, on every page.</summary>
    public IReadOnlyList<string> Foot { get; init; } = [];

    /// <summary>"Page {0} of {1}".</summary>
    public string Pages { get; init; } = "{0} / {1}";

    public Colour Accent { get; init; } = new(20, 92, 70);
}

/// <param name="Heads">The first column is words, the others are figures.</param>
public sealed record PaperTable(IReadOnlyList<string> Heads, IReadOnlyList<PaperRow> Rows);

/// <param name="Details">Small, below the words.</param>
public sealed record PaperRow(string Text, IReadOnlyList<string> Details, params IReadOnlyList<string> Figures);
