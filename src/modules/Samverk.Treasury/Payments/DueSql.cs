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
    public static Task Owe(this Tx tx, Due due) => tx.Connection.ExecuteAsync(
        """
        insert into treasury.due (id, entity, kind, account, minor, currency, person, name, iban, bic, reference, number, due_on, created, period_end)
        values (@Id, @entity, @kind, @Account, @minor, @currency, @person, @name, @iban, @bic, @reference, @Number, @On, @Today, @PeriodEnd)
        on conflict (id) do nothing
        """,
        new
        {
            due.Id, entity = due.Entity.Value, kind = due.Kind.ToString(), due.Account, minor = due.Amount.Minor, currency = due.Amount.Currency.Code, person = due.Person?.Value,
            name = due.Supplier?.Name, iban = due.Supplier?.Iban, bic = due.Supplier?.Bic, reference = due.Supplier?.Reference, due.Number, due.On, tx.Today, due.PeriodEnd,
        });

    /// <summary>Whoever decides about dues holds them; the second one then sees what the first has ordered.</summary>
    public static Task HoldDues(this Tx tx, IReadOnlyCollection<Guid> dues) =>
        tx.Connection.ExecuteAsync("select from treasury.due where id = any(@ids) order by id for no key update", new { ids = dues.ToArray() });

    /// <summary>What is not paid and in no payment that is under way, the earliest first.</summary>
    public static async Task<IReadOnlyList<Due>> OpenDues(this Tx tx) => await tx.Dated((await tx.Connection.QueryAsync<Row>(
        $"""
         select {Columns} from {Dues}
         where not exists (select from treasury.payment where payment.due = due.id and payment.state in ('Ordered', 'Released', 'Paid'))
         order by due_on, created, due.id
         """)).Select(row => row.ToDue()));

    /// <summary>What the bank has not shown yet: under way to it too.</summary>
    public static async Task<IReadOnlyList<Due>> UnpaidDues(this Tx tx, Id<LegalEntity> entity) => await tx.Dated((await tx.Connection.QueryAsync<Row>(
        $"""
         select {Columns} from {Dues}
         where due.entity = @entity and not exists (select from treasury.payment where payment.due = due.id and payment.state = 'Paid')
         order by due_on, created, due.id
         """,
        new { entity = entity.Value })).Select(row => row.ToDue()));

    /// <summary>Why each of the dues cannot be paid now; those that can are not in it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Refusal>> Held(this Tx tx, IReadOnlyList<Due> dues)
    {
        var accounts = await tx.PayAccounts(dues.Select(due => due.Person).OfType<Id<Person>>(), tx.Today);
        var held = new Dictionary<Guid, Refusal>();
        var rules = await tx.DueRules(dues);
        foreach (var group in dues.GroupBy(due => (due.Entity, due.Account)))
        {
            var left = await tx.OwedBeyondPayments(group.Key.Entity, group.Key.Account, group.First().Amount.Currency);
            foreach (var due in group)
            {
                if (due.Person is { } person && accounts[person].Held is { } waits) held[due.Id] = waits;
                else if (due.Kind is DueKind.Authority && rules(due).Refusal is { } noDay) held[due.Id] = noDay;
                else if (due is { Person: null, Supplier: null }) held[due.Id] = new Refusal("payee-missing", ("account", due.Account));
                else if (due.Amount > left) held[due.Id] = new Refusal("more-than-owed", ("owed", Money.Max(left, Money.Zero(left.Currency))), ("amount", due.Amount));
                else left -= due.Amount;
            }
        }

        return held;
    }

    /// <summary>What an account owes by the books, without what is under way to the bank: somebody may have paid it by hand.</summary>
    private static async Task<Money> OwedBeyondPayments(this Tx tx, Id<LegalEntity> entity, string account, Currency currency) =>
        -await tx.Balance(entity, account, currency, tx.Today) - new Money(await tx.Connection.QuerySingleAsync<long>(
            """
            select coalesce(sum(minor), 0)::bigint from treasury.due join treasury.payment on payment.due = due.id
            where entity = @entity and account = @account and state in ('Ordered', 'Released')
            """,
            new { entity = entity.Value, account }), currency);

    /// <summary>Dues, and where authorities are paid by what a second person has released.</summary>
    public const string Dues =
        "treasury.due left join treasury.payee on due.kind = 'Authority' and payee.entity = due.entity and payee.account = due.account and payee.state = 'Released'";

    public const string Columns =
        """
        due.id, due.entity, due.kind, due.account, due.minor, due.currency, due.person, coalesce(due.name, payee.name) as name, coalesce(due.iban, payee.iban) as iban,
        coalesce(due.bic, payee.bic) as bic, coalesce(due.reference, payee.reference) as reference, due.number, due.due_on, due.period_end
        """;

    public sealed record Row(
        Guid Id, Guid Entity, DueKind Kind, string Account, long Minor, Currency Currency, Guid? Person, string? Name, string? Iban, string? Bic, string? Reference, string Number, LocalDate Due_On, LocalDate? Period_End)
    {
        public Due ToDue() => new(
            Id, new(Entity), Kind, Account, new(Minor, Currency), Person is { } person ? new Id<Person>(person) : null, Iban is null ? null : new(Name!, Iban, Bic, Reference), Number, Due_On) { PeriodEnd = Period_End };
    }
}
