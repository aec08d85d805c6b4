using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// What somebody was paid too much by a payslip that was corrected. It is kept from no wage unless the person has agreed in person; until then it
/// stays open on an account of its own (docs/decisions/0020).
/// </summary>
/// <param name="Payslip">The correction that found it; its id.</param>
/// <param name="Given">The payslip that was too high.</param>
/// <param name="Agreed">What the person has agreed to, to be kept from the next pay; null while they have said nothing.</param>
/// <param name="Open">What is still owed.</param>
internal sealed record WageClaim(Guid Payslip, Guid Given, Id<LegalEntity> Entity, Id<Person> Person, Money Amount, Money Open, Money? Agreed, LocalDate MadeOn)
{
    public LocalDate? AgreedOn { get; init; }

    /// <summary>By which link of an engagement it was said, in its first letters; null for who is signed in.</summary>
    public string? AgreedLink { get; init; }
}

/// <summary>How a claim becomes less.</summary>
internal enum ClaimMove
{
    /// <summary>A later correction of the same payslip says that it was never owed.</summary>
    FallenAway,

    /// <summary>Kept from a pay, as the person has agreed.</summary>
    SetOff,

    /// <summary>The person has paid it back.</summary>
    Repaid,
}

internal static class WageClaimSql
{
    private const string Select =
        """
        select claim.payslip, corrects as given, claim.entity, claim.person, claim.amount, claim.agreed, claim.agreed_on, claim.agreed_link, claim.made_on, payslip.currency,
            claim.amount - (select coalesce(sum(amount), 0) from employment.claim_move where claim_move.claim = claim.payslip)::bigint as open
        from employment.wage_claim claim join employment.payslip on payslip.id = claim.payslip
        """;

    public static async Task<IReadOnlyList<WageClaim>> Claims(this Tx tx, string where, object with) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} where {where} order by claim.made_on, claim.payslip", with)).Select(row => row.ToClaim())];

    /// <summary>Decisions about one claim take turns.</summary>
    public static async Task<WageClaim?> LockClaim(this Tx tx, Guid payslip)
    {
        await tx.Connection.ExecuteAsync("select from employment.wage_claim where payslip = @payslip for update", new { payslip });
        return (await tx.Claims("claim.payslip = @payslip", new { payslip })).SingleOrDefault();
    }

    /// <summary>The same for all claims on some people.</summary>
    public static Task HoldClaims(this Tx tx, IEnumerable<Id<Person>> people) => tx.Connection.ExecuteAsync(
        "select from employment.wage_claim where person = any(@people) order by payslip for update", new { people = people.Select(person => person.Value).ToArray() });

    public static Task MakeClaim(this Tx tx, RunPayslip correction, Money amount) => tx.Connection.ExecuteAsync(
        "insert into employment.wage_claim (payslip, entity, person, amount, made_on) values (@Id, @entity, @person, @minor, @Today)",
        new { correction.Id, entity = correction.Entity.Value, person = correction.Person.Value, minor = amount.Minor, tx.Today });

    /// <param name="link">By which it is said; null for who is signed in.</param>
    public static Task Agree(this Tx tx, Guid claim, Money? amount, string? link = null) => tx.Connection.ExecuteAsync(
        "update employment.wage_claim set agreed = @minor, agreed_on = case when @minor::bigint is null then null else @Today end, agreed_link = case when @minor::bigint is null then null else @link end where payslip = @claim",
        new { claim, minor = amount?.Minor, tx.Today, link });

    /// <summary>What was agreed is used up as far as it was kept; the rest stands as it was said.</summary>
    public static Task Use(this Tx tx, WageClaim claim, Money kept) => claim.Agreed!.Value - kept is { IsPositive: true } rest
        ? tx.Connection.ExecuteAsync("update employment.wage_claim set agreed = @Minor where payslip = @Payslip", new { rest.Minor, claim.Payslip }) : tx.Agree(claim.Payslip, null);

    /// <summary>A claim becomes less; with nothing left of it, the desk is done with it.</summary>
    /// <param name="document">What makes it less.</param>
    public static async Task Lessen(this Tx tx, WageClaim claim, Money amount, ClaimMove kind, Guid document)
    {
        await tx.Connection.ExecuteAsync(
            "insert into employment.claim_move (claim, document, kind, amount, moved_on) values (@Payslip, @document, @kind, @minor, @Today)",
            new { claim.Payslip, document, kind = kind.ToString(), minor = amount.Minor, tx.Today });
        if (amount == claim.Open) await tx.CloseItem(claim.Payslip, CorrectionItems.Claim, kind.ToString());
    }

    private sealed record Row(Guid Payslip, Guid Given, Guid Entity, Guid Person, long Amount, long? Agreed, LocalDate? Agreed_On, string? Agreed_Link, LocalDate Made_On, Currency Currency, long Open)
    {
        public WageClaim ToClaim() => new(Payslip, Given, new(Entity), new(Person), new(Amount, Currency), new(Open, Currency), Agreed is { } agreed ? new Money(agreed, Currency) : null, Made_On) { AgreedOn = Agreed_On, AgreedLink = Agreed_Link };
    }
}
