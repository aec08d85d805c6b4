using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Where people are paid. Verbs for all modules above.</summary>
public static class PayAccountSql
{
    /// <summary>
    /// Days between a change and its first use: a choice of the cooperative, not of the law, therefore a setting. The day is kept with each
    /// account, so that a later choice changes nothing that was told to somebody.
    /// </summary>
    public const string CoolingOff = "members.pay-account-cooling-off";

    /// <summary>Time enough to read a mail and to call the office.</summary>
    public const int UsualDays = 3;

    /// <summary>Where money for each of these people may go on a day; everybody asked is in it.</summary>
    public static async Task<IReadOnlyDictionary<Id<Person>, PayTo>> PayAccounts(this Tx tx, IEnumerable<Id<Person>> people, LocalDate day)
    {
        var asked = people.Distinct().ToArray();
        var newest = (await tx.Connection.QueryAsync<Row>(
            $"""
            select distinct on (person) {Columns} from members.pay_account
            where person = any(@ids) and stopped_on is null and iban <> ''
            order by person, number desc
            """,
            new { ids = asked.Select(id => id.Value).ToArray() })).Select(row => row.ToAccount()).ToDictionary(account => account.Person);
        return asked.ToDictionary(id => id, id => newest.GetValueOrDefault(id) is not { } account ? PayTo.Nowhere
            : account.WaitsOn(day) ? new PayTo(null, account.UsableFrom) : new PayTo(account, null));
    }

    /// <summary>Every account that a person ever gave, the newest first.</summary>
    internal static async Task<IReadOnlyList<PayAccount>> PayAccountsOf(this Tx tx, Id<Person> person) =>
        [.. (await tx.Connection.QueryAsync<Row>($"select {Columns} from members.pay_account where person = @id order by number desc", new { id = person.Value })).Select(row => row.ToAccount())];

    /// <summary>Changes that may be used from a day on.</summary>
    internal static async Task<IReadOnlyList<Guid>> PeopleWithAccountsFrom(this Tx tx, LocalDate day) =>
        [.. await tx.Connection.QueryAsync<Guid>("select distinct person from members.pay_account where usable_from = @day and stopped_on is null", new { day })];

    internal static Task Save(this Tx tx, PayAccount account) => tx.Connection.ExecuteAsync(
        """
        insert into members.pay_account (id, person, iban, bic, holder, given_on, usable_from, given_at, given_by)
        values (@Id, @person, @Iban, @Bic, @Holder, @GivenOn, @UsableFrom, @Now, @by)
        """,
        new { account.Id, person = account.Person.Value, account.Iban, account.Bic, account.Holder, account.GivenOn, account.UsableFrom, tx.Now, by = tx.Actor.Person.Value });

    internal static Task Stop(this Tx tx, PayAccount account, string why) => tx.Connection.ExecuteAsync(
        "update members.pay_account set stopped_on = @Today, stopped_by = @by, why = @why where id = @Id",
        new { account.Id, tx.Today, by = tx.Actor.Person.Value, why });

    private const string Columns = "id, person, iban, bic, holder, given_on, usable_from, stopped_on, why";

    private sealed record Row(Guid Id, Guid Person, string Iban, string? Bic, string Holder, LocalDate Given_On, LocalDate Usable_From, LocalDate? Stopped_On, string? Why)
    {
        public PayAccount ToAccount() => new(Id, new(Person), Iban, Bic, Holder, Given_On, Usable_From, Stopped_On, Why);
    }
}
