using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A module's part of the answer to "everything you know about me" (GDPR art. 15 and 20): registered in DI, one or more per module.
/// </summary>
public interface IOwnData
{
    /// <summary>What the module knows about a person, for the person: file names without extension, kebab-case, and what is written as JSON.</summary>
    Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx);
}
