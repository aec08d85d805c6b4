using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Samverk.Store;

/// <summary>
/// The keys of ASP.NET Core's data protection (cookies, form tokens, links) in PostgreSQL, so that every instance reads what another wrote.
/// They lie there as clear as the rest of the database: who reads the database could sign in as anybody, and could read everything anyway.
/// A cooperative whose backups lie with others protects them at rest by <c>services.AddDataProtection().ProtectKeysWithCertificate(…)</c>.
/// </summary>
internal sealed class Keys(Db db) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = db.Source.OpenConnection();
        return connection.Query<string>("select xml from store.key order by id").Select(XElement.Parse).ToArray();
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = db.Source.OpenConnection();
        connection.Execute(
            "insert into store.key (name, xml) values (@friendlyName, @xml)",
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
    }
}
