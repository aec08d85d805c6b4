using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What somebody was paid too much is kept from their next pay: as far as they have agreed, and no öre further.</summary>
internal static class KeepingAgreed
{
    /// <summary>Less for those who have agreed to it; everybody else is owed their whole net wage.</summary>
    public static async Task<IReadOnlyList<WageOwed>> KeepAgreed(this Tx tx, PayrollRun run, IReadOnlyList<WageOwed> owed)
    {
        await tx.HoldClaims(owed.Select(wage => wage.Person));
        var claims = (await tx.Claims("claim.entity = @entity and claim.person = any(@people) and agreed is not null", new { entity = run.Entity.Value, people = owed.Select(wage => wage.Person.Value).ToArray() }))
            .Where(claim => claim.Open.IsPositive).ToLookup(claim => claim.Person);
        if (claims.Count is 0) return owed;
        var (paid, entries) = (new List<WageOwed>(), new List<Entry>());
        foreach (var wage in owed)
        {
            var left = wage.Net;
            foreach (var claim in claims[wage.Person])
            {
                var kept = Money.Min(Money.Min(claim.Agreed!.Value, claim.Open), left);
                if (!kept.IsPositive) continue;
                entries.Add(EntryOf(tx, claim, wage, kept));
                await tx.Use(claim, kept);
                await tx.Lessen(claim, kept, ClaimMove.SetOff, wage.Payslip);
                left -= kept;
            }

            // Nothing is left for the bank to pay: the run does not wait for it.
            if (left.IsZero && wage.Net.IsPositive) await tx.NothingToPay(wage.Payslip, run.Id);
            paid.Add(wage with { Net = left });
        }

        if (entries.Count > 0) _ = (await tx.Post(entries)).Value;
        return paid;
    }

    /// <summary>The net of a payslip is settled without the bank.</summary>
    public static Task NothingToPay(this Tx tx, Guid payslip, Id<PayrollRun> run) =>
        tx.Connection.ExecuteAsync("insert into employment.wage_payment (payslip, run, state) values (@payslip, @run, 'Final')", new { payslip, run = run.Value });

    private static Entry EntryOf(Tx tx, WageClaim claim, WageOwed wage, Money kept) => new(
        Id<Entry>.Named(claim.Payslip, $"set-off {wage.Payslip}"), claim.Entity, tx.Today, wage.Payslip, "wage-claim-set-off", "Kept from a pay, as agreed",
        new Line(Account.NetWages(wage.Code), kept) { Member = wage.Person.Value }, new Line(Account.WageClaims(wage.Code), -kept) { Member = wage.Person.Value });
}

/// <summary>
/// Whoever was paid too much agrees that it is kept from their next pay, or takes that back. In person and in writing: nobody else can say it for them.
/// </summary>
internal sealed class AgreeToKeep : IUseCase<AgreeToKeep.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Own)) { InPerson = true };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => await tx.LockClaim(command.Claim) is { } claim && claim.Person == actor.Person ? Relation.Own : Relation.None;

    /// <returns>Done; <c>more-than-owed</c> beyond what is open, <c>amount-not-positive</c>, <c>other-currency</c>.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim) return Refusal.Unknown;
        if (command.Amount is { } amount && ClaimRules.Refuse(claim, amount) is { } refusal) return refusal;
        await tx.Agree(claim.Payslip, command.Amount);
        return default(Done);
    }

    /// <param name="Claim">The correction that found it.</param>
    /// <param name="Amount">How much in all; null takes back what was agreed.</param>
    public sealed record Command(Guid Request, Guid Claim, Money? Amount) : ICommand<Command, AgreeToKeep, Done>
    {
        public object Subject => new { Claim, Amount };
    }
}

/// <summary>A person has paid back what they had been paid too much: the bank's line finds this entry waiting for it.</summary>
internal sealed class ReceiveRepayment : IUseCase<ReceiveRepayment.Command, Done>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => await tx.LockClaim(command.Claim) is { } claim && claim.Person == actor.Person ? Relation.Own : Relation.None;

    /// <returns>Done; <c>more-than-owed</c> beyond what is open, <c>amount-not-positive</c>, <c>other-currency</c>.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim) return Refusal.Unknown;
        if (ClaimRules.Refuse(claim, command.Amount) is { } refusal) return refusal;
        var code = (await tx.PersonCodes([claim.Person]))[claim.Person];
        if ((await tx.Post(new Entry(Id<Entry>.Named(command.Request, "wage-claim-repaid"), claim.Entity, tx.Today, claim.Payslip, "wage-claim-repaid", "Paid back by a person",
            new Line(Account.Bank, command.Amount), new Line(Account.WageClaims(code), -command.Amount) { Member = claim.Person.Value }))).Refusal is { } notPosted) return notPosted;
        await tx.Lessen(claim, command.Amount, ClaimMove.Repaid, command.Request);
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Claim, Money Amount) : ICommand<Command, ReceiveRepayment, Done>
    {
        public object Subject => new { Claim, Amount };
    }
}

internal static class ClaimRules
{
    public static Refusal? Refuse(WageClaim claim, Money amount)
    {
        if (amount.Currency != claim.Open.Currency) return new Refusal("other-currency", ("currency", claim.Open.Currency.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new Refusal("amount-not-positive", ("amount", amount)) { Field = "amount" };
        return amount > claim.Open ? new Refusal("more-than-owed", ("owed", claim.Open), ("amount", amount)) { Field = "amount" } : null;
    }
}
