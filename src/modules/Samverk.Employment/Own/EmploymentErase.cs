using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// This module's part in erasing a person: what they said for their taxes and about their work goes. Payslips are vouchers of the books:
/// they are kept as long as the country says, and name nobody.
/// </summary>
internal sealed class EmploymentErase : IErase
{
    public async Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx)
    {
        var kept = new List<Retention>();
        if (await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from employment.wage where person = @id and state in ('Requested', 'Approved')) or exists (select from employment.work where person = @id and state in ('Requested', 'Checked')) or exists (select from employment.plan where person = @id and state in ('Requested', 'Approved')) or exists (select from employment.absence where person = @id and state not in ('Closed', 'Refused', 'Withdrawn'))",
            new { id = person.Value })) kept.Add(new("employment", null));

        var facts = await tx.Facts();
        foreach (var of in (await tx.PayslipsOf(person)).GroupBy(slip => slip.Entity))
        {
            var last = of.Max(slip => slip.PayDay);
            var years = facts.Find<IReadOnlyDictionary<string, int>>((await tx.FindEntity(of.Key))!.Country, FactNames.Retention, last);
            // Without a rule nobody may guess that the time is over. It begins with the end of the year.
            LocalDate? until = years.Refusal is null && years.Value.Value.TryGetValue("payslips", out var number) ? new LocalDate(last.Year + number, 12, 31) : null;
            if (until is null || until >= tx.Today) kept.Add(new("payslips", until));
        }

        return kept;
    }

    public Task Erase(PersonFacts person, Tx tx) => tx.Connection.ExecuteAsync(
        """
        update employment.tax_facts set facts = '{}' where person = @id;
        update employment.work set place = '', role = '', risk = '' where person = @id;
        delete from employment.absence where person = @id;
        """,
        new { id = person.Id.Value });
}
