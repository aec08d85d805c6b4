namespace Samverk.Ui;

/// <summary>Something that only this person can do.</summary>
/// <param name="What">A verb first: "Declare your work in Umeå".</param>
/// <param name="Otherwise">What happens if nothing is done.</param>
/// <param name="Due">"today", "5 March"; see <see cref="ShownDate.Near"/>. Empty where no date is set.</param>
/// <param name="Meaning">Late or due today, soon, or only for information.</param>
public sealed record TodoItem(string What, string Otherwise, string Href, string Due, Meaning Meaning);
