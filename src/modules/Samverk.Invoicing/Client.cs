using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Who orders and pays.</summary>
/// <param name="Code">Generated, the last part of its accounts; never a name.</param>
/// <param name="Country">Of its seat, ISO 3166.</param>
public sealed record Client(
    Id<Client> Id, string Code, string Name, BuyerKind Kind, string Country, PostalAddress? Address, string? VatNumber, string? OrganisationNumber,
    string? Email, string Language, ClientState State, LocalDate Created)
{
    public static readonly StateMachine<ClientState> States = new("invoicing.client", 1,
        (ClientState.New, ClientState.Checking), (ClientState.Checking, ClientState.Approved), (ClientState.Checking, ClientState.Refused),
        (ClientState.Approved, ClientState.Watch), (ClientState.Watch, ClientState.Approved), (ClientState.Watch, ClientState.PrepayOnly),
        (ClientState.Approved, ClientState.PrepayOnly), (ClientState.PrepayOnly, ClientState.Approved),
        (ClientState.Watch, ClientState.Blocked), (ClientState.Approved, ClientState.Blocked), (ClientState.PrepayOnly, ClientState.Blocked),
        (ClientState.Blocked, ClientState.Approved), (ClientState.Approved, ClientState.Merged), (ClientState.New, ClientState.Merged),
        (ClientState.Checking, ClientState.Merged));
}

public enum ClientState { New, Checking, Approved, Refused, Watch, PrepayOnly, Blocked, Merged }
