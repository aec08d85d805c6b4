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
            insert into treasury.due (id, entity, kind, account, minor, currency, person, name, iban, bic, reference, number, due_on, run, created)
            select id, entity, kind, account, minor, currency, person, name, iban, bic, reference, number, due_on, run, @Today
            from unnest(@ids, @entities, @kinds, @accounts, @minors, @currencies, @people, @names, @ibans, @bics, @references, @numbers, @days, @runs)
                as due (id, entity, kind, account, minor, currency, person, name, iban, bic, reference, number, due_on, run)
            on conflict (id) do nothing
            """,
            new
            {
                ids = Of(due => due.Id), entities = Of(due => due.Entity.Value), kinds = Of(due => due.Kind.ToString()), accounts = Of(due => due.Account), minors = Of(due => due.Amount.Minor),
                currencies = Of(due => due.Amount.Currency.Code), people = Of(due => due.Person?.Value), names = Of(due => due.Supplier?.Name), ibans = Of(due => due.Supplier?.Iban),
                bics = Of(due => due.Supplier?.Bic), references = Of(due => due.Supplier?.Reference), numbers = Of(due => due.Number), days = Of(due => due.On), runs = Of(due => due.Run), tx.Today,
            });

        T[] Of<T>(Func<Due, T> column) => [.. dues.Select(column)];
    }

    /// <summary>Whoever decides about dues holds them; the second one then sees what the first has ordered.</summary>
    public static Task HoldDues(this Tx tx, IReadOnlyCollection<Guid> dues, IReadOnlyCollection<Guid> runs) =>
        tx.Connection.ExecuteAsync("select from treasury.due where id = any(@ids) or run = any(@runs) order by id for no key update", new { ids = dues.ToArray(), runs = runs.ToArray() });

    /// <summary>What is not paid and in no payment that is under way, the earliest first.</summary>
    public static async Task<IReadOnlyList<Due>> OpenDues(this Tx tx) => [.. (await tx.Connection.QueryAsync<Row>(
        $"""
         select {Columns} from treasury.due
         where not exists (select from treasury.payment where payment.due = due.id and payment.state in ('Ordered', 'Released', 'Paid'))
         order by due_on, created, id
         """)).Select(row => row.ToDue())];

    /// <summary>Why each of the dues cannot be paid now; those that can are not in it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Refusal>> Held(this Tx tx, IReadOnlyList<Due> dues)
    {
        var accounts = await tx.PayAccounts(dues.Select(due => due.Person).OfType<Id<Person>>(), tx.Today);
        var held = new Dictionary<Guid, Refusal>();
        foreach (var entity in dues.GroupBy(due => (due.Entity, due.Amount.Currency)))
        {
            var owed = await tx.OwedBeyondPayments(entity.Key.Entity, [.. entity.Select(due => due.Account).Distinct(StringComparer.Ordinal)], entity.Key.Currency);
            foreach (var due in entity)
            {
                var left = owed[due.Account];
                if (due.Person is { } person && accounts[person].Held is { } waits) held[due.Id] = waits;
                else if (due.Amount > left) held[due.Id] = new Refusal("more-than-owed", ("owed", Money.Max(left, Money.Zero(left.Currency))), ("amount", due.Amount));
                else owed[due.Account] = left - due.Amount;
            }
        }

        return held;
    }

    /// <summary>What accounts owe by the books, without what is under way to the bank: somebody may have paid it by hand.</summary>
    private static async Task<Dictionary<string, Money>> OwedBeyondPayments(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<string> accounts, Currency currency)
    {
        var booked = await tx.Balances(entity, accounts, currency, tx.Today);
        var away = (await tx.Connection.QueryAsync<(string Account, long Minor)>(
            """
            select account, sum(minor)::bigint from treasury.due join treasury.payment on payment.due = due.id
            where entity = @entity and account = any(@accounts) and currency = @currency and state in ('Ordered', 'Released')
            group by account
            """,
            new { entity = entity.Value, accounts = accounts.ToArray(), currency = currency.Code })).ToDictionary(row => row.Account, row => row.Minor, StringComparer.Ordinal);
        return accounts.ToDictionary(account => account, account => -booked[account] - new Money(away.GetValueOrDefault(account), currency), StringComparer.Ordinal);
    }

    public const string Columns = "due.id, due.entity, due.kind, due.account, due.minor, due.currency, due.person, due.name, due.iban, due.bic, due.reference, due.number, due.due_on, due.run";

    public sealed record Row(
        Guid Id, Guid Entity, DueKind Kind, string Account, long Minor, Currency Currency, Guid? Person, string? Name, string? Iban, string? Bic, string? Reference, string Number, LocalDate Due_On, Guid? Run)
    {
        public Due ToDue() => new(
            Id, new(Entity), Kind, Account, new(Minor, Currency), Person is { } person ? new Id<Person>(person) : null, Iban is null ? null : new(Name!, Iban, Bic, Reference), Number, Due_On) { Run = Run };
    }
}
