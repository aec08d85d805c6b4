using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>This module's part: the register keeps members while they are, and former ones as long as the statutes say.</summary>
internal sealed class MembersErase : IErase
{
    public async Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx)
    {
        if (await tx.FindMembership(person) is not { } membership) return [];
        if (membership.IsRunning) return [new("membership", null)];
        // What was paid in is owed to somebody as long as it has not gone back.
        IReadOnlyList<Retention> owed = (await tx.Shares(person)).Any(share => share.IsCapital || share.State is ShareState.Redeemable) ? [new("shares", null)] : [];
        if (membership is not { State: MembershipState.Left, EndsOn: { } left }) return owed;
        // Without a statute nobody may guess that the time is over.
        if (await tx.Statute(membership.Entity, left) is not { Refusal: null, Value.KeepYears: var years }) return [new("register-of-members", null), .. owed];
        var until = left.PlusYears(years);
        return until >= tx.Today ? [new("register-of-members", until), .. owed] : owed;
    }

    public async Task Erase(PersonFacts person, Tx tx)
    {
        await tx.Connection.ExecuteAsync(
            """
            update members.person
            set name = code, email = null, phone = null, street = null, building = null, postal_code = null, town = null, region = null, country = null,
                born_on = null, language = 'en', adviser = null, erased_on = @Today, version = version + 1
            where id = @id
            """,
            new { id = person.Id.Value, tx.Today });
        await tx.Connection.ExecuteAsync(
            "update members.pay_account set iban = '', bic = null, holder = '', why = case when why is null then null else '' end where person = @id", new { id = person.Id.Value });
        // Also mails to addresses of earlier; but not those to an address that somebody else has, too.
        var addresses = await tx.Connection.QueryAsync<string>(
            """
            delete from members.mail_address mine where person = @id
            returning (case when exists (select from members.mail_address other where other.email = mine.email and other.person <> @id) then null else email end)
            """,
            new { id = person.Id.Value });
        foreach (var address in addresses.OfType<string>()) await tx.ForgetMails(address);
    }
}
