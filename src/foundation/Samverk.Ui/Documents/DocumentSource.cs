using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Store;

namespace Samverk.Ui;

/// <summary>A module's papers for the page of somebody's documents. The source gives only what its reader may open.</summary>
/// <param name="Module">Whose texts are used.</param>
/// <param name="Access">Asked only for whoever has one of its roles.</param>
public sealed record DocumentSource(Assembly Module, Access Access, Func<HomeQuestion, Task<IEnumerable<Document>>> Documents);

public enum DocumentKind { Contract, Payslip, Confirmation, Invoice }

/// <summary>One paper, in the reader's language.</summary>
/// <param name="Href">The page that explains it.</param>
/// <param name="File">Its file, with an access rule of its own; null where the page is what is printed.</param>
public sealed record Document(DocumentKind Kind, string Words, LocalDate Date, string Href, string? File)
{
    /// <summary>Its state, its amount, or whose it is.</summary>
    public string? Under { get; init; }
}

/// <summary>How modules get onto the page of documents: one registration each.</summary>
public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, Assembly module, Access access, Func<HomeQuestion, Task<IEnumerable<Document>>> documents) =>
        services.AddSingleton(new DocumentSource(module, access, documents));
}
