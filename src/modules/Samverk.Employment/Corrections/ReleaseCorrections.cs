using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What happens when a second person has released a correction run: differences are posted, payslips closed, claims and declarations raised, all at once.</summary>
internal static class ReleaseCorrections
{
    /// <returns>The state; <c>changed-meanwhile</c> where a payslip of the same year has come between, <c>salary-available-exceeded</c> for a raised wage.</returns>
    public static async Task<Outcome<RunState>> PayDifferences(this Tx tx, PayrollRun run)
    {
        var (correction, figures) = (await tx.CorrectionOf(run.Id), await tx.FiguresIn(run.Id));
        if (await tx.HasComeBetween(run.Id) || (correction.Reason is CorrectionReason.Absence && await tx.AbsencesHaveMoved(run.Id))) return new Refusal("changed-meanwhile");
        await tx.LockActivities([.. figures.SelectMany(slip => slip.Parts).Select(part => part.Activity).Distinct()]);
        foreach (var slip in figures)
            if (await tx.RefuseBeyondMoney(correction, slip) is { } refusal) return refusal;

        var owed = new List<WageOwed>();
        for (var slips = await tx.SlipsIn(run.Id, default, RunFiguresSql.AtOnce); slips.Count > 0; slips = await tx.SlipsIn(run.Id, slips[^1].Id, RunFiguresSql.AtOnce))
            if ((await tx.Pay(correction, slips, owed)).Refusal is { } refusal) return refusal;

        await tx.Close(run.Id);
        await tx.Save(run with { State = RunState.Released }, RunState.Computed, "released", "");
        await tx.CloseRun(run.Id);
        await tx.CorrectDeclarations(run.Entity, [.. figures.Select(slip => slip.PayDay).Distinct()]);
        await tx.Raise(new WagesCorrected(run.Id.Value, run.Entity, run.PayDay, owed, AuthoritiesOf(figures)));
        if (correction.Reason is CorrectionReason.Absence) await tx.LookAtAbsences((await tx.FindEntity(run.Entity))!, [.. figures.Select(slip => slip.Person).Distinct()]);
        await tx.FollowNothingOwed(run.Id);
        return RunState.Released;
    }

    /// <summary>Some payslips of a run: entries, claims, and who is owed something.</summary>
    private static async Task<Outcome<Done>> Pay(this Tx tx, Correction correction, IReadOnlyList<RunPayslip> slips, List<WageOwed> owed)
    {
        Guid[] given = [.. slips.Select(slip => slip.Corrects!.Value)];
        var (codes, before) = (await tx.PersonCodes([.. slips.Select(slip => slip.Person).Distinct()]), await tx.LastBefore(slips));
        await tx.HoldClaims(slips.Select(slip => slip.Person));
        var open = (await tx.Claims("corrects = any(@given)", new { given })).ToLookup(claim => claim.Given);
        var entries = new List<WageCorrection>();
        foreach (var slip in slips)
        {
            var claims = open[slip.Corrects!.Value].ToArray();
            var claim = ClaimOf(slip, claims);
            var why = TrueUp.Of(correction.Reason, slip.PayDay, before[slip.Id].Content!, slip.Content!);
            entries.AddRange(EntriesOf(slip, claim, codes[slip.Person], why.Text));
            await tx.Keep(slip, why);
            if (slip.Net + claim is { IsPositive: true } more) owed.Add(new(slip.Id, slip.Person, codes[slip.Person], more));
            await tx.SettleClaims(slip, claims);
        }

        return await tx.PostWageCorrections(entries);
    }

    /// <summary>Of the correction of one wage: what the books call it.</summary>
    public static Guid DocumentOf(Guid slip, Id<AskedWage> wage) => NamedGuid.Of(slip, wage.ToString());

    /// <summary>
    /// What the person comes to owe by a correction: all of a net that is less; of a net that is more, what an earlier correction of the same payslip
    /// had found too much falls away first, and is negative here.
    /// </summary>
    private static Money ClaimOf(RunPayslip slip, IReadOnlyList<WageClaim> earlier) =>
        slip.Net.IsNegative ? -slip.Net : -Money.Min(Money.Sum(earlier.Select(claim => claim.Open), slip.Net.Currency), slip.Net);

    private static async Task SettleClaims(this Tx tx, RunPayslip slip, IReadOnlyList<WageClaim> earlier)
    {
        if (slip.Net.IsNegative)
        {
            await tx.MakeClaim(slip, -slip.Net);
            await tx.TellClaim(slip, -slip.Net);
        }

        var left = slip.Net;
        foreach (var claim in earlier)
        {
            var less = Money.Min(claim.Open, left);
            if (!less.IsPositive) continue;
            await tx.Lessen(claim, less, ClaimMove.FallenAway, slip.Id);
            left -= less;
        }

        // All of it falls away against what was too much: nothing is left for the bank to pay.
        if (slip.Net.IsPositive && left.IsZero) await tx.NothingToPay(slip.Id, slip.Run);
    }

    /// <summary>A claim belongs to the payslip; each wage's entry carries its part of it and is whole.</summary>
    private static IEnumerable<WageCorrection> EntriesOf(RunPayslip slip, Money claim, string code, string text)
    {
        var (nothing, fallsAway) = (Money.Zero(claim.Currency), -claim);
        foreach (var part in slip.Parts)
        {
            var less = slip.Net.IsNegative ? part.Net : Money.Min(fallsAway, Money.Max(part.Net, nothing));
            if (!slip.Net.IsNegative) fallsAway -= less;
            yield return new(
                DocumentOf(slip.Id, part.Wage), part.Wage.Value, part.Activity, slip.Person, code, part.Cost, part.Net - less, -less, [.. part.Bodies.Select(body => (body.Body, body.Amount))], text);
        }
    }

    private static IReadOnlyList<AuthorityDifference> AuthoritiesOf(IEnumerable<RunPayslip> slips) =>
        [.. slips.SelectMany(slip => slip.Parts.SelectMany(part => part.Bodies).Select(body => (body, End: slip.PayDay.With(DateAdjusters.EndOfMonth))))
            .GroupBy(one => (one.body.Body, one.End))
            .Select(of => new AuthorityDifference(Account.Authority(of.Key.Body), of.Key.End, Money.Sum(of.Select(one => one.body.Amount), of.First().body.Amount.Currency)))
            .Where(of => !of.Amount.IsZero).OrderBy(of => of.PeriodEnd).ThenBy(of => of.Account, StringComparer.Ordinal)];
}
