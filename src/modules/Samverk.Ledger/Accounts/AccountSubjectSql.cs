using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

internal static class AccountSubjectSql
{
    /// <summary>
    /// Whose account it is, for accounts that belong to one activity, client or member: what their lines carry. Accounts of the whole
    /// entity (bank, VAT, fund) have none.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> SubjectsOf(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<string> accounts) =>
        (await tx.Connection.QueryAsync<(string Code, Guid Subject)>(
            """
            select account.code, owner.subject
            from ledger.account
            cross join lateral (
                select case
                    when account.code like 'assets:client:%' or account.code like 'liabilities:client-credit:%' then line.client
                    when account.code like 'liabilities:activity%' then line.activity
                    else line.member end as subject
                from ledger.line where line.account = account.id order by line.date limit 1
            ) owner
            where account.entity = @entity and account.code = any(@accounts) and owner.subject is not null
              and account.code ~ '^(assets:(client|wage-claim)|liabilities:(client-credit|activity|activity-pending|net-wages|expenses|shares)):'
            """,
            new { entity = entity.Value, accounts = accounts.ToArray() })).ToDictionary(row => row.Code, row => row.Subject, StringComparer.Ordinal);

    /// <summary>The same, as those who read the books call them.</summary>
    public static async Task<IReadOnlyDictionary<string, Named>> NamesOf(this Tx tx, IEnumerable<BookNames> sources, Id<LegalEntity> entity, IReadOnlyCollection<string> accounts)
    {
        var subjects = await tx.SubjectsOf(entity, accounts);
        var names = await sources.Find(tx, subjects.Values.Select(subject => (Guid?)subject));
        return subjects.Where(one => names.ContainsKey(one.Value)).ToDictionary(one => one.Key, one => names[one.Value], StringComparer.Ordinal);
    }
}
