using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A module's part in erasing a person: registered in DI, one or more per module.</summary>
public interface IErase
{
    /// <summary>The rules that still keep something about the person in this module; none = it may be erased today.</summary>
    Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx);

    /// <summary>
    /// Replaces everything personal and every free text about the person. Ids, codes, amounts and dates of documents stay, so that all
    /// sums stay (invariant I47).
    /// </summary>
    Task Erase(PersonFacts person, Tx tx);
}

/// <summary>A rule that keeps data for now.</summary>
/// <param name="What">Short and kebab-case: "membership", "payslips".</param>
/// <param name="Until">The last day; null while it cannot be known, because it still runs.</param>
public sealed record Retention(string What, LocalDate? Until);
