using NodaTime;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The cooling-off of accounts ends: whoever waited for that is told.</summary>
internal sealed class BeginPayAccounts : IRecur
{
    public static string Kind => "members.begin-pay-accounts";

    public async Task Run(Tx tx, LocalDate date) => await tx.RaiseAll([.. (await tx.PeopleWithAccountsFrom(date)).Select(person => new PayAccountChanged(person))]);
}
