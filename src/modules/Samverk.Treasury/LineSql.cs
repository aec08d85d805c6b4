using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Banking;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

internal static class LineSql
{
    public static async Task<BankLine?> FindLine(this Tx tx, Id<BankLine> id) => (await tx.SelectLines("line.id = @id", new { id = id.Value })).SingleOrDefault();

    /// <summary>Whoever decides about a line holds it; the second one sees what the first has decided.</summary>
    public static async Task<BankLine?> LockLine(this Tx tx, Id<BankLine> id)
    {
        await tx.Connection.ExecuteAsync("select from treasury.line where id = @id for update", new { id = id.Value });
        return await tx.FindLine(id);
    }

    /// <param name="where">A condition on treasury.line; written here, never by a person.</param>
    public static async Task<IReadOnlyList<BankLine>> SelectLines(this Tx tx, string where, object values) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            $"""
             select line.id, line.amount, line.currency, line.minor, line.credit, line.reversal, line.booked, line.valued, line.counterparty, line.iban, line.end_to_end,
                    line.refs::text as refs, line.remittance, line.information, line.bank_reference, line.charges::text as charges, line.original::text as original,
                    line.state, line.note, line.tries, account.id as account, account.entity, account.iban as own, account.currency as books
             from treasury.line join treasury.account on account.id = line.account
             where {where}
             order by line.number
             """,
            values)).Select(row => row.ToLine())];

    public static async Task Move(this Tx tx, BankLine line, LineState to, string @event, string why, bool matched = false)
    {
        await tx.Connection.ExecuteAsync(
            "update treasury.line set state = @to, note = null, tries = tries + @more where id = @id", new { id = line.Id.Value, to = to.ToString(), more = matched ? 1 : 0 });
        await tx.TakeStep(BankLine.States, line.Id.Value, line.State, to, @event, why);
        if (to is LineState.Unknown or LineState.Suggested) await tx.AskAbout(line);
        else if (line.Waits) await tx.CloseItem(line.Id.Value, LineItems.Kind, @event);
    }

    public static Task SaveAll(this Tx tx, IReadOnlyList<Part> parts)
    {
        return tx.Connection.ExecuteAsync(
            """
            insert into treasury.part (id, line, kind, minor, invoice, client, account, entry, person, at)
            select id, line, kind, minor, invoice, client, account, entry, @person, @Now
            from unnest(@ids, @lines, @kinds, @minors, @invoices, @clients, @accounts, @entries) as said (id, line, kind, minor, invoice, client, account, entry)
            """,
            new
            {
                ids = Of(it => it.Id), lines = Of(it => it.Line.Value), kinds = Of(it => it.Kind.ToString()), minors = Of(it => it.Value.Minor),
                invoices = Of(it => it.Invoice), clients = Of(it => it.Client), accounts = Of(it => it.Account), entries = Of(it => it.Entry),
                person = tx.Actor.Person.Value, tx.Now,
            });

        T[] Of<T>(Func<Part, T> part) => [.. parts.Select(part)];
    }

    public static async Task<IReadOnlyList<Part>> PartsOf(this Tx tx, BankLine line) =>
        [.. (await tx.Connection.QueryAsync<PartRow>(
            "select id, kind, minor, invoice, client, account, entry from treasury.part where line = @id and undone_at is null order by at, id",
            new { id = line.Id.Value })).Select(row =>
                new Part(row.Id, line.Id, row.Kind, new(row.Minor, line.Account.Currency), row.Entry) { Invoice = row.Invoice, Client = row.Client, Account = row.Account })];

    /// <summary>Accounts from which each client has paid: learned from what was matched, and forgotten with it.</summary>
    public static async Task<ILookup<Guid, string>> PayersIbans(this Tx tx) => (await tx.Connection.QueryAsync<(Guid Client, string Iban)>(
        """
        select distinct part.client, line.iban
        from treasury.part join treasury.line on line.id = part.line
        where part.client is not null and part.undone_at is null and line.iban is not null and line.credit
        """)).ToLookup(row => row.Client, row => row.Iban);

    private sealed record PartRow(Guid Id, PartKind Kind, long Minor, Guid? Invoice, Guid? Client, string? Account, Guid Entry);

    private sealed record Row(
        Guid Id, decimal Amount, string? Currency, long? Minor, bool Credit, bool Reversal, LocalDate Booked, LocalDate? Valued, string? Counterparty, string? Iban,
        string? End_To_End, string Refs, string? Remittance, string? Information, string? Bank_Reference, string Charges, string? Original, LineState State, string? Note,
        int Tries, Guid Account, Guid Entity, string Own, Currency Books)
    {
        public BankLine ToLine() => new(
            new(Id), new(new(Account), new(Entity), Own, Books),
            new BankRow
            {
                Amount = Amount, Currency = Currency, Credit = Credit, Reversal = Reversal, BookingDate = Booked, ValueDate = Valued, Counterparty = Counterparty,
                CounterpartyIban = Iban, EndToEndId = End_To_End, References = Read<string[]>(Refs), Remittance = Remittance, Information = Information,
                BankReference = Bank_Reference, Charges = Read<BankCharge[]>(Charges), Original = Original is null ? null : Read<OriginalAmount>(Original),
            },
            Booked, Minor is { } minor ? new Money(minor, Books) : null, State, Note, Tries);

        private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, StoreJson.Options)!;
    }
}
