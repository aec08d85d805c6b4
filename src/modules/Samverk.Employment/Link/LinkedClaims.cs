using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>By the link: what the person was paid too much by the payslip of this engagement, and why.</summary>
internal sealed class ReadLinkedClaims : IUseCase<ReadLinkedClaims.Query, IReadOnlyList<ReadLinkedClaims.Row>>
{
    public static Access Access => ReadEngaged.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Token);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.Open(query.Token) is not { } one) return Refusal.Unknown;
        var rows = new List<Row>();
        foreach (var claim in (await tx.ClaimsOf(one)).Where(claim => claim.Open.IsPositive))
        {
            var slip = (await tx.FindPayslip(claim.Payslip))!;
            var before = (await tx.LastBefore([slip]))[slip.Id];
            rows.Add(new(claim.Payslip, slip.PayDay, claim.Amount, claim.Open, claim.Agreed, (await tx.CorrectionOf(slip.Run)).Why, LineDifference.Between(before.Content!, slip.Content!), PayDifference.Between(before.Content!, slip.Content!)));
        }

        return rows;
    }

    public sealed record Query(EngagementToken Token) : IQuery<Query, ReadLinkedClaims, IReadOnlyList<Row>>;

    /// <param name="Claim">The correction that found it.</param>
    /// <param name="PayDay">Of the payslip that was too high.</param>
    internal sealed record Row(Guid Claim, LocalDate PayDay, Money Amount, Money Open, Money? Agreed, string Why, IReadOnlyList<LineDifference> Lines, IReadOnlyList<PayDifference> Pay);
}

/// <summary>
/// By the link: whoever was paid too much agrees that it is kept from their next pay, or takes that back, as a member does on the payslip
/// (<see cref="AgreeToKeep"/>). Which link it was is kept with what was said.
/// </summary>
internal sealed class AgreeByLink : IUseCase<AgreeByLink.Command, Done>
{
    public static Access Access => Identify.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Token);

    /// <returns>Done; <c>not-found</c> for a claim that is not of this engagement, <c>more-than-owed</c> beyond what is open, <c>amount-not-positive</c>, <c>other-currency</c>.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.Open(command.Token) is not { } one || await tx.LockClaim(command.Claim) is not { } claim || (await tx.ClaimsOf(one)).All(own => own.Payslip != claim.Payslip)) return Refusal.Unknown;
        if (command.Amount is { } amount && ClaimRules.Refuse(claim, amount) is { } refusal) return refusal;
        await tx.Agree(claim.Payslip, command.Amount, command.Token.Key);
        return default(Done);
    }

    /// <param name="Claim">The correction that found it.</param>
    /// <param name="Amount">How much in all; null takes back what was agreed.</param>
    public sealed record Command(Guid Request, EngagementToken Token, Guid Claim, Money? Amount) : ICommand<Command, AgreeByLink, Done>
    {
        public object Subject => new { Link = Token.Key, Claim, Amount };
    }
}

/// <summary>Whoever was engaged by a link and was paid too much is told by mail, with a link to say whether it may be kept; whom no mail reaches is on the desk.</summary>
internal sealed class TellClaimsByLink : IHandle<WagesCorrected>
{
    public async Task Handle(WagesCorrected happened, Tx tx)
    {
        foreach (var claim in await tx.Claims("payslip.run = @run", new { run = happened.Run }))
        {
            var (given, correction) = ((await tx.FindPayslip(claim.Given))!, (await tx.FindPayslip(claim.Payslip))!);
            var engaged = (await tx.EngagementsWith(given.Parts.Select(part => part.Wage))).Where(one => one.Person == claim.Person).ToArray();
            if (engaged.Length is 0) continue;
            var sent = engaged.FirstOrDefault(one => one.Email is not null) is { } one && (await tx.SendClaim(one, (await tx.FindEntity(one.Entity))!, correction)).Refusal is null;
            if (!sent && claim.Open.IsPositive) await tx.TellClaim(correction, claim.Amount, untold: true);
        }
    }
}

internal static class LinkedClaims
{
    /// <summary>What the person of an engagement was paid too much by the payslip of its wage.</summary>
    public static async Task<IReadOnlyList<WageClaim>> ClaimsOf(this Tx tx, Engagement one) => one is not { Person: { } person, Wage: { } wage } ? [] : await tx.Claims(
        "claim.person = @person and corrects in (select part.payslip from employment.payslip_part part where part.wage = @wage)", new { person = person.Value, wage = wage.Value });
}
