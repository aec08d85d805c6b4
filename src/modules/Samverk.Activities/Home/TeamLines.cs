using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Activities;

/// <summary>What other teams want of a member, on the start page: invitations, and money that waits to be accepted.</summary>
internal static class TeamLines
{
    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text, me) = (asked.Tx, asked.Text, asked.Actor.Person.Value);
        var invitations = await tx.Connection.QueryAsync<(Guid Id, string Activity, LocalDate Until)>(
            """
            select delegation.id, activity.name, valid_until
            from activities.delegation join activities.activity on activity.id = delegation.activity
            where invited = @me and delegation.state = 'Invited' and valid_until >= @Today
            order by valid_until, delegation.id
            """,
            new { me, tx.Today });
        var transfers = await tx.Connection.QueryAsync<(Guid Id, Guid To, string From, long Amount, Currency Currency, string Reason)>(
            """
            select transfer.id, to_activity, giver.name, transfer.amount, transfer.currency, reason
            from activities.transfer join activities.activity giver on giver.id = from_activity
            where transfer.state = 'Proposed' and to_activity in (
                select activity from activities.team where person = @me and relation = 'Manager' and since <= @Today and (until is null or until >= @Today))
            order by transfer.id
            limit 20
            """,
            new { me, tx.Today });
        return
        [
            .. invitations.Select(row => new HomeLine(HomePart.Todo, text["Answer the invitation to {0}", row.Activity], $"/invitations/{row.Id}") { Date = row.Until, Under = text["It can be accepted until then."] }),
            .. transfers.Select(row => new HomeLine(HomePart.Todo, text["Answer the transfer from {0}", row.From], $"/activities/{row.To}/transfers/{row.Id}")
            {
                Under = text["{0}: {1}. Nothing moves before you accept.", new Money(row.Amount, row.Currency).Shown(), row.Reason], Meaning = Meaning.Soon,
            }),
        ];
    }
}
