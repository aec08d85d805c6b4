using System.Text.Json;
using Dapper;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Bench;

/// <summary>People with an activity, money, a bank account, tax facts and one approved wage each. Copies: what is measured is their payroll.</summary>
internal static class PayrollPeople
{
    private const string Iban = "SE4550000000058398257466";

    public static async Task Add(BenchCooperative coop, int people)
    {
        var facts = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "table", ["birth_year"] = "1985", ["table"] = "33", ["column"] = "1" }, StoreJson.Options);
        await coop.Write(tx => tx.Connection.ExecuteAsync(Copies, new
        {
            people, entity = BenchCooperative.Entity.Id.Value, clerk = BenchCooperative.Finance.Person.Value, other = Id<Person>.New().Value, facts, Iban, tx.Now, tx.Today, before = tx.Today.PlusDays(-30),
        }, commandTimeout: 300));
        foreach (var some in Enumerable.Range(1, people).Chunk(1_000))
            await coop.Write(async tx =>
            {
                var ids = (await tx.Connection.QueryAsync<(Guid Id, string Code)>(
                    "select id, code from activities.activity where code = any(@codes)", new { codes = some.Select(number => $"p-{number:000000}").ToArray() })).AsList();
                BenchCooperative.Must(await tx.Post([.. ids.Select(activity => new Entry(
                    new(Guid.CreateVersion7()), BenchCooperative.Entity.Id, tx.Today, Guid.CreateVersion7(), "invoice", "Invoice",
                    new Line(Account.Bank, new Money(60_000_00, Currency.SEK)), new Line(Account.Activity(activity.Code), new Money(-60_000_00, Currency.SEK)) { Activity = activity.Id }))]));
            });
        await using var connection = await coop.Db.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("vacuum analyze", commandTimeout: 300);
    }

    // Ids by name, so that each table finds the other's.
    private const string Copies =
        """
        insert into members.person (id, code, kind, name, language, version)
        select md5('person' || n)::uuid, 'm-' || lpad(translate(n::text, '01', 'bc'), 6, 'd'), 'Member', 'Person ' || n, 'sv', 1 from generate_series(1, @people) n;
        insert into members.pay_account (id, person, iban, holder, given_on, usable_from, given_at, given_by)
        select md5('account' || n)::uuid, md5('person' || n)::uuid, @Iban, 'Person ' || n, @before, @before, @Now, @clerk from generate_series(1, @people) n;
        insert into activities.activity (id, entity, code, name, currency, kind, state, opened)
        select md5('activity' || n)::uuid, @entity, 'p-' || lpad(n::text, 6, '0'), 'Stage ' || n, 'SEK', 'Personal', 'Open', @before from generate_series(1, @people) n;
        insert into employment.tax_facts (id, entity, person, valid_from, facts, state, entered_by, checked_by)
        select md5('facts' || n)::uuid, @entity, md5('person' || n)::uuid, date_trunc('year', @before::date), @facts::jsonb, 'Checked', @clerk, @other from generate_series(1, @people) n;
        insert into employment.work (id, entity, activity, person, author, contract, country, place, role, risk, state, late, made_on)
        select md5('work' || n)::uuid, @entity, md5('activity' || n)::uuid, md5('person' || n)::uuid, @clerk, 'perAssignment', 'SE', 'Umeå', 'light', 'none known', 'Checked', false, @before
        from generate_series(1, @people) n;
        insert into employment.work_day (work, person, day, starts, minutes, live)
        select md5('work' || n)::uuid, md5('person' || n)::uuid, @before::date + 1, 540, 480, true from generate_series(1, @people) n;
        insert into employment.wage (id, work, entity, activity, person, author, currency, basis, asked, gross, cost, state, made_on)
        select md5('wage' || n)::uuid, md5('work' || n)::uuid, @entity, md5('activity' || n)::uuid, md5('person' || n)::uuid, @clerk, 'SEK', 'Gross', 2000000 + n * 7, 2000000 + n * 7, 2800000 + n * 10,
            'Approved', @before
        from generate_series(1, @people) n;
        insert into activities.position (activity, document, kind, sure, amount, member, valid_from)
        select md5('activity' || n)::uuid, md5('wage' || n)::uuid, 'reserved', true, 2800000 + n * 10, md5('person' || n)::uuid, @before from generate_series(1, @people) n;
        insert into store.step (noun, object, was, state, event, at, date, person, why, rules)
        select noun, md5(kind || n)::uuid, was, state, event, @Now, @before, @clerk, '', 1
        from generate_series(1, @people) n cross join (values
            ('activities.activity', 'activity', null, 'Open', 'opened'), ('employment.work', 'work', null, 'Requested', 'announced'), ('employment.work', 'work', 'Requested', 'Checked', 'approved'),
            ('employment.wage', 'wage', null, 'Requested', 'asked'), ('employment.wage', 'wage', 'Requested', 'Approved', 'approved')) as step (noun, kind, was, state, event);
        """;
}
