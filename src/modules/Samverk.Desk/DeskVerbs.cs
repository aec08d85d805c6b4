using System.Text.Json;
using Dapper;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>How modules put things on the desk and take them off again.</summary>
public static class DeskVerbs
{
    /// <summary>
    /// Puts an item on the desk, or brings the one that is there up to date; one that was resolved is reopened, and its clock starts
    /// again. Without an assignee it is suggested to the member's adviser; whoever has taken it keeps it.
    /// </summary>
    public static async Task<Id<Case>> OpenItem(this Tx tx, Item item)
    {
        if (item.Assignee is null && item.Member is { } member) item = item with { Assignee = (await tx.FindPerson(member))?.Adviser };
        var row = Columns(tx, item);
        if (await tx.Connection.ExecuteAsync(
            """
            insert into desk.item (id, kind, noun, object, member, title, under, facts, href, due_at, due_whole_day, due_from, checks, clean, four_eyes,
                if_approved, assignee, state, opened_at)
            values (@Id, @Kind, @Noun, @Object, @Member, @Title, @Under, @Facts::jsonb, @Href, @DueAt, @DueWholeDay, @DueFrom, @Checks::jsonb, @Clean, @FourEyes,
                @IfApproved, @Assignee, 'Open', @Now)
            on conflict (object, kind) do nothing
            """,
            row) is 1)
        {
            await tx.TakeStep(Case.States, row.Id, null, CaseState.Open, "opens", "");
            return new(row.Id);
        }

        var there = (await tx.LockCase(item.Object, item.Kind))!;
        var reopened = there.State is CaseState.Resolved;
        await tx.Connection.ExecuteAsync(
            """
            update desk.item
            set noun = @Noun, member = @Member, title = @Title, under = @Under, facts = @Facts::jsonb, href = @Href, due_at = @DueAt, due_whole_day = @DueWholeDay,
                due_from = @DueFrom, checks = @Checks::jsonb, clean = @Clean, four_eyes = @FourEyes, if_approved = @IfApproved,
                assignee = case when @reopened then @Assignee else coalesce(assignee, @Assignee) end,
                state = case when @reopened then 'Reopened' else state end, resolved_at = null,
                opened_at = case when @reopened then @Now else opened_at end, waited = case when @reopened then 0 else waited end
            where object = @Object and kind = @Kind
            """,
            new
            {
                row.Noun, row.Member, row.Title, row.Under, row.Facts, row.Href, row.DueAt, row.DueWholeDay, row.DueFrom, row.Checks, row.Clean, row.FourEyes,
                row.IfApproved, row.Assignee, row.Object, row.Kind, row.Now, reopened,
            });
        if (reopened) await tx.TakeStep(Case.States, there.Id.Value, CaseState.Resolved, CaseState.Reopened, "reopens", "");
        return there.Id;
    }

    /// <summary>
    /// The same for many things at once, in two round trips: for files that bring thousands. Nobody is suggested; what is there already is
    /// brought up to date one by one.
    /// </summary>
    public static async Task OpenItems(this Tx tx, IReadOnlyList<Item> items)
    {
        if (items.Count is 0) return;
        var rows = items.Select(item => Columns(tx, item)).ToArray();
        var opened = (await tx.Connection.QueryAsync<Guid>(
            """
            insert into desk.item (id, kind, noun, object, member, title, under, facts, href, due_at, due_whole_day, due_from, checks, clean, four_eyes,
                if_approved, assignee, state, opened_at)
            select id, kind, noun, object, member, title, under, facts::jsonb, href, due_at, whole, due_from, checks::jsonb, clean, four, if_approved, assignee, 'Open', @Now
            from unnest(@ids, @kinds, @nouns, @objects, @members, @titles, @unders, @facts, @hrefs, @dues, @wholes, @froms, @checks, @cleans, @fours, @ifs, @assignees)
                as said (id, kind, noun, object, member, title, under, facts, href, due_at, whole, due_from, checks, clean, four, if_approved, assignee)
            on conflict (object, kind) do nothing
            returning id
            """,
            new
            {
                tx.Now, ids = Of(it => it.Id), kinds = Of(it => it.Kind), nouns = Of(it => it.Noun), objects = Of(it => it.Object), members = Of(it => it.Member),
                titles = Of(it => it.Title), unders = Of(it => it.Under), facts = Of(it => it.Facts), hrefs = Of(it => it.Href), dues = Of(it => it.DueAt),
                wholes = Of(it => it.DueWholeDay), froms = Of(it => it.DueFrom), checks = Of(it => it.Checks), cleans = Of(it => it.Clean), fours = Of(it => it.FourEyes),
                ifs = Of(it => it.IfApproved), assignees = Of(it => it.Assignee),
            })).ToHashSet();
        await tx.TakeSteps<CaseState>(Case.States, opened, null, CaseState.Open, "opens", "");
        foreach (var (row, item) in rows.Zip(items))
            if (!opened.Contains(row.Id)) await tx.OpenItem(item);

        T[] Of<T>(Func<ItemColumns, T> part) => [.. rows.Select(part)];
    }

    /// <summary>The thing is decided. Closing what is not on the desk changes nothing.</summary>
    public static async Task CloseItem(this Tx tx, Guid @object, string kind, string why = "")
    {
        if (await tx.LockCase(@object, kind) is not { State: not CaseState.Resolved } open) return;
        if (open.State is CaseState.Waiting) open = await tx.Resume(open, "answered");
        await tx.Connection.ExecuteAsync("update desk.item set state = 'Resolved', resolved_at = @Now where id = @id", new { id = open.Id.Value, tx.Now });
        await tx.TakeStep(Case.States, open.Id.Value, open.State, CaseState.Resolved, "resolved", why);
    }

    private static ItemColumns Columns(Tx tx, Item item) => new(
        Guid.CreateVersion7(), item.Kind, item.Noun, item.Object, item.Member?.Value, item.Title, item.Under, FactsJson.Write(item.Facts), item.Href,
        item.Due?.At, item.Due?.WholeDay ?? false, item.Due?.From, JsonSerializer.Serialize(item.Checks, StoreJson.Options),
        item.Checks.Count > 0 && item.Checks.All(check => check.Passed), item.FourEyes, item.IfApproved, item.Assignee?.Value, tx.Now);

    private sealed record ItemColumns(
        Guid Id, string Kind, string Noun, Guid Object, Guid? Member, string Title, string? Under, string Facts, string Href, NodaTime.Instant? DueAt, bool DueWholeDay,
        string? DueFrom, string Checks, bool Clean, bool FourEyes, string? IfApproved, Guid? Assignee, NodaTime.Instant Now);
}
