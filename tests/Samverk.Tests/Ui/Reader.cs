using System.Globalization;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

/// <summary>Lets somebody with this culture read, until it is disposed.</summary>
internal sealed class Reader : IDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentCulture, language = CultureInfo.CurrentUICulture;

    public Reader(string name)
    {
        var reading = Language.All.FirstOrDefault(one => one.Culture.Name == name)?.Culture ?? CultureInfo.GetCultureInfo(name);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (reading, reading);
    }

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
}
