using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

internal static class DueSql
{
    /// <summary>Becomes due once, however often it is told.</summary>
    public static Task Owe(this Tx tx, Due due) => tx.Owe([due]);

    /// <summary>The same for many, in one statement.</summary>
    public static Task Owe(this Tx tx, IReadOnlyList<Due> dues)
    {
        return tx.Connection.ExecuteAsync(
            """
            insert into treasury.due (id, entity, kind, account, minor, currency, person, name, iban, bic, reference, number, due_on, run, created, period_end)
            select id, entity, kind, account, minor, currency, person, name, iban, bic, reference, number, due_on, run, @Today, period_end
            from unnest(@ids, @entities, @kinds, @accounts, @minors, @currencies, @people, @names, @ibans, @bics, @references, @numbers, @days, @runs, @periods)
                as due (id, entity, kind, account, minor, currency, person, name, iban, bic, reference, number, due_on, run, period_end)
            on conflict (id) do nothing
            """,
            new
            {
                ids = Of(due => due.Id), entities = Of(due => due.Entity.Value), kinds = Of(due => due.Kind.ToString()), accounts = Of(due => due.Account), minors = Of(due => due.Amount.Minor),
                currencies = Of(due => due.Amount.Currency.Code), people = Of(due => due.Person?.Value), names = Of(due => due.Supplier?.Name), ibans = Of(due => due.Supplier?.Iban),
                bics = Of(due => due.Supplier?.Bic), references = Of(due => due.Supplier?.Reference), numbers = Of(due => due.Number), days = Of(due => due.On), runs = Of(due => due.Run),
                periods = Of(due => due.PeriodEnd), tx.Today,
            });

        T[] Of<T>(Func<Due, T> column) => [.. dues.Select(column)];
    }

    /// <summary>Whoever decides about dues holds them; the second one then sees what the first has ordered.</summary>
    public static Task HoldDues(this Tx tx, IReadOnlyCollection<Guid> dues, IReadOnlyCollection<Guid> runs) =>
        tx.Connection.ExecuteAsync("select from treasury.due where id = any(@ids) or run = any(@runs) order by id for no key update", new { ids = dues.ToArray(), runs = runs.ToArray() });

    /// <summary>What is not paid and in no payment that is under way, the earliest first.</summary>
    public static async Task<IReadOnlyList<Due>> OpenDues(this Tx tx) => await tx.Dated((await tx.Connection.QueryAsync<Row>(
        $"""
         select {Columns} from {Dues}
         where due.minor > due.less and not exists (select from treasury.payment where payment.due = due.id and payment.state in ('Ordered', 'Released', 'Paid'))
         order by due_on, created, due.id
         """)).Select(row => row.ToDue()));

    /// <summary>What the bank has not shown yet: under way to it too.</summary>
    public static async Task<IReadOnlyList<Due>> UnpaidDues(this Tx tx, Id<LegalEntity> entity) => await tx.Dated((await tx.Connection.QueryAsync<Row>(
        $"""
         select {Columns} from {Dues}
         where due.entity = @entity and due.minor > due.less and not exists (select from treasury.payment where payment.due = due.id and payment.state = 'Paid')
         order by due_on, created, due.id
         """,
        new { entity = entity.Value })).Select(row => row.ToDue()));

    /// <summary>Why each of the dues cannot be paid now; those that can are not in it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Refusal>> Held(this Tx tx, IReadOnlyList<Due> dues)
    {
        var accounts = await tx.PayAccounts(dues.Select(due => due.Person).OfType<Id<Person>>(), tx.Today);
        var held = new Dictionary<Guid, Refusal>();
        var rules = await tx.DueRules(dues);
        foreach (var entity in dues.GroupBy(due => (due.Entity, due.Amount.Currency)))
        {
            var owed = await tx.OwedBeyondPayments(entity.Key.Entity, [.. entity.Select(due => due.Account).Distinct(StringComparer.Ordinal)], entity.Key.Currency);
            foreach (var due in entity)
            {
                var left = owed[due.Account];
                if (due.Person is { } person && accounts[person].Held is { } waits) held[due.Id] = waits;
                else if (due.Kind is DueKind.Authority && rules(due).Refusal is { } noDay) held[due.Id] = noDay;
                else if (due is { Person: null, Supplier: null }) held[due.Id] = new Refusal("payee-missing", ("account", due.Account));
                else if (due.Amount > left) held[due.Id] = new Refusal("more-than-owed", ("owed", Money.Max(left, Money.Zero(left.Currency))), ("amount", due.Amount));
                else owed[due.Account] = left - due.Amount;
            }
        }

        return held;
    }

    /// <summary>What accounts owe by the books, without what is under way to the bank: somebody may have paid it by hand.</summary>
    internal static async Task<Dictionary<string, Money>> OwedBeyondPayments(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<string> accounts, Currency currency)
    {
        var booked = await tx.Balances(entity, accounts, currency, tx.Today);
        var away = (await tx.Connection.QueryAsync<(string Account, long Minor)>(
            """
            select account, sum(minor - less)::bigint from treasury.due join treasury.payment on payment.due = due.id
            where entity = @entity and account = any(@accounts) and currency = @currency and state in ('Ordered', 'Released')
            group by account
            """,
            new { entity = entity.Value, accounts = accounts.ToArray(), currency = currency.Code })).ToDictionary(row => row.Account, row => row.Minor, StringComparer.Ordinal);
        return accounts.ToDictionary(account => account, account => -booked[account] - new Money(away.GetValueOrDefault(account), currency), StringComparer.Ordinal);
    }

    /// <summary>Dues, and where authorities are paid by what a second person has released.</summary>
    public const string Dues =
        "treasury.due left join treasury.payee on due.kind = 'Authority' and payee.entity = due.entity and payee.account = due.account and payee.state = 'Released'";

    public const string Columns =
        """
        due.id, due.entity, due.kind, due.account, due.minor - due.less as minor, due.currency, due.person, coalesce(due.name, payee.name) as name, coalesce(due.iban, payee.iban) as iban,
        coalesce(due.bic, payee.bic) as bic, coalesce(due.reference, payee.reference) as reference, due.number, due.due_on, due.run, due.period_end
        """;

    public sealed record Row(
        Guid Id, Guid Entity, DueKind Kind, string Account, long Minor, Currency Currency, Guid? Person, string? Name, string? Iban, string? Bic, string? Reference, string Number, LocalDate Due_On, Guid? Run,
        LocalDate? Period_End)
    {
        public Due ToDue() => new(
            Id, new(Entity), Kind, Account, new(Minor, Currency), Person is { } person ? new Id<Person>(person) : null, Iban is null ? null : new(Name!, Iban, Bic, Reference), Number, Due_On)
            { Run = Run, PeriodEnd = Period_End };
    }
}
