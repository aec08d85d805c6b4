using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Takes in a bank's file whole or not at all, posts what is sure, and puts the rest into the queue.</summary>
public sealed class ImportBankFile : IUseCase<ImportBankFile.Command, ImportBankFile.Result>
{
    // A bank file is what the bank says, not what anybody decides: a program may bring it. Whoever matches its lines does so in person.
    public static Access Access => TreasuryAccess.Desk with { InPerson = false };

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// What came in; <c>invalid-input</c> for what is no bank file, <c>bank-account-unknown</c>, <c>other-currency</c>, <c>field-invalid</c> for a
    /// file that is empty or too large, <c>period-closed</c>.
    /// </returns>
    public async Task<Outcome<Result>> Run(Command request, Tx tx, Actor actor)
    {
        var hash = FileHash.Of(request.Content);
        if (await tx.FileImported(hash) is { } earlier) return Result.Nothing(hash, earlier);
        if ((await tx.StoreFile(request.Content, "application/xml")).Refusal is { } notStored) return notStored;
        using var stream = new MemoryStream(request.Content, writable: false);
        var read = BankStatements.Read(stream);
        if (read.Refusal is { } unreadable) return unreadable with { Field = "file" };
        var own = await AccountsOf(tx, read.Value);
        if (own.Refusal is { } unknown) return unknown;

        await tx.LockBankAccounts([.. own.Value.Distinct()]);
        // Somebody may have imported it while this one waited.
        if (await tx.FileImported(hash) is { } meanwhile) return Result.Nothing(hash, meanwhile);
        await tx.SaveFile(hash, request.Name);
        var statements = own.Value.Zip(read.Value).Select((pair, place) => ReadStatement.Of(pair.First, pair.Second, hash.Value, place, tx.Today)).ToArray();
        var result = new Result(hash, null, 0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var statement in statements) result = result.With(statement, await tx.Save(statement, hash));
        foreach (var account in statements.GroupBy(statement => statement.Account))
        {
            var taken = await Take(tx, account.Key, [.. account.SelectMany(statement => statement.Lines)]);
            if (taken.Refusal is { } refusal) return refusal;
            result = result.With(taken.Value, account.Sum(statement => statement.Lines.Count));
        }

        return result;
    }

    private static async Task<Outcome<IReadOnlyList<Verdict>>> Take(Tx tx, BankAccount account, IReadOnlyList<ReadLine> lines)
    {
        var fresh = await tx.NewLines(account, lines);
        var matched = await tx.FindMatches(account, fresh, await tx.Lookalikes(account, fresh));
        if (matched.Refusal is { } refusal) return refusal;

        var verdicts = matched.Value;
        await tx.SaveAll(account, verdicts);
        await tx.SaveAll([.. verdicts.SelectMany(verdict => verdict.Parts)]);
        await tx.TakeSteps(BankLine.States, [.. verdicts.Select(verdict => verdict.Line.Id.Value)], null, LineState.Imported, "imported", "");
        foreach (var group in verdicts.GroupBy(verdict => verdict.State))
            await tx.TakeSteps(BankLine.States, [.. group.Select(verdict => verdict.Line.Id.Value)], LineState.Imported, group.Key, Event(group.Key), "");
        await tx.AskAbout(account, verdicts);
        await tx.RaiseAll([.. verdicts.Where(verdict => verdict.State is LineState.Matched).Select(verdict => new LineMatched(verdict.Line.Id.Value, ByRule: true))]);
        return matched;
    }

    private static async Task<Outcome<IReadOnlyList<BankAccount>>> AccountsOf(Tx tx, IReadOnlyList<BankStatement> statements)
    {
        var known = await tx.BankAccounts();
        var found = new List<BankAccount>();
        foreach (var statement in statements)
        {
            var number = string.Concat((statement.Account ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
            if (known.FirstOrDefault(one => one.Iban == number) is not { } account) return new Refusal("bank-account-unknown", ("account", statement.Account)) { Field = "file" };
            if (statement.Currency is { } currency && currency != account.Currency.Code) return new Refusal("other-currency", ("currency", account.Currency.Code)) { Field = "file" };
            found.Add(account);
        }

        return found;
    }

    private static string Event(LineState state) => state switch
    {
        LineState.Matched => "rule-matched",
        LineState.Suggested => "suggested",
        _ => "nothing-found",
    };

    /// <param name="Name">Of the file, for people.</param>
    /// <param name="Content">camt.052, .053 or .054; at most 20 MiB.</param>
    public sealed record Command(Guid Request, string Name, byte[] Content) : ICommand<Command, ImportBankFile, Result>
    {
        public object Subject => new { File = FileHash.Of(Content), Content.Length };
    }

    /// <param name="ImportedBefore">When this very file came earlier; nothing has changed then.</param>
    /// <param name="Known">Lines that an earlier file has brought.</param>
    /// <param name="Pending">Lines that the bank has not booked: they come again.</param>
    /// <param name="Changed">Statements that came earlier under the same id with other content.</param>
    /// <param name="Unequal">Statements whose lines do not lead from the opening to the closing balance.</param>
    public sealed record Result(
        FileHash File, Instant? ImportedBefore, int Statements, int New, int Known, int Pending, int Matched, int Suggested, int Changed, int Unequal)
    {
        internal static Result Nothing(FileHash file, Instant earlier) => new(file, earlier, 0, 0, 0, 0, 0, 0, 0, 0);

        internal Result With(ReadStatement statement, bool changed) => this with
        {
            Statements = Statements + 1, Pending = Pending + statement.Pending, Changed = Changed + (changed ? 1 : 0), Unequal = Unequal + (statement.SumsFit is false ? 1 : 0),
        };

        internal Result With(IReadOnlyList<Verdict> verdicts, int lines) => this with
        {
            New = New + verdicts.Count, Known = Known + lines - verdicts.Count, Matched = Matched + verdicts.Count(one => one.State is LineState.Matched),
            Suggested = Suggested + verdicts.Count(one => one.State is LineState.Suggested),
        };
    }
}
