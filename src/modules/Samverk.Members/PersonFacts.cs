using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What the cooperative knows about a person.</summary>
/// <param name="Code">"m-7k3p": generated, never a name; the person's part of ledger accounts. Empty until the person is saved.</param>
/// <param name="Name">One line; locked: the person asks the adviser to change it.</param>
/// <param name="Email">Where mails go; a plain address.</param>
/// <param name="Language">Two letters of ISO 639-1: the language of mails to this person.</param>
/// <param name="Adviser">The person's contact in the staff.</param>
/// <param name="Version">Counts the changes; 0 = not saved yet.</param>
/// <param name="ErasedOn">The day on which everything personal was erased; the name is the code from then on.</param>
public sealed record PersonFacts(
    Id<Person> Id, string Code, PersonKind Kind, string Name, string? Email, string? Phone, PostalAddress? Address, LocalDate? BornOn,
    string Language, Id<Person>? Adviser, int Version, LocalDate? ErasedOn)
{
    /// <summary>Somebody new, without anything but a name.</summary>
    public static PersonFacts New(Id<Person> id, PersonKind kind, string name, string language = "en") =>
        new(id, "", kind, name, null, null, null, null, language, null, 0, null);
}

/// <summary>What a person is to the cooperative.</summary>
public enum PersonKind
{
    /// <summary>Has a membership, whatever its state.</summary>
    Member,

    /// <summary>Works through the cooperative without owning a share.</summary>
    User,

    /// <summary>Engaged by a member's activity: crew, external worker.</summary>
    Engaged,

    /// <summary>Works for the cooperative itself.</summary>
    Staff,
}
