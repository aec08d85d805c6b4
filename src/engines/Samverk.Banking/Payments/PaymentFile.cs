using NodaTime;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>A file of credit transfers from one account on one day, as a person hands it to the bank.</summary>
/// <param name="MessageId">Unique for ever; at most 35 signs of the bank's set. It is the id of the payment group, too.</param>
/// <param name="Created">When it was made.</param>
/// <param name="On">The day on which the bank books it.</param>
/// <param name="Transfers">At least one, all in one currency.</param>
public sealed record PaymentFile(string MessageId, Instant Created, LocalDate On, PaymentParty Debtor, IReadOnlyList<PaymentOrder> Transfers);

/// <summary>One payment of the file.</summary>
/// <param name="EndToEndId">Comes back in the bank's statement; unique for ever, at most 35 signs.</param>
/// <param name="Reference">The structured reference of the creditor; where there is none, <paramref name="Text"/> tells what it is for.</param>
/// <param name="Text">At most 140 signs after transliteration; ignored where there is a reference.</param>
public sealed record PaymentOrder(string EndToEndId, Money Amount, PaymentParty Creditor, PaymentReference? Reference, string Text);

/// <summary>Who pays or is paid.</summary>
/// <param name="Bic">Only where the account's bank asks for it.</param>
/// <param name="Address">Null leaves it out; unstructured ones are refused by banks since 15 November 2026.</param>
public sealed record PaymentParty(string Name, Iban Account, Bic? Bic = null, PaymentAddress? Address = null);

/// <summary>A structured address: town and country at least.</summary>
/// <param name="Country">Two capital letters.</param>
public sealed record PaymentAddress(string Country, string Town, string? PostalCode = null, string? Street = null, string? Building = null);
