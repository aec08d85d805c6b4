using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>
/// A team shares an amount out over several activities, equally or by weights, to the cent (largest remainder: 100.00 in three is 33.34,
/// 33.33 and 33.33). Each part is a transfer that its receiver accepts; the minutes say why, for all of them.
/// </summary>
internal sealed class ShareOut : IUseCase<ShareOut.Command, ShareOut.Result>
{
    public const int MostParts = 50;

    public static Access Access => ActivityAccess.Steering;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.From, actor);

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (RefuseParts(command) is { } wrong) return wrong;
        var locked = await tx.LockActivities([command.From, .. command.Parts.Select(part => part.To)]);
        if (locked[0] is not { } from) return Refusal.Unknown;

        // The whole has to be there, not only each part of it.
        var collected = (await tx.Balances(from, tx.Today)).ExpenseAvailable;
        foreach (var to in locked.Skip(1))
        {
            if (to is null) return Refusal.Unknown with { Field = "parts" };
            if (TransferRules.Refuse(from, to, command.Amount, collected) is { } refusal) return refusal;
            if (await tx.LeftBehind(from.Id, to.Id)) return new Refusal("receiver-left", ("activity", to.Name)) { Field = "parts" };
        }

        await tx.Connection.ExecuteAsync(
            "insert into activities.share_out (id, from_activity, amount, currency, minutes, date, person) values (@Request, @from, @minor, @Currency, @Minutes, @Today, @person)",
            new { command.Request, from = from.Id.Value, minor = command.Amount.Minor, command.Amount.Currency, command.Minutes, tx.Today, person = actor.Person.Value });

        var amounts = command.Amount.Allocate([.. command.Parts.Select(part => part.Weight)]);
        var transfers = new List<Part>();
        foreach (var (part, amount) in command.Parts.Zip(amounts))
        {
            if (amount.IsZero) continue;
            var transfer = new Transfer(Id<Transfer>.Named(command.Request, part.To.ToString()), from.Id, part.To, amount, command.Minutes, command.Request, TransferState.Proposed);
            await tx.Save(transfer, null, "proposed", "");
            await tx.Raise(new TransferProposed(transfer.Id.Value, part.To.Value));
            transfers.Add(new(transfer.Id, part.To, amount));
        }

        return new Result(transfers);
    }

    private static Refusal? RefuseParts(Command command) =>
        string.IsNullOrWhiteSpace(command.Minutes) ? new Refusal("reason-needed") { Field = "minutes" }
        : command.Parts.Count is < 2 or > MostParts || command.Parts.Any(part => part.Weight < 0) || command.Parts.All(part => part.Weight is 0)
            || command.Parts.DistinctBy(part => part.To).Count() != command.Parts.Count
            ? new Refusal("field-invalid", ("field", "parts")) { Field = "parts" }
        : null;

    /// <param name="Parts">2 to 50 activities, each once, with their weights: all 1 = equal parts.</param>
    public sealed record Command(Guid Request, Id<Activity> From, Money Amount, IReadOnlyList<Weighted> Parts, string Minutes) : ICommand<Command, ShareOut, Result>
    {
        public object Subject => new { Request, From, Amount, Parts };
    }

    public sealed record Weighted(Id<Activity> To, decimal Weight);

    public sealed record Result(IReadOnlyList<Part> Transfers);

    public sealed record Part(Id<Transfer> Transfer, Id<Activity> To, Money Amount);
}
