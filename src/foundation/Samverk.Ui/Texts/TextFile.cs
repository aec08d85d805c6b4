using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Samverk.Ui;

/// <summary>One module's texts in one language: a flat JSON object in its folder Texts, key to text.</summary>
internal static class TextFile
{
    /// <exception cref="JsonException">The file is no flat object of texts, or says one key twice: a bug of the module.</exception>
    public static FrozenDictionary<string, string> Load(Assembly module, string language)
    {
        var resource = module.GetManifestResourceNames().SingleOrDefault(name => name.EndsWith($".Texts.{language}.json", StringComparison.Ordinal));
        if (resource is null) return FrozenDictionary<string, string>.Empty;

        using var file = module.GetManifestResourceStream(resource)!;
        return Read(file);
    }

    public static FrozenDictionary<string, string> Read(Stream file)
    {
        using var json = JsonDocument.Parse(file);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in json.RootElement.EnumerateObject())
            if (!texts.TryAdd(text.Name, text.Value.GetString() ?? "")) throw new JsonException($"the text \"{text.Name}\" is there twice");
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
