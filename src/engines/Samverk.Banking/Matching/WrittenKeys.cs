namespace Samverk.Banking;

/// <summary>References or numbers of invoices, found by themselves or wherever they are written in a text.</summary>
internal sealed class WrittenKeys
{
    private const int LongestText = 2_000, WindowOfPieces = 14;

    private readonly Dictionary<string, List<OpenInvoice>> invoices = new(StringComparer.Ordinal);

    // One bit per length that occurs, so that most windows of a text are dropped unread; 63 stands for all longer ones.
    private ulong lengths;

    /// <summary>Letters and digits in capitals: "INV-2026/12" and "inv 2026 12" are the same.</summary>
    public static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    public void Put(string text, OpenInvoice invoice)
    {
        var key = Key(text);
        if (key.Length is 0) return;
        if (!invoices.TryGetValue(key, out var same)) invoices.Add(key, same = []);
        same.Add(invoice);
        lengths |= 1ul << Math.Min(key.Length, 63);
    }

    public List<OpenInvoice>? Get(string text) => invoices.GetValueOrDefault(Key(text));

    /// <summary>
    /// What every known key that is written in the text leads to, whatever stands between its pieces, in the order of the text; the longest
    /// wins. Pieces begin where letters meet digits, so that "Invoice2026-12" holds 2026-12, but a run of digits is never cut.
    /// </summary>
    public List<List<OpenInvoice>> Find(string? text, int shortest)
    {
        var found = new List<List<OpenInvoice>>();
        if (string.IsNullOrEmpty(text) || invoices.Count is 0) return found;
        var (letters, starts) = Pieces(text.Length > LongestText ? text[..LongestText] : text);
        for (var first = 0; first < starts.Count - 1;)
        {
            var pieces = LongestAt(letters, starts, first, shortest, out var hit);
            if (hit is not null) found.Add(hit);
            first += Math.Max(1, pieces);
        }

        return found;
    }

    private int LongestAt(char[] letters, List<int> starts, int first, int shortest, out List<OpenInvoice>? hit)
    {
        var lookup = invoices.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = Math.Min(first + WindowOfPieces, starts.Count - 1); end > first; end--)
        {
            var length = starts[end] - starts[first];
            if (length < shortest) break;
            if ((lengths >> Math.Min(length, 63) & 1) is 1 && lookup.TryGetValue(letters.AsSpan(starts[first], length), out hit)) return end - first;
        }

        hit = null;
        return 0;
    }

    /// <summary>The letters and digits in capitals, and where each piece begins; the last start is the end.</summary>
    private static (char[] Letters, List<int> Starts) Pieces(string text)
    {
        var letters = new char[text.Length];
        var starts = new List<int>();
        var (count, before) = (0, ' ');
        foreach (var sign in text)
        {
            if (char.IsLetterOrDigit(sign))
            {
                if (!char.IsLetterOrDigit(before) || char.IsDigit(before) != char.IsDigit(sign)) starts.Add(count);
                letters[count++] = char.ToUpperInvariant(sign);
            }

            before = sign;
        }

        starts.Add(count);
        return (letters, starts);
    }
}
