using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// That work was declared before its first hour. Sweden has no report to an authority before the start (its employers' return comes monthly), so
/// there the signed announcement is the declaration; in every other country an adviser types the number that the authority has answered with.
/// </summary>
internal static class WorkReceipts
{
    public static bool NeedsAuthority(string country) => country is not "SE";

    /// <summary>Declares what has just been signed, where nobody else has to be asked.</summary>
    public static async Task<Outcome<EngagementState>> DeclareSigned(this Tx tx, Engagement one, Work work)
    {
        if (await tx.FindEntity(one.Entity) is not { } entity) return Refusal.Unknown;
        return NeedsAuthority(entity.Country) ? EngagementState.Contracted : await tx.Declared(one, work, "own", "");
    }

    public static async Task<Outcome<EngagementState>> Declared(this Tx tx, Engagement one, Work work, string by, string number)
    {
        await tx.Connection.ExecuteAsync(
            "insert into employment.receipt (work, by, number, at) values (@id, @by, @number, @Now)", new { id = work.Id.Value, by, number, tx.Now });
        return (await tx.Move(one, EngagementState.Engaged, "declared", number)).Then<EngagementState>(_ => EngagementState.Engaged);
    }

    /// <summary>When the work was declared; null while it is not.</summary>
    public static async Task<Instant?> DeclaredAt(this Tx tx, Id<Work> work) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Instant?>("select at from employment.receipt where work = @id", new { id = work.Value });
}

/// <summary>An adviser has declared signed work to the authority, and types the number of its receipt: before the first hour.</summary>
internal sealed class RecordReceipt : IUseCase<RecordReceipt.Command, EngagementState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Engagement, actor);

    public async Task<Outcome<EngagementState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockEngagement(command.Engagement) is not { } one) return Refusal.Unknown;
        if (one.State is not EngagementState.Contracted || one.Work is not { } id || await tx.LockWork(id) is not { } work) return new Refusal("state-not-allowed", ("state", one.State));
        var number = command.Number.Trim();
        if (number.Length is 0) return new Refusal("field-missing", ("field", "number")) { Field = "number" };
        if (number.Length > 60 || !Mail.IsOneLine(number)) return new Refusal("field-invalid", ("text", number[..Math.Min(number.Length, 40)])) { Field = "number" };
        if (WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun with { Field = null };
        return await tx.Declared(one, work, "authority", number);
    }

    /// <param name="Number">Of the authority's receipt.</param>
    public sealed record Command(Guid Request, Id<Engagement> Engagement, string Number) : ICommand<Command, RecordReceipt, EngagementState>
    {
        public object Subject => new { Engagement };
    }
}
