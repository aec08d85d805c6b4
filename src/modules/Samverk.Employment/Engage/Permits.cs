using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Until when somebody may work in the country: a dated fact that ends work after it. Who has never said anything needs none.</summary>
internal static class Permits
{
    /// <returns>Null, or <c>permit-missing</c> with the last day of work: the newest permit ends before it, or nobody has seen it.</returns>
    public static async Task<Refusal?> RefusePermit(this Tx tx, Id<Person> person, LocalDate lastDay) =>
        await tx.Newest(person) is { } permit && (!permit.Checked || permit.Until < lastDay) ? new Refusal("permit-missing", ("date", lastDay)) { Field = "permit" } : null;

    /// <summary>What was said last.</summary>
    public static async Task<(LocalDate Until, bool Checked)?> Newest(this Tx tx, Id<Person> person) =>
        await tx.Connection.QuerySingleOrDefaultAsync<(LocalDate, bool)?>(
            "select until, checked from employment.permit where person = @person order by number desc limit 1", new { person = person.Value });

    public static Task SayPermit(this Tx tx, Id<Person> person, LocalDate until) => tx.Connection.ExecuteAsync(
        "insert into employment.permit (person, until, checked, said_by, said_at) values (@person, @until, false, @by, @Now)",
        new { person = person.Value, until, by = tx.Actor.Hand.Value, tx.Now });

    /// <summary>A second person has seen the permit itself.</summary>
    public static Task CheckPermit(this Tx tx, Id<Person> person) => tx.Connection.ExecuteAsync(
        """
        update employment.permit set checked = true, checked_by = @by
        where not checked and number = (select max(number) from employment.permit where person = @person)
        """,
        new { person = person.Value, by = tx.Actor.Hand.Value });
}
