using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>This module's part of a person's data: their claims. The receipts themselves are on the claims' pages.</summary>
internal sealed class ClaimOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx) =>
        await tx.SelectClaims("member = @id", new { id = person.Value }) is { Count: > 0 } claims ? [("expenses", claims)] : [];
}

/// <summary>
/// This module's part in erasing: receipts are vouchers of the books and are kept as long as the country's fact says; what a person wrote
/// beside them is emptied after that.
/// </summary>
internal sealed class ClaimErase : IErase
{
    // What the packs call it: German law tells receipts from books, Belgian law speaks of originals.
    private static readonly string[] Vouchers = ["receipts", "originals"];

    public async Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx)
    {
        var kept = new List<Retention>();
        var facts = await tx.Facts();
        foreach (var claim in await tx.SelectClaims("member = @id and state <> 'Draft'", new { id = person.Value }))
        {
            if (claim.State is not (ClaimState.Paid or ClaimState.Rejected)) kept.Add(new("expenses", null));
            else if (claim.State is ClaimState.Paid && Until(claim, facts, (await tx.FindEntity(claim.Entity))!.Country) is var until && (until is null || until >= tx.Today)) kept.Add(new("receipts", until));
        }

        return kept;
    }

    public Task Erase(PersonFacts person, Tx tx) => tx.Connection.ExecuteAsync(
        """
        update expenses.claim set what = '', receipt_name = null,
            journey = jsonb_set(jsonb_set(jsonb_set(journey, '{drive,from}', '""', false), '{drive,to}', '""', false), '{stay,place}', '""', false)
        where member = @id
        """,
        new { id = person.Id.Value });

    // Without a verified period nobody may guess that it is over.
    private static LocalDate? Until(Claim claim, FactBook facts, string country) =>
        facts.Find<IReadOnlyDictionary<string, int>>(country, FactNames.Retention, claim.Content.Date) is { Refusal: null, Value.Value: var years } && Vouchers.FirstOrDefault(years.ContainsKey) is { } key
            ? new LocalDate(claim.Content.Date.Year, 12, 31).PlusYears(years[key]) : null;
}
