using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

internal static class CaseSql
{
    public const string Select =
        """
        select id, kind, noun, object, member, title, under, facts::text as facts, href, due_at, due_whole_day, due_from, checks::text as checks, clean, four_eyes,
               if_approved, assignee, state, waiting_for, waiting_since, waited, opened_at, resolved_at
        from desk.item
        """;

    public static async Task<Case?> FindCase(this Tx tx, Id<Case> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<CaseRow>($"{Select} where id = @id", new { id = id.Value }))?.ToCase(tx.Now);

    public static async Task<Case?> LockCase(this Tx tx, Id<Case> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<CaseRow>($"{Select} where id = @id for update", new { id = id.Value }))?.ToCase(tx.Now);

    public static async Task<Case?> LockCase(this Tx tx, Guid @object, string kind) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<CaseRow>($"{Select} where object = @object and kind = @kind for update", new { @object, kind }))?.ToCase(tx.Now);

    /// <summary>The clock stops.</summary>
    public static async Task Wait(this Tx tx, Case one, WaitingFor whom, string why)
    {
        await tx.Connection.ExecuteAsync(
            "update desk.item set state = 'Waiting', waiting_for = @whom, waiting_since = @Now where id = @id", new { id = one.Id.Value, whom = whom.ToString(), tx.Now });
        await tx.TakeStep(Case.States, one.Id.Value, one.State, CaseState.Waiting, $"waits-for-{whom.ToString().ToLowerInvariant()}", why);
    }

    /// <summary>The clock goes on from where it stopped.</summary>
    public static async Task<Case> Resume(this Tx tx, Case one, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            update desk.item
            set state = 'Open', waited = waited + extract(epoch from @Now - waiting_since)::bigint, waiting_for = null, waiting_since = null
            where id = @id
            """,
            new { id = one.Id.Value, tx.Now });
        await tx.TakeStep(Case.States, one.Id.Value, CaseState.Waiting, CaseState.Open, "goes-on", why);
        return one with { State = CaseState.Open, WaitingFor = null };
    }
}

/// <summary>A row of desk.item.</summary>
internal sealed record CaseRow(
    Guid Id, string Kind, string Noun, Guid Object, Guid? Member, string Title, string? Under, string Facts, string Href, Instant? Due_At, bool Due_Whole_Day,
    string? Due_From, string Checks, bool Clean, bool Four_Eyes, string? If_Approved, Guid? Assignee, CaseState State, string? Waiting_For, Instant? Waiting_Since,
    long Waited, Instant Opened_At, Instant? Resolved_At)
{
    public Case ToCase(Instant now) => new(
        new(Id),
        new Item(Kind, Noun, Object, Title, Href)
        {
            Under = Under, Facts = FactsJson.Read(Facts), Member = Member is { } member ? new(member) : null,
            Due = Due_At is { } due ? new LegalDate(due, Due_Whole_Day, Due_From!) : null,
            Checks = JsonSerializer.Deserialize<Check[]>(Checks, StoreJson.Options)!, FourEyes = Four_Eyes, IfApproved = If_Approved,
            Assignee = Assignee is { } assignee ? new(assignee) : null,
        },
        State, Waiting_For is { } whom ? Enum.Parse<WaitingFor>(whom) : null, Opened_At,
        (Waiting_Since ?? Resolved_At ?? now) - Opened_At - Duration.FromSeconds(Waited), Clean);
}
