using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

// The frames are the framework's own business and may change with it: its version is pinned, tests compare every drawing with the
// framework's, and what is not known here is left to it.
#pragma warning disable BL0006

namespace Samverk.Ui;

/// <summary>
/// Draws what consists of elements, words and <see cref="PlainPart"/>s at once into text, the same that the framework would write. Of
/// anything else (forms, fields, parts that ask for something) nothing is drawn here: the framework does it, as always. Why: decision 12.
/// </summary>
internal sealed class Drawing : IDisposable
{
    private static readonly HashSet<string> Empty = new(["area", "base", "br", "col", "hr", "img", "source", "track", "wbr"], StringComparer.Ordinal);

    // These are more than what is written in them: the framework minds chosen values, names of forms and what was typed before.
    private static readonly HashSet<string> Special = new(
        ["form", "input", "select", "option", "textarea", "script", "style", "template", "embed", "link", "meta", "param"], StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, PropertyInfo>> Parameters = new();

    // Larger strings are collected with all that is old, which is slow.
    private const int LargestPiece = 16 * 1024;

    private readonly Stack<RenderTreeBuilder> idle = new();
    private char[] text = ArrayPool<char>.Shared.Rent(4 * LargestPiece);
    private int length;

    private Drawing()
    {
    }

    /// <summary>The same content: drawn already where that can be done here.</summary>
    public static RenderFragment Of(RenderFragment content)
    {
        using var drawing = new Drawing();
        return drawing.Draws(content) ? AsMarkup([.. drawing.Pieces()]) : content;
    }

    public void Dispose()
    {
        while (idle.TryPop(out var builder)) builder.Dispose();
        ArrayPool<char>.Shared.Return(text);
    }

    private static RenderFragment AsMarkup(IReadOnlyList<string> pieces) => builder =>
    {
        foreach (var piece in pieces) builder.AddMarkupContent(0, piece);
    };

    private IEnumerable<string> Pieces()
    {
        for (var from = 0; from < length; from += LargestPiece) yield return new string(text, from, Math.Min(LargestPiece, length - from));
    }

    private bool Draws(RenderFragment content)
    {
        var builder = idle.TryPop(out var kept) ? kept : new RenderTreeBuilder();
        content(builder);
        var frames = builder.GetFrames();
        var drawn = Draws(frames.Array.AsSpan(0, frames.Count));
        builder.Clear();
        idle.Push(builder);
        return drawn;
    }

    private bool Draws(ReadOnlySpan<RenderTreeFrame> frames)
    {
        for (var at = 0; at < frames.Length;)
        {
            ref readonly var frame = ref frames[at];
            var (length, drawn) = frame.FrameType switch
            {
                RenderTreeFrameType.Text => (1, Encoded(frame.TextContent)),
                RenderTreeFrameType.Markup => (1, Written(frame.MarkupContent)),
                RenderTreeFrameType.Region => (frame.RegionSubtreeLength, Draws(frames.Slice(at + 1, frame.RegionSubtreeLength - 1))),
                RenderTreeFrameType.Element => (frame.ElementSubtreeLength, DrawsElement(frames.Slice(at, frame.ElementSubtreeLength))),
                RenderTreeFrameType.Component => (frame.ComponentSubtreeLength, DrawsPart(frames.Slice(at, frame.ComponentSubtreeLength))),
                _ => (1, false),
            };
            if (!drawn) return false;
            at += length;
        }

        return true;
    }

    private bool DrawsElement(ReadOnlySpan<RenderTreeFrame> frames)
    {
        var name = frames[0].ElementName;
        if (Special.Contains(name)) return false;
        Written("<");
        Written(name);
        var at = 1;
        for (; at < frames.Length && frames[at].FrameType is RenderTreeFrameType.Attribute; at++)
        {
            if (!DrawsAttribute(frames[at])) return false;
        }

        if (at == frames.Length && Empty.Contains(name)) return Written(" />");
        return Written(">") && Draws(frames[at..]) && Written("</") && Written(name) && Written(">");
    }

    private bool DrawsAttribute(in RenderTreeFrame frame)
    {
        switch (frame.AttributeValue)
        {
            case true:
                return Written(" ") && Written(frame.AttributeName);
            case string value:
                return Written(" ") && Written(frame.AttributeName) && Written("=\"") && Encoded(value) && Written("\"");
            default:
                return false;
        }
    }

    private bool DrawsPart(ReadOnlySpan<RenderTreeFrame> frames)
    {
        var type = frames[0].ComponentType;
        if (!type.IsSubclassOf(typeof(PlainPart))) return false;
        var part = (PlainPart)Activator.CreateInstance(type)!;
        var parameters = Parameters.GetOrAdd(type, ParametersOf);
        foreach (ref readonly var frame in frames[1..])
        {
            if (frame.FrameType is not RenderTreeFrameType.Attribute) return false;
            parameters[frame.AttributeName].SetValue(part, frame.AttributeValue);
        }

        return Draws(part.Draw);
    }

    private static FrozenDictionary<string, PropertyInfo> ParametersOf(Type type) =>
        type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).ToFrozenDictionary(property => property.Name, StringComparer.Ordinal);

    private bool Encoded(string words) => Written(HtmlEncoder.Default.Encode(words));

    private bool Written(string words)
    {
        if (words.Length > text.Length - length) Grow(words.Length);
        words.CopyTo(text.AsSpan(length));
        length += words.Length;
        return true;
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(length + more, 2 * text.Length));
        text.AsSpan(0, length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(text);
        text = larger;
    }
}
