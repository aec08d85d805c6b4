using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Localization;

namespace Samverk.Ui;

/// <summary>
/// Every text of every module. A label's key is its English sentence, a refusal's key is its code. A module's own text wins over the
/// common one here; what a language lacks is shown in English and noted in <see cref="Missing"/>.
/// Safe for use by many at once.
/// </summary>
public sealed class Texts : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<(Assembly Module, string Language), FrozenDictionary<string, string>> files = new();
    private readonly ConcurrentDictionary<MissingText, byte> missing = new();

    /// <summary>What was asked for and not there, in a language that is declared complete. Empty, or a test fails.</summary>
    public IReadOnlyCollection<MissingText> Missing => [.. missing.Keys];

    /// <summary>The texts of one module, in the language of the reader at the moment of asking.</summary>
    public IStringLocalizer Of(Assembly module) => new ModuleTexts(this, module);

    public IStringLocalizer Create(Type resourceSource) => Of(resourceSource.Assembly);

    public IStringLocalizer Create(string baseName, string location) => Of(Assembly.Load(new AssemblyName(location)));

    /// <returns>Null where neither the module nor the common texts have it.</returns>
    internal string? Find(Assembly module, string key)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (In(module, language, key) is { } text) return text;
        // A label's English text is its key, so that only codes are looked up in English and can be missing there.
        if (language != Language.English.Code || IsCode(key))
            if (Language.Of(language) is not null) missing.TryAdd(new(module.GetName().Name!, language, key), 0);
        return In(module, Language.English.Code, key);
    }

    internal IReadOnlyDictionary<string, string> All(Assembly module, string language) =>
        files.GetOrAdd((module, language), static file => TextFile.Load(file.Module, file.Language));

    private static bool IsCode(string key) => key.Contains('-', StringComparison.Ordinal) && key.All(letter => char.IsAsciiLetterLower(letter) || letter is '-');

    private string? In(Assembly module, string language, string key) =>
        All(module, language).GetValueOrDefault(key) ?? All(typeof(Texts).Assembly, language).GetValueOrDefault(key);
}

/// <summary>A text that a complete language lacks.</summary>
public sealed record MissingText(string Module, string Language, string Key);
