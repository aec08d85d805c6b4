using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Where money for a person goes, from a day on.</summary>
/// <param name="Iban">Electronic form.</param>
/// <param name="Bic">Only where the person's bank asks for it.</param>
/// <param name="Holder">Whose account it is, as the bank knows them.</param>
/// <param name="UsableFrom">The first day on which money may go there: a change is told to the person first, so that a stranger's is noticed.</param>
/// <param name="StoppedOn">The day on which the person or finance took it back; it is never used then.</param>
public sealed record PayAccount(Guid Id, Id<Person> Person, string Iban, string? Bic, string Holder, LocalDate GivenOn, LocalDate UsableFrom, LocalDate? StoppedOn, string? Why)
{
    public bool WaitsOn(LocalDate day) => StoppedOn is null && UsableFrom > day;

    /// <summary>The last four signs: enough to know one's own account by, too little for anybody else.</summary>
    public string Ending => Iban.Length > 4 ? Iban[^4..] : "";
}

/// <summary>Where money for somebody may go on a day.</summary>
/// <param name="Account">Null while nobody has told it, or while a change cools off: then nothing is paid, neither to the new account nor to the old one.</param>
/// <param name="WaitsUntil">When the change that cools off may be used.</param>
public sealed record PayTo(PayAccount? Account, LocalDate? WaitsUntil)
{
    public static readonly PayTo Nowhere = new(null, null);

    /// <returns>Null when money may go; <c>bank-account-missing</c> or <c>iban-change-unconfirmed</c> with the day from which it may.</returns>
    public Refusal? Held => Account is not null ? null
        : WaitsUntil is { } day ? new Refusal("iban-change-unconfirmed", ("date", day))
        : new Refusal("bank-account-missing");
}

/// <summary>A person's bank account was given, changed or stopped.</summary>
public sealed record PayAccountChanged(Guid Person) : IEvent
{
    public static string Name => "members.pay-account-changed.v1";
}
