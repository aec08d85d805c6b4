namespace Samverk.Ui;

/// <summary>An id for what one part must point at inside a page: a title, a hint, an error.</summary>
internal static class PartId
{
    public static string New() => $"p{Guid.CreateVersion7():n}"[^13..].Insert(0, "p");
}
