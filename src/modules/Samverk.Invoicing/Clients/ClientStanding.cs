using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>How late a client is. For staff and rules: members never see amounts or whose claim is open.</summary>
/// <param name="Blocked">Something is overdue for longer than the limit (money-path.md, section 4).</param>
/// <param name="Late">Something is overdue for so long that the first reminder has passed.</param>
/// <param name="Overdue">Something is overdue at all.</param>
internal readonly record struct ClientStanding(bool Blocked, bool Late, bool Overdue)
{
    /// <summary>A day on which nothing is watched yet; afterwards the first reminder is over.</summary>
    public const int DaysOfGrace = 14;

    /// <summary>Business date &gt; due date + calendar months: due 30 June, two months, 30 August is still free.</summary>
    public static bool BlocksOn(LocalDate today, LocalDate due, int months) => today > due.PlusMonths(months);

    /// <summary>What members are told of a blocked client: nobody's name and no amount.</summary>
    public static Refusal Refused => new("client-blocked") { Field = "client" };
}

internal static class ClientStandingSql
{
    /// <summary>Per legal entity: after how many calendar months a client is blocked. Wins over the country's fact.</summary>
    public static string MonthsKey(Id<LegalEntity> entity) => $"invoicing.blocked-after-months.{entity.Value}";

    /// <summary>
    /// From what is open on the books today, in all entities, so that a block holds from the first minute of its day. What is disputed does
    /// not count; what was written off does, until it is recovered.
    /// </summary>
    /// <returns>The standing; <c>regime-not-verified</c> or <c>parameter-missing</c> when something is overdue and nobody has set the limit.</returns>
    public static async Task<Outcome<ClientStanding>> Standing(this Tx tx, Id<Client> client)
    {
        var overdue = (await tx.Connection.QueryAsync<Row>(
            """
            select invoice.entity, min(invoice.due) as due
            from invoicing.invoice
            join invoicing.client on client.id = invoice.client
            left join lateral (
                select sum(amount) filter (where kind <> 'WriteOff') as came from invoicing.settlement where settlement.invoice = invoice.id
            ) settled on true
            where (client.id = @id or client.merged_into = @id) and invoice.due < @Today and invoice.gross > coalesce(settled.came, 0)
                and not exists (select from invoicing.dispute where dispute.invoice = invoice.id and closed is null)
            group by invoice.entity
            """,
            new { id = client.Value, tx.Today })).AsList();
        var standing = new ClientStanding(false, false, overdue.Count > 0);
        foreach (var row in overdue)
        {
            var months = await tx.BlockedAfterMonths(new(row.Entity));
            if (months.Refusal is { } refusal) return refusal;
            standing = new(
                standing.Blocked || ClientStanding.BlocksOn(tx.Today, row.Due, months.Value),
                standing.Late || tx.Today > row.Due.PlusDays(ClientStanding.DaysOfGrace), true);
        }

        return standing;
    }

    /// <summary>Null, or <c>client-blocked</c>: for everyone, by a person's decision or because something is overdue for too long.</summary>
    public static async Task<Refusal?> RefuseBlocked(this Tx tx, Client client)
    {
        if (client.State is ClientState.Blocked) return ClientStanding.Refused;
        var standing = await tx.Standing(client.Id);
        return standing.Refusal is { } unknown ? unknown : standing.Value.Blocked ? ClientStanding.Refused : null;
    }

    private static async Task<Outcome<int>> BlockedAfterMonths(this Tx tx, Id<LegalEntity> entity)
    {
        if (await tx.Setting<int?>(MonthsKey(entity)) is { } chosen) return chosen;
        if (await tx.FindEntity(entity) is not { } of) return Refusal.Unknown;
        var fact = (await tx.Facts()).Find<int>(of.Country, FactNames.BlockedAfterMonths, tx.Today);
        return fact.Refusal is { } refusal ? refusal : fact.Value.Value;
    }

    private sealed record Row(Guid Entity, LocalDate Due);
}
