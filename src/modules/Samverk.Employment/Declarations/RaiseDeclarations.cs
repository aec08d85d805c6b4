using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Every day: what has become due because a period with wages has ended, and what is late.</summary>
internal sealed class RaiseDeclarations : IRecur
{
    public static string Kind => "employment.declarations";

    public async Task Run(Tx tx, LocalDate date)
    {
        var facts = await tx.Facts();
        foreach (var entity in await tx.Entities())
        {
            var months = await tx.PaidMonths(entity.Id);
            if (months.Count is 0) continue;
            foreach (var kind in facts.Kinds(entity.Country)) await tx.Raise(facts, entity, kind, months);
        }

        foreach (var late in await tx.SelectDeclarations("state in ('Due', 'Prepared', 'Corrected', 'Rejected') and not late and deadline < @date", new { date }))
        {
            if (late.State is DeclarationState.Due) await tx.Move(late with { Late = true }, DeclarationState.Late, "late", "");
            else await tx.NoteLate(late);
            await tx.TellLate(late);
        }
    }
}

internal static class RaisingDeclarations
{
    /// <summary>A declaration of one kind for each period that has ended and in which wages were paid; a rule that is switched off goes to the desk.</summary>
    public static async Task Raise(this Tx tx, FactBook facts, LegalEntity entity, string kind, IReadOnlyList<LocalDate> months)
    {
        foreach (var month in months)
        {
            var rule = facts.Rule(entity.Country, kind, month);
            if (rule.Refusal is not null)
            {
                // What begins before work is asked for with the work.
                if (month.PlusMonths(1) <= tx.Today) await tx.AskForRule(entity, kind, $"{entity.Country.ToLowerInvariant()}.{FactNames.Declaration}{kind}");
                continue;
            }

            await tx.CloseRule(entity, kind);
            if (rule.Value.Value.Deadline is null) continue;
            var (from, to) = rule.Value.Value.PeriodOf(month);
            if (to >= tx.Today) continue;
            var due = DeclarationRules.ForPeriod(rule.Value, entity, kind, from, to, facts, tx.Today);
            // A country whose days off nobody knows has no legal day: the desk keeps asking for the rule.
            if (due.Refusal is not null) await tx.AskForRule(entity, kind, $"{entity.Country.ToLowerInvariant()}.{FactNames.Holidays}");
            else if (await tx.Declare(due.Value)) await tx.AskToDeclare(due.Value);
        }
    }

    /// <summary>Work has been approved, or is off: what the country wants to be told before its first hour follows it.</summary>
    public static async Task FollowWork(this Tx tx, Work work, WorkState to)
    {
        if (to is WorkState.Checked)
        {
            var (facts, entity) = (await tx.Facts(), (await tx.FindEntity(work.Entity))!);
            foreach (var kind in facts.Kinds(entity.Country))
                if (facts.Rule(entity.Country, kind, work.FirstDay) is { Refusal: null, Value: { Value.Trigger: DeclarationTrigger.BeforeWork } rule }
                    && DeclarationRules.ForWork(rule, work, kind, tx.Today) is var due && await tx.Declare(due)) await tx.AskToDeclare(due);
        }
        else if (to is WorkState.Cancelled or WorkState.Withdrawn or WorkState.Refused)
        {
            foreach (var declaration in await tx.SelectDeclarations("work = @id", new { id = work.Id.Value }))
            {
                // What the authority has is cancelled there first: the desk asks for it.
                if (declaration.State is DeclarationState.Sent or DeclarationState.Accepted) await tx.AskToDeclare(declaration);
                else if (Declaration.States.Refuse(declaration.State, DeclarationState.Cancelled) is null)
                {
                    await tx.Move(declaration, DeclarationState.Cancelled, "work-off", "");
                    await tx.CloseDeclaration(declaration, "work-off");
                }
            }
        }
    }

    /// <summary>Whether work may be paid: what the country wants to be told before it has been accepted.</summary>
    /// <returns>Null, <c>declaration-missing</c> or <c>declaration-rejected</c> with its name.</returns>
    public static async Task<Refusal?> RefuseUndeclared(this Tx tx, Id<Work> work)
    {
        var open = (await tx.SelectDeclarations("work = @id and state not in ('Accepted', 'Cancelled')", new { id = work.Value })).FirstOrDefault();
        return open is null ? null : new Refusal(open.State is DeclarationState.Rejected ? "declaration-rejected" : "declaration-missing", ("declaration", open.Name), ("date", open.Deadline));
    }
}
