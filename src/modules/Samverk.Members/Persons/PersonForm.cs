using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What people type about a person. Which fields a page shows and takes over is the page's matter.</summary>
public sealed class PersonForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public int Version { get; set; }

    public string? Kind { get; set; }

    public Guid? Entity { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Street { get; set; }

    public string? BuildingNumber { get; set; }

    public string? PostalCode { get; set; }

    public string? Town { get; set; }

    public string? Region { get; set; }

    public string? Country { get; set; }

    public DateOnly? BornOn { get; set; }

    public string? Language { get; set; }

    public Guid? Adviser { get; set; }

    public bool IsSomebodyElse { get; set; }

    /// <summary>Nothing typed at all is no address; half an address is refused with what is missing.</summary>
    private PostalAddress? Address =>
        ((string?[])[Street, BuildingNumber, PostalCode, Town, Region]).All(string.IsNullOrWhiteSpace)
            ? null
            : new PostalAddress(Country ?? "", Town ?? "", PostalCode, Street, BuildingNumber, Region);

    private LocalDate? Born => BornOn is { } date ? LocalDate.FromDateOnly(date) : null;

    private Id<Person>? AdviserId => Adviser is { } adviser ? new(adviser) : null;

    internal static PersonForm Of(PersonFacts person) => new()
    {
        Version = person.Version, Name = person.Name, Email = person.Email, Phone = person.Phone, Street = person.Address?.Street,
        BuildingNumber = person.Address?.BuildingNumber, PostalCode = person.Address?.PostalCode, Town = person.Address?.Town, Region = person.Address?.Region,
        Country = person.Address?.Country, BornOn = person.BornOn?.ToDateOnly(), Language = person.Language, Adviser = person.Adviser?.Value,
    };

    internal AddPerson.Command ToAdd() => new(
        Request, Enum.TryParse<PersonKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : PersonKind.User, Name ?? "", Email, Phone, Address, Born, Language ?? "", AdviserId,
        Entity is { } entity ? new(entity) : null, IsSomebodyElse);

    internal CorrectPerson.Command ToCorrect(Id<Person> person) => new(Request, person, Version, Name ?? "", Email, Phone, Address, Born, Language ?? "", AdviserId);

    internal ChangeMyData.Command ToChange() => new(Request, Version, Email, Phone, Address, Language ?? "");
}
