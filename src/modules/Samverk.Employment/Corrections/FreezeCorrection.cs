using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// Finance names what is to be computed again, and why: one payslip, a person's payslips since a day, or all with a pay day in a period. The run shows
/// what is equal and what differs; a second person releases the differences as they do a payroll run.
/// </summary>
internal sealed class FreezeCorrection : IUseCase<FreezeCorrection.Command, Id<PayrollRun>>
{
    private const int LongestWhy = 500;

    public static Access Access => FreezeRun.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// The run; <c>reason-needed</c>, <c>past-dated</c>, <c>field-missing</c> where nothing or half is named, <c>no-payslips</c> where nobody was given one that is
    /// meant, <c>field-invalid</c> for a wage that the payslip does not pay, <c>below-wage-floor</c>.
    /// </returns>
    public async Task<Outcome<Id<PayrollRun>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown with { Field = "entity" };
        if (EmploymentRules.RefuseCountry(entity) is { } elsewhere) return elsewhere;
        if (command.PayDay < tx.Today) return new Refusal("past-dated", ("date", tx.Today)) { Field = "payDay" };
        var why = command.Why.Trim();
        if (why.Length is 0) return new Refusal("reason-needed") { Field = "why" };
        if (why.Length > LongestWhy || why.Any(char.IsControl)) return new Refusal("field-invalid", ("text", why[..Math.Min(why.Length, 40)])) { Field = "why" };

        await tx.LockPayroll(entity.Id);
        var meant = await Meant(tx, entity, command, why);
        if (meant.Refusal is { } unclear) return unclear;
        if ((await tx.Concerned(entity.Id, meant.Value)).Count is 0) return new Refusal("no-payslips") { Field = command.Payslip is null ? "from" : "payslip" };

        var run = new PayrollRun(meant.Value.Run, entity.Id, command.PayDay, RunState.Open, 0, actor.Hand, actor.Hand, null) { IsCorrection = true };
        await tx.Save(run, null, "opened", why);
        await tx.Save(meant.Value);
        await tx.Save(run = run with { State = RunState.Frozen }, RunState.Open, "payslips-named", "");
        await tx.ComputeRun(run, [], actor.Hand, "computed");
        await tx.CloseWanted(entity, meant.Value);
        return run.Id;
    }

    private static async Task<Outcome<Correction>> Meant(Tx tx, LegalEntity entity, Command command, string why)
    {
        var run = new Id<PayrollRun>(command.Request);
        if (command.Payslip is { } only)
        {
            // A correction is corrected by computing what it corrects once more.
            if (await tx.FindPayslip(only) is not { } slip || slip.Entity != entity.Id) return Refusal.Unknown with { Field = "payslip" };
            var given = slip.Corrects ?? slip.Id;
            return await Grosses(tx, given, command) is { } refusal ? refusal : new Correction(run, command.Reason, why, given, slip.Person, slip.PayDay, slip.PayDay, command.Grosses);
        }

        if (command.Reason is CorrectionReason.Wage || command.Grosses.Count > 0) return new Refusal("field-missing", ("field", "payslip")) { Field = "payslip" };
        if (command.From is not { } from) return new Refusal("field-missing", ("field", "from")) { Field = "from" };
        if (command.To is null && command.Person is null) return new Refusal("field-missing", ("field", "to")) { Field = "to" };
        var to = command.To ?? LocalDate.Max(from, tx.Today.PlusYears(1));
        return to < from ? new Refusal("field-invalid", ("text", to)) { Field = "to" } : new Correction(run, command.Reason, why, null, command.Person, from, to, []);
    }

    /// <summary>What a wage should have been is said of wages that the payslip pays, and of them only.</summary>
    private static async Task<Refusal?> Grosses(Tx tx, Guid given, Command command)
    {
        if (command.Reason is CorrectionReason.Wage != command.Grosses.Count > 0) return new Refusal("field-missing", ("field", "grosses")) { Field = "grosses" };
        var wages = (await tx.FindPayslip(given))!.Parts.ToDictionary(part => part.Wage, part => part.Gross.Currency);
        foreach (var one in command.Grosses)
        {
            if (!wages.TryGetValue(one.Wage, out var currency) || command.Grosses.Count(other => other.Wage == one.Wage) > 1) return new Refusal("field-invalid", ("text", one.Wage)) { Field = "grosses" };
            if (one.Gross.Currency != currency) return new Refusal("other-currency", ("currency", currency.Code)) { Field = "grosses" };
            if (!one.Gross.IsPositive) return new Refusal("amount-not-positive", ("amount", one.Gross)) { Field = "grosses" };
            if (await tx.FindWage(one.Wage) is { } wage && await tx.FindWork(wage.Work) is { } work && await tx.RefuseBelowFloor(work, one.Gross) is { } belowFloor) return belowFloor with { Field = "grosses" };
        }

        return null;
    }

    /// <param name="Request">Becomes the run's id.</param>
    /// <param name="PayDay">When differences in favour of people are paid; the law is that of the corrected pay days.</param>
    /// <param name="Why">Read by everybody whose payslip changes.</param>
    /// <param name="Payslip">Only this one; else null.</param>
    /// <param name="Person">Only theirs; null = everybody's.</param>
    /// <param name="From">The first pay day.</param>
    /// <param name="To">The last pay day; null with a person = all since then.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LocalDate PayDay, CorrectionReason Reason, string Why, Guid? Payslip = null, Id<Person>? Person = null, LocalDate? From = null, LocalDate? To = null)
        : ICommand<Command, FreezeCorrection, Id<PayrollRun>>
    {
        /// <summary>What wages of the payslip should have been, where the reason is that a wage was wrong.</summary>
        public IReadOnlyList<CorrectedGross> Grosses { get; init; } = [];

        public object Subject => new { Request, Entity, PayDay, Reason, Payslip, Person, From, To, Grosses };
    }
}
