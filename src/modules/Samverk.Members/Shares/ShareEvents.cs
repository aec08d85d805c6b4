using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The value of a share by approved accounts was entered, released or refused.</summary>
public sealed record ShareValueChanged(Guid Value) : IEvent
{
    public static string Name => "members.share-value-changed.v1";
}

/// <summary>Shares of those who have left have their value, and the cooperative owes it from a day on.</summary>
/// <param name="Shares">Those of which something comes back.</param>
public sealed record SharesRedeemed(Guid Value, Id<LegalEntity> Entity, LocalDate PayFrom, IReadOnlyList<ShareOwed> Shares) : IEvent
{
    public static string Name => "members.shares-redeemed.v1";
}

/// <param name="Code">Generated code of the person, the last part of the account that owes it.</param>
public sealed record ShareOwed(Guid Share, Id<Person> Person, string Code, Money Payout);
