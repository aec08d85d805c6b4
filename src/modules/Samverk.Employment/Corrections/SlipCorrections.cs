using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a payslip has to do with corrections.</summary>
/// <param name="Of">What it corrects; null for a payslip as it was given.</param>
/// <param name="By">Later versions of the same payslip, in order.</param>
/// <param name="Claim">What the person was paid too much by what it corrects; null where they were not.</param>
/// <param name="Kept">From this pay, as the person has agreed.</param>
internal sealed record SlipCorrections(CorrectedSlip? Of, IReadOnlyList<SlipVersion> By, WageClaim? Claim, Money Kept)
{
    /// <summary>The asker owes the claim and may say that it is kept.</summary>
    public bool MayAgree { get; init; }

    /// <summary>The asker keeps the books.</summary>
    public bool MayReceive { get; init; }
}

/// <summary>A payslip before and after its correction.</summary>
/// <param name="Given">The payslip as it was given.</param>
/// <param name="Changed">Parameters that are other ones by now.</param>
/// <param name="PaidOn">When a difference in favour of the person is paid.</param>
internal sealed record CorrectedSlip(Guid Given, int Version, LocalDate PaidOn, CorrectionReason Reason, string Why, IReadOnlyList<LineDifference> Lines, IReadOnlyList<SlipParameter> Changed)
{
    /// <summary>What absences make of the pay; empty for who may not read why somebody was away.</summary>
    public IReadOnlyList<PayDifference> Pay { get; init; } = [];
}

internal sealed record SlipVersion(Guid Payslip, int Version, LocalDate PaidOn, Money Net, Money Cost);

internal static class SlipCorrectionsSql
{
    public static async Task<SlipCorrections> CorrectionsAbout(this Tx tx, RunPayslip slip, Actor actor)
    {
        var chain = await tx.ChainFrom(slip.Corrects ?? slip.Id);
        var paid = (await tx.Connection.QueryAsync<(Guid Run, LocalDate Day)>("select id, pay_day from employment.run where id = any(@ids)", new { ids = chain.Select(one => one.Run.Value).Distinct().ToArray() })).ToDictionary(run => run.Run, run => run.Day);
        var kept = await tx.Connection.QuerySingleAsync<long>("select coalesce(sum(amount), 0)::bigint from employment.claim_move where document = @Id and kind = 'SetOff'", new { slip.Id });
        var claim = slip.Corrects is null ? null : (await tx.Claims("claim.payslip = @Id", new { slip.Id })).SingleOrDefault();
        return new(
            slip.Corrects is null ? null : await tx.Corrected(slip, chain.Last(one => one.Version < slip.Version), paid[slip.Run.Value], actor),
            [.. chain.Where(one => one.Version > slip.Version).Select(one => new SlipVersion(one.Id, one.Version, paid[one.Run.Value], one.Net, one.Cost))], claim, new(kept, slip.Gross.Currency))
        {
            MayAgree = claim is { Open.IsPositive: true } && slip.Person == actor.Person && actor.ActedBy is null, MayReceive = claim is { Open.IsPositive: true } && slip.Person != actor.Person && actor.Roles.Contains(Role.Finance),
        };
    }

    private static async Task<CorrectedSlip> Corrected(this Tx tx, RunPayslip slip, RunPayslip before, LocalDate paidOn, Actor actor)
    {
        var correction = await tx.CorrectionOf(slip.Run);
        var names = await tx.Names(slip.Content!.Parameters.Select(used => Guid.TryParse(used.ReleasedBy, out var by) ? new Id<Person>(by) : (Id<Person>?)null).OfType<Id<Person>>());
        return new(
            slip.Corrects!.Value, slip.Version, paidOn, correction.Reason, correction.Why, LineDifference.Between(before.Content!, slip.Content),
            [.. slip.Content.Since(before.Content!).Select(used => Guid.TryParse(used.ReleasedBy, out var by) ? used with { ReleasedBy = names.GetValueOrDefault(new(by), "–") } : used)])
        {
            Pay = PayWords.For(PayDifference.Between(before.Content!, slip.Content), slip.Person == actor.Person, actor),
        };
    }
}
