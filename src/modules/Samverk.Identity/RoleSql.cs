using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Who holds which role.</summary>
internal static class RoleSql
{
    public static readonly IReadOnlyList<Role> Given = [Role.Member, Role.Adviser, Role.Finance, Role.Board, Role.Auditor, Role.Administrator];

    public static async Task<IReadOnlySet<Role>> RolesOf(this Tx tx, Id<Person> person) =>
        (await tx.Connection.QueryAsync<string>("select role from identity.role_held where person = @id and until is null", new { id = person.Value }))
        .Select(Enum.Parse<Role>).ToHashSet();

    /// <summary>Nothing happens when the person holds it already.</summary>
    public static Task StartRole(this Tx tx, Id<Person> person, Role role) => tx.Connection.ExecuteAsync(
        """
        insert into identity.role_held (person, role, since, given_by) values (@person, @role, @Now, @by)
        on conflict (person, role) where until is null do nothing
        """,
        new { person = person.Value, role = role.ToString(), tx.Now, by = tx.Actor.Hand.Value });

    /// <returns>False when the person does not hold it.</returns>
    public static async Task<bool> EndRole(this Tx tx, Id<Person> person, Role role) => await tx.Connection.ExecuteAsync(
        "update identity.role_held set until = @Now, taken_by = @by where person = @person and role = @role and until is null",
        new { person = person.Value, role = role.ToString(), tx.Now, by = tx.Actor.Hand.Value }) is 1;
}
