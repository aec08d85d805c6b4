using Dapper;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Treasury;

/// <summary>A bank line is on the desk while nobody knows what its money is for; it leaves with the step that places it (<see cref="LineSql.Move"/>).</summary>
internal static class LineItems
{
    public const string Kind = "treasury.line";

    /// <summary>Those of a file that wait, at once: there may be thousands.</summary>
    public static Task AskAbout(this Tx tx, BankAccount account, IEnumerable<Verdict> verdicts) => tx.OpenItems(
        [.. verdicts.Where(verdict => verdict.State is LineState.Suggested or LineState.Unknown)
            .Select(verdict => About(verdict.Line.Id, account, verdict.Line.Row, verdict.Line.Value) with
            {
                Checks = verdict.State is LineState.Suggested ? [new Check("check:suggestion", false, "There is a suggestion; a person confirms it")] : [],
            })]);

    public static Task AskAbout(this Tx tx, BankLine line) => tx.OpenItem(About(line.Id, line.Account, line.Row, line.Value));

    /// <summary>Somebody has named an account for it; a second person agrees.</summary>
    public static Task AskToAgree(this Tx tx, BankLine line, string account)
    {
        var item = About(line.Id, line.Account, line.Row, line.Value);
        return tx.OpenItem(item with { Under = "[{payer}: ]a colleague says {account}", Facts = [.. item.Facts, ("account", account)], FourEyes = true });
    }

    private static Item About(Id<BankLine> id, BankAccount account, Banking.BankRow row, Money? value) =>
        new(Kind, Kind, id.Value, value is null ? "Bank line that is no whole amount" : "Bank line {amount}", $"/bank/lines/{id}")
        {
            Under = "[{payer}][: {text}]",
            Facts =
            [
                ("amount", value ?? Money.Zero(account.Currency)),
                .. row.Counterparty is { } payer ? [("payer", payer)] : (IEnumerable<(string, object)>)[], .. row.Remittance is { } text ? [("text", text)] : (IEnumerable<(string, object)>)[],
            ],
        };
}
