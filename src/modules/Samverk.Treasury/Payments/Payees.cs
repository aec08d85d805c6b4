using Dapper;
using NodaTime;
using Samverk.Banking;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Where an authority is paid, as its letters say it.</summary>
/// <param name="Account">Of liabilities, which owes it: "liabilities:authority:tax-account".</param>
/// <param name="Reference">Structured, the same for every payment; null where it has none.</param>
internal sealed record Payee(
    Guid Id, Id<LegalEntity> Entity, string Account, string Name, string Iban, string? Bic, string? Reference, PayeeState State, Id<Person> EnteredBy, LocalDate EnteredOn, Id<Person>? ReleasedBy)
{
    public static readonly StateMachine<PayeeState> States = new("treasury.payee", 1,
        (PayeeState.Entered, PayeeState.Released), (PayeeState.Entered, PayeeState.Refused), (PayeeState.Released, PayeeState.Replaced));
}

/// <summary>Entered: waits for a second person, nothing is paid there.</summary>
internal enum PayeeState { Entered, Released, Replaced, Refused }

/// <summary>Finance writes down where an authority is paid; nothing is paid there before a second person has compared it with the authority's letter.</summary>
internal sealed class EnterPayee : IUseCase<EnterPayee.Command, Guid>
{
    private const string Prefix = "liabilities:authority:";

    private const int LongestName = 70;

    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>Its id; <c>field-invalid</c> or <c>field-missing</c> with the field.</returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (!command.Account.StartsWith(Prefix, StringComparison.Ordinal) || command.Account.Length is 22 or > 100
            || command.Account[Prefix.Length..].Any(sign => !char.IsAsciiLetterLower(sign) && !char.IsAsciiDigit(sign) && sign is not '-'))
            return new Refusal("field-invalid", ("text", command.Account)) { Field = "account" };
        var name = command.Name.Trim();
        if (name.Length is 0) return new Refusal("field-missing", ("field", "name")) { Field = "name" };
        if (name.Length > LongestName || !Mail.IsOneLine(name)) return new Refusal("field-invalid", ("field", "name")) { Field = "name" };
        var read = PayTo.Read(command.Iban, command.Bic, command.Reference);
        if (read.Refusal is { } wrong) return wrong;

        var payee = new Payee(command.Request, entity.Id, command.Account, name, read.Value.Iban, read.Value.Bic, read.Value.Reference, PayeeState.Entered, actor.Hand, tx.Today, null);
        await tx.Connection.ExecuteAsync(
            """
            insert into treasury.payee (id, entity, account, name, iban, bic, reference, state, entered_by, entered_on)
            values (@Id, @entity, @Account, @Name, @Iban, @Bic, @Reference, 'Entered', @by, @EnteredOn)
            """,
            new { payee.Id, entity = payee.Entity.Value, payee.Account, payee.Name, payee.Iban, payee.Bic, payee.Reference, by = payee.EnteredBy.Value, payee.EnteredOn });
        await tx.TakeStep<PayeeState>(Payee.States, payee.Id, null, PayeeState.Entered, "entered", "");
        await tx.AskRelease(payee, entity);
        return payee.Id;
    }

    public sealed record Command(Guid Request, Id<LegalEntity> Entity, string Account, string Name, string Iban, string? Bic, string? Reference) : ICommand<Command, EnterPayee, Guid>
    {
        public object Subject => new { Entity, Account };
    }
}

/// <summary>A second person has compared it with the authority's letter: payments go there from now on, or it is refused.</summary>
internal sealed class DecidePayee : IUseCase<DecidePayee.Command, PayeeState>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The state; <c>second-person-needed</c> for who entered it, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<PayeeState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPayee(command.Payee) is not { } payee) return Refusal.Unknown;
        var to = command.Release ? PayeeState.Released : PayeeState.Refused;
        if (Payee.States.Refuse(payee.State, to) is { } notAllowed) return notAllowed;
        if (payee.EnteredBy == actor.Person || payee.EnteredBy == actor.Hand) return new Refusal("second-person-needed");
        if (command.Release)
            foreach (var before in await tx.SelectPayees("entity = @entity and account = @Account and state = 'Released'", new { entity = payee.Entity.Value, payee.Account }))
                await tx.Move(before, PayeeState.Replaced, "replaced", actor.Person);
        await tx.Move(payee, to, command.Release ? "released" : "refused", actor.Person);
        await tx.CloseItem(payee.Id, PayeeItems.Kind, "decided");
        return to;
    }

    public sealed record Command(Guid Request, Guid Payee, bool Release) : ICommand<Command, DecidePayee, PayeeState>
    {
        public object Subject => new { Payee, Release };
    }
}

/// <summary>Where authorities are paid, and which of those that are owed have no account yet.</summary>
internal sealed class ListPayees : IUseCase<ListPayees.Query, ListPayees.Result>
{
    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var (payees, companies) = (await tx.SelectPayees("state in ('Entered', 'Released')", new { }), new List<Company>());
        foreach (var entity in await tx.Entities())
        {
            var owed = await tx.HoldingsUnder(entity.Id, "liabilities:authority", entity.Currency, tx.Today);
            companies.Add(new(entity, [.. owed.Keys.Concat(payees.Where(one => one.Entity == entity.Id).Select(one => one.Account)).Distinct().Order(StringComparer.Ordinal)
                .Select(account => new Row(account, -owed.GetValueOrDefault(account, Money.Zero(entity.Currency)), [.. payees.Where(one => one.Entity == entity.Id && one.Account == account)]))]));
        }

        return new Result(companies, tx.Today);
    }

    public sealed record Query : IQuery<Query, ListPayees, Result>;

    internal sealed record Row(string Account, Money Owed, IReadOnlyList<Payee> Payees);

    internal sealed record Company(LegalEntity Entity, IReadOnlyList<Row> Rows);

    internal sealed record Result(IReadOnlyList<Company> Companies, LocalDate Today);
}

internal static class PayeeItems
{
    public const string Kind = "treasury.payee";

    public static Task AskRelease(this Tx tx, Payee payee, LegalEntity entity) => tx.OpenItem(new Item(Kind, Kind, payee.Id, "{name} is paid on {iban}", "/payments/payees")
    {
        Under = "{entity}, {account}", Facts = [("name", payee.Name), ("iban", payee.Iban), ("entity", entity.Name), ("account", payee.Account)], FourEyes = true,
        IfApproved = "If you release it: what {entity} owes there is paid to {iban}. Compare it with the letter of the authority, not with a mail.",
    });
}

internal static class PayeeSql
{
    public static async Task<Payee?> LockPayee(this Tx tx, Guid id) => (await tx.SelectPayees("id = @id for update", new { id })).SingleOrDefault();

    public static async Task<IReadOnlyList<Payee>> SelectPayees(this Tx tx, string where, object values) => [.. (await tx.Connection.QueryAsync<Row>(
        $"select id, entity, account, name, iban, bic, reference, state, entered_by, entered_on, released_by from treasury.payee where {where}", values)).Select(row => new Payee(
            row.Id, new(row.Entity), row.Account, row.Name, row.Iban, row.Bic, row.Reference, row.State, new(row.Entered_By), row.Entered_On, row.Released_By is { } by ? new Id<Person>(by) : null))];

    public static async Task Move(this Tx tx, Payee payee, PayeeState to, string @event, Id<Person> by)
    {
        await tx.Connection.ExecuteAsync(
            "update treasury.payee set state = @to, released_by = coalesce(released_by, @by), released_on = coalesce(released_on, @Today) where id = @Id",
            new { payee.Id, to = to.ToString(), by = to is PayeeState.Released ? by.Value : (Guid?)null, tx.Today });
        await tx.TakeStep(Payee.States, payee.Id, payee.State, to, @event, "");
    }

    private sealed record Row(
        Guid Id, Guid Entity, string Account, string Name, string Iban, string? Bic, string? Reference, PayeeState State, Guid Entered_By, LocalDate Entered_On, Guid? Released_By);
}

/// <summary>An account and a reference as people type them.</summary>
internal static class PayTo
{
    public static Outcome<(string Iban, string? Bic, string? Reference)> Read(string iban, string? bic, string? reference)
    {
        var account = Iban.Read(iban);
        if (account.Refusal is { } wrong) return wrong with { Field = "iban" };
        var bank = string.IsNullOrWhiteSpace(bic) ? null : Bic.Read(bic);
        if (bank?.Refusal is { } wrongBic) return wrongBic with { Field = "bic" };
        if (string.IsNullOrWhiteSpace(reference)) return (account.Value.Value, bank?.Value.Value, null);
        return Enum.GetValues<ReferenceKind>().Select(kind => PaymentReference.Read(kind, reference)).FirstOrDefault(read => read.Refusal is null) is { } known
            ? (account.Value.Value, bank?.Value.Value, known.Value.Value)
            : new Refusal("field-invalid", ("text", reference)) { Field = "reference" };
    }
}
