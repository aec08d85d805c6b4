using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>
/// A line that belongs to an account of its own (bank fees, interest): one person names it, another one agrees, and then it is posted. The same
/// account named by the second person is the agreement.
/// </summary>
public sealed class NameAccount : IUseCase<NameAccount.Command, NameAccount.Answer>
{
    // What people or invoices are owed, and what members pay in, has a document of its own and is paid as such.
    private static readonly string[] Allowed = [Account.VatDue, Account.VatDeductible, Account.VatRelief, Account.Reserves];

    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// Whether it is posted or waits for the second person; <c>second-person-needed</c> when the same person agrees with themselves,
    /// <c>field-invalid</c> for an account that needs a document, <c>reason-needed</c>, <c>line-already-matched</c>.
    /// </returns>
    public async Task<Outcome<Answer>> Run(Command request, Tx tx, Actor actor)
    {
        if (await tx.LockLine(request.Line) is not { } line) return Refusal.Unknown;
        if (!line.Waits) return new Refusal("line-already-matched", ("state", line.State));
        if (line.Value is not { } value) return new Refusal("money-too-many-decimals", ("text", line.Row.Amount));
        if (!Fits(request.Account)) return new Refusal("field-invalid", ("text", request.Account)) { Field = "account" };
        if (string.IsNullOrWhiteSpace(request.Why)) return new Refusal("reason-needed") { Field = "why" };

        var open = await tx.FindProposal(line);
        if (open is null || open.Account != request.Account)
        {
            await tx.Connection.ExecuteAsync(
                """
                update treasury.proposal set decided_at = @Now, decided_by = @person where line = @line and decided_at is null;
                insert into treasury.proposal (id, line, account, why, person, acted_by, at) values (@Request, @line, @Account, @Why, @person, @hand, @Now)
                """,
                new { request.Request, line = line.Id.Value, request.Account, request.Why, person = actor.Person.Value, hand = actor.ActedBy?.Value, tx.Now });
            await tx.AskToAgree(line, request.Account);
            return new Answer(Posted: false);
        }

        if (open.Person == actor.Person.Value || open.Person == actor.Hand.Value) return new Refusal("second-person-needed");
        var part = new Part(line.Document(0), line.Id, PartKind.Named, value, Id<Entry>.Named(line.Document(0), "bank-line").Value) { Account = request.Account };
        var posted = await tx.Post(new Entry(new(part.Entry), line.Account.Entity, tx.Today, part.Id, "bank-line", "Bank line to a named account",
            new Line(Account.Bank, value), new Line(request.Account, -value))
        {
            DocumentDate = line.Booked,
        });
        if (posted.Refusal is { } refusal) return refusal;

        await tx.Connection.ExecuteAsync(
            "update treasury.proposal set decided_at = @Now, decided_by = @person where line = @line and decided_at is null", new { tx.Now, person = actor.Person.Value, line = line.Id.Value });
        await tx.SaveAll([part]);
        await tx.Move(line, LineState.Matched, "second-person-agreed", request.Why, matched: true);
        await tx.Raise(new LineMatched(line.Id.Value, ByRule: false));
        return new Answer(Posted: true);
    }

    private static bool Fits(string account) =>
        Allowed.Contains(account) || ((account.StartsWith("income:", StringComparison.Ordinal) || account.StartsWith("expenses:", StringComparison.Ordinal))
            && account.Length <= 120 && account.Split(':')[1..].All(part => part.Length > 0 && part[0] is not '-' && part.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign is '-')));

    /// <param name="Account">Without the entity's code: "expenses:bank-fees".</param>
    public sealed record Command(Guid Request, Id<BankLine> Line, string Account, string Why) : ICommand<Command, NameAccount, Answer>
    {
        public object Subject => new { Line, Account };
    }

    /// <param name="Posted">False: a second person has to agree.</param>
    public sealed record Answer(bool Posted);
}

/// <summary>An account that somebody named for a line and nobody has agreed to yet.</summary>
public sealed record Proposal(string Account, string Why, Guid Person, Instant At);

internal static class ProposalSql
{
    public static Task<Proposal?> FindProposal(this Tx tx, BankLine line) => tx.Connection.QuerySingleOrDefaultAsync<Proposal?>(
        "select account, why, person, at from treasury.proposal where line = @id and decided_at is null", new { id = line.Id.Value });
}
