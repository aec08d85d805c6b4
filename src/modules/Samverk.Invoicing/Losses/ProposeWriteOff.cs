using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Finance gives up what is open. Up to the threshold at once; above it, it waits for a second person.</summary>
internal sealed class ProposeWriteOff : IUseCase<ProposeWriteOff.Command, ProposeWriteOff.Result>
{
    /// <summary>The largest open amount that one person may give up, by currency code; without it nobody may alone.</summary>
    public const string Threshold = "invoicing.write-off-alone";

    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockInvoice(command.Invoice) is not var (_, account, _)) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Reason)) return new Refusal("reason-needed") { Field = "reason" };
        if (account.Open.IsZero) return new Refusal("state-not-allowed", ("from", "settled"), ("to", "written-off"));
        if (await tx.Connection.QuerySingleAsync<bool>("select exists (select from invoicing.write_off where invoice = @id and decided is null)", new { id = command.Invoice.Value }))
            return new Refusal("second-person-needed");

        var alone = (await tx.Setting<Dictionary<string, decimal>>(Threshold))?.GetValueOrDefault(account.Open.Currency.Code) ?? 0;
        if (account.Open.ToDecimal() > alone)
        {
            await tx.Connection.ExecuteAsync(
                "insert into invoicing.write_off (id, invoice, reason, proposed, proposer) values (@Request, @invoice, @Reason, @Today, @person)",
                new { command.Request, invoice = command.Invoice.Value, command.Reason, tx.Today, person = actor.Person.Value });
            await tx.AskWriteOff(command.Request, account, (await tx.FindClient(account.Invoice.Client))!, command.Reason);
            return new Result(command.Request, Waits: true);
        }

        var written = await tx.WriteOff(command.Request, command.Invoice);
        return written.Refusal is { } refusal ? refusal : new Result(command.Request, Waits: false);
    }

    public sealed record Command(Guid Request, Id<Invoice> Invoice, string Reason) : ICommand<Command, ProposeWriteOff, Result>
    {
        public object Subject => new { Invoice };
    }

    /// <param name="Waits">For a second person: nothing is posted yet.</param>
    public sealed record Result(Guid Proposal, bool Waits);
}
