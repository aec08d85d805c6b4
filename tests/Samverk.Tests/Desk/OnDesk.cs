using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests;

/// <summary>What is on the desk of a cooperative, and how its staff approves it from there.</summary>
internal static class OnDesk
{
    /// <summary>Items that are not resolved, the oldest first; each has been said in Swedish and nothing was missing.</summary>
    public static async Task<IReadOnlyList<Case>> OpenItems(this Cooperative coop, string? kind = null)
    {
        var cases = (await coop.Db.Read(Actor.System, async tx => Outcome.Of<IReadOnlyList<Case>>([.. (await tx.Connection.QueryAsync<CaseRow>(
            $"{CaseSql.Select} where state <> 'Resolved' and (@kind::text is null or kind = @kind) order by opened_at, id", new { kind })).Select(row => row.ToCase(tx.Now))]))).Value;
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv-SE");
        var texts = new Texts();
        var shown = new ShownItem(texts, coop.Services.GetServices<DeskKind>(), texts.Of(typeof(Case).Assembly));
        foreach (var item in cases.Select(one => one.Item))
        {
            Assert.NotEqual(item.Kind, shown.Word(item));
            string?[] said = [item.Title, item.Under, item.IfApproved, .. item.Checks.SelectMany(check => new[] { check.Word, check.Sentence })];
            Assert.All(said.OfType<string>(), key => Assert.DoesNotContain("…", shown.Say(item, key), StringComparison.Ordinal));
        }

        CultureInfo.CurrentUICulture = before;
        Assert.Empty(texts.Missing);
        return cases;
    }

    public static async Task<Case> OpenItem(this Cooperative coop, string kind) => Assert.Single(await coop.OpenItems(kind));

    /// <summary>By somebody who ticks it, among what passed every check.</summary>
    public static async Task<Refusal?> ApproveClean(this Cooperative coop, Case one, Actor actor)
    {
        await using var scope = coop.Services.CreateAsyncScope();
        return Assert.Single(await scope.ServiceProvider.GetRequiredService<Approvals>().ApproveClean([one.Id], Guid.NewGuid(), actor)).Refusal;
    }

    /// <summary>By somebody who has opened it.</summary>
    public static async Task<Refusal?> Approve(this Cooperative coop, Case one, Actor actor)
    {
        await using var scope = coop.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Approvals>().Approve(one.Id, Guid.NewGuid(), actor);
    }
}
