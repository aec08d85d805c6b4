using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a link opens, without signing in: what the work is, what is still to be done, and the person's own papers.</summary>
internal sealed class ReadEngaged : IUseCase<ReadEngaged.Query, ReadEngaged.View>
{
    /// <summary>Whoever holds the link, signed in or not.</summary>
    public static Access Access => new([.. Enum.GetValues<Role>().Select(role => (role, Relation.Link))]);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Token);

    public async Task<Outcome<View>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.Open(query.Token) is not { } one || await tx.FindEntity(one.Entity) is not { } entity || await tx.FindActivity(one.Activity) is not { } activity) return Refusal.Unknown;
        var contract = one.Work is { } work ? await tx.ContractFor(work) : null;
        return new View(
            entity.Name, entity.Country, await tx.PersonName(one.Author) ?? entity.Name, activity.Name, one.State, one.RefuseOver(tx.Today) is { } over && one.State is not EngagementState.Paid ? over : null, one,
            one.Person is { } person ? await Known(tx, one, person) : null,
            contract is null ? null : new Paper(contract, await tx.TextOf(contract) ?? ""),
            one.Work is { } declared && await tx.DeclaredAt(declared) is { } at ? at.InZone(tx.Zone).LocalDateTime : null,
            one.Wage is { } wage ? await tx.SlipOf(wage) : null, tx.Today, tx.Zone);
    }

    private static async Task<Person> Known(Tx tx, Engagement one, Id<Store.Person> id)
    {
        var person = (await tx.FindPerson(id))!;
        var account = (await tx.PayAccounts([id], tx.Today))[id];
        return new(
            person.Name, person.BornOn, account != PayTo.Nowhere, account.Account?.Ending, account.WaitsUntil, (await tx.TaxFactsOn(one.Entity, id, one.Days.Max(day => day.Day))).Refusal is null,
            id == Id<Store.Person>.Named(one.Id.Value, "person"));
    }

    public sealed record Query(EngagementToken Token) : IQuery<Query, ReadEngaged, View>;

    /// <param name="HasAccount">A bank account is there, in use or cooling off.</param>
    /// <param name="HasFacts">Checked tax facts hold on the last day.</param>
    /// <param name="IsNew">Entered by this very link.</param>
    public sealed record Person(string Name, LocalDate? BornOn, bool HasAccount, string? Ending, LocalDate? AccountFrom, bool HasFacts, bool IsNew);

    public sealed record Paper(Contract Contract, string Text);

    /// <param name="Over">Why nothing can be done any more.</param>
    /// <param name="Declared">When the work was declared, in local time.</param>
    public sealed record View(
        string Entity, string Country, string Author, string Activity, EngagementState State, Refusal? Over, Engagement Engagement, Person? Known, Paper? Contract, LocalDateTime? Declared,
        Slip? Slip, LocalDate Today, DateTimeZone Zone);
}

/// <summary>What one wage has of a payslip that was given out.</summary>
internal sealed record Slip(Guid Payslip, LocalDate PayDay, Money Gross, Money Tax, Money Net, IReadOnlyList<SlipLine> Lines, IReadOnlyList<PayLine> Pay);

internal static class EngagedSlips
{
    /// <returns>Null as long as none is out. The person's whole payslip: it is theirs, whichever wages it pays.</returns>
    public static async Task<Slip?> SlipOf(this Tx tx, Id<AskedWage> wage)
    {
        if (await tx.FindWage(wage) is not { State: WageState.Paid } paid) return null;
        var slip = (await tx.PayslipsOf(paid.Person)).FirstOrDefault(one => one.Corrects is null && one.Parts.Any(part => part.Wage == wage));
        return slip is null ? null : new Slip(slip.Id, slip.PayDay, slip.Gross, slip.Tax, slip.Net, slip.Content!.Lines, slip.Content.Pay);
    }
}
