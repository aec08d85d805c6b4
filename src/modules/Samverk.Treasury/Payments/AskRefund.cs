using Dapper;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>What a client has paid too much goes back: it becomes due, and leaves with a batch that a second person releases.</summary>
internal sealed class AskRefund : IUseCase<AskRefund.Command, Guid>
{
    private const int LongestName = 70;

    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The due; <c>more-than-owed</c> beyond the client's credit less what is due already, <c>other-currency</c>, <c>amount-not-positive</c>, <c>field-invalid</c> with the field.</returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity || await tx.FindClient(command.Client) is not { } client) return Refusal.Unknown;
        if (command.Amount.Currency != entity.Currency) return new Refusal("other-currency", ("currency", entity.Currency.Code)) { Field = "amount" };
        if (!command.Amount.IsPositive) return new Refusal("amount-not-positive", ("amount", command.Amount)) { Field = "amount" };
        var holder = command.Holder.Trim();
        if (holder.Length is 0 or > LongestName || !Mail.IsOneLine(holder)) return new Refusal("field-invalid", ("field", "holder")) { Field = "holder" };
        var read = PayTo.Read(command.Iban, command.Bic, null);
        if (read.Refusal is { } wrong) return wrong;

        var account = Account.ClientCredit(client.Code);
        // Two refunds of one credit take turns; the later one sees what the earlier has left.
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('refund ' || @account, 11))", new { account = $"{entity.Id} {account}" });
        var left = -await tx.Balance(entity.Id, account, entity.Currency, tx.Today) - await tx.RefundsUnderWay(entity, account);
        if (command.Amount > left) return new Refusal("more-than-owed", ("owed", Money.Max(left, Money.Zero(left.Currency))), ("amount", command.Amount)) { Field = "amount" };
        await tx.Owe(new Due(command.Request, entity.Id, DueKind.Refund, account, command.Amount, null, new(holder, read.Value.Iban, read.Value.Bic, null), "", tx.Today));
        return command.Request;
    }

    /// <param name="Request">Becomes the due's id.</param>
    /// <param name="Holder">Of the account.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, Id<Client> Client, Money Amount, string Holder, string Iban, string? Bic) : ICommand<Command, AskRefund, Guid>
    {
        public object Subject => new { Entity, Client, Amount };
    }
}

/// <summary>What a client has paid too much.</summary>
/// <param name="Left">What is not due already.</param>
/// <param name="Iban">From which it has paid before; null where nobody knows.</param>
public sealed record ClientCredit(Id<Client> Client, string Name, Money Left, string? Iban);

internal static class RefundSql
{
    private const string Credits = "liabilities:client-credit";

    public static async Task<Money> RefundsUnderWay(this Tx tx, LegalEntity entity, string account) => new(await tx.Connection.QuerySingleAsync<long>(
        """
        select coalesce(sum(minor), 0)::bigint from treasury.due
        where entity = @entity and account = @account and not exists (select from treasury.payment where payment.due = due.id and payment.state = 'Paid')
        """,
        new { entity = entity.Id.Value, account }), entity.Currency);

    public static async Task<IReadOnlyList<ClientCredit>> ClientCredits(this Tx tx, LegalEntity entity)
    {
        var held = (await tx.HoldingsUnder(entity.Id, Credits, entity.Currency, tx.Today)).Where(one => one.Value.IsNegative).ToArray();
        if (held.Length is 0) return [];
        var clients = await tx.ClientsByCode(held.Select(one => one.Key.Split(':')[^1]));
        var (payers, found) = (await tx.PayersIbans(), new List<ClientCredit>());
        foreach (var (account, amount) in held)
            if (clients.TryGetValue(account.Split(':')[^1], out var client) && -amount - await tx.RefundsUnderWay(entity, account) is { IsPositive: true } left)
                found.Add(new(client.Id, client.Name, left, payers[client.Id.Value].Order(StringComparer.Ordinal).FirstOrDefault()));
        return [.. found.OrderBy(one => one.Name, StringComparer.CurrentCulture)];
    }
}
