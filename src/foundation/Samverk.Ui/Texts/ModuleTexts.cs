using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Localization;

namespace Samverk.Ui;

/// <summary>One module's texts: places are {0}, {1} … in the order of the arguments.</summary>
internal sealed class ModuleTexts(Texts texts, Assembly module) : IStringLocalizer
{
    public LocalizedString this[string name] => texts.Find(module, name) is { } text ? new(name, text) : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments] =>
        texts.Find(module, name) is { } text
            ? new(name, string.Format(CultureInfo.CurrentCulture, text, arguments))
            : new(name, string.Format(CultureInfo.CurrentCulture, name, arguments), resourceNotFound: true);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        texts.All(module, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).Select(text => new LocalizedString(text.Key, text.Value));
}

/// <summary>The texts of the module in which <typeparamref name="T"/> is.</summary>
internal sealed class TextsOf<T>(Texts texts) : IStringLocalizer<T>
{
    private readonly IStringLocalizer module = texts.Of(typeof(T).Assembly);

    public LocalizedString this[string name] => module[name];

    public LocalizedString this[string name, params object[] arguments] => module[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => module.GetAllStrings(includeParentCultures);
}
