using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>
/// Approves cases from the desk. Each runs through its module's own use case by the door, as the person at the desk: with that use
/// case's access and guards, in a transaction and with an audit line of its own.
/// </summary>
internal sealed class Approvals(Door door, IEnumerable<DeskAction> actions)
{
    /// <summary>Several at once: only what passed every automatic check. One that is refused does not hold up the others.</summary>
    /// <param name="request">Of the form; each case gets its own id from it, so that sending twice approves once.</param>
    public async Task<IReadOnlyList<(Id<Case> Case, Refusal? Refusal)>> ApproveClean(IReadOnlyCollection<Id<Case>> cases, Guid request, Actor actor)
    {
        var results = new List<(Id<Case>, Refusal?)>();
        foreach (var id in cases.Distinct()) results.Add((id, await Approve(id, request, actor, onlyClean: true)));
        return results;
    }

    /// <summary>One, by somebody who has looked at it: also where a check asks for a person's judgement.</summary>
    public Task<Refusal?> Approve(Id<Case> id, Guid request, Actor actor) => Approve(id, request, actor, onlyClean: false);

    /// <summary>What the button says.</summary>
    public string Verb(string kind) => actions.FirstOrDefault(action => action.Kind == kind)?.Verb ?? "Approve";

    public bool Can(string kind) => actions.Any(action => action.Kind == kind);

    private async Task<Refusal?> Approve(Id<Case> id, Guid request, Actor actor, bool onlyClean)
    {
        var read = await door.Read(new ShowCase.Query(id), actor);
        if (read.Refusal is { } refusal) return refusal;
        var one = read.Value.Case;
        if (actions.SingleOrDefault(action => action.Kind == one.Item.Kind) is not { } action) return new Refusal("unknown-kind", ("kind", one.Item.Kind));
        if (onlyClean && !one.Clean) return new Refusal("checks-not-passed");
        return await action.Approve(door, one.Item.Object, NamedGuid.Of(request, $"approve {id}"), actor);
    }
}
