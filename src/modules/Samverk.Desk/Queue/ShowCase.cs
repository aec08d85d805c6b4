using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>One case whole, for deciding beside the list.</summary>
public sealed class ShowCase : IUseCase<ShowCase.Query, ShowCase.Shown>
{
    public static Access Access => new(Who.Staff);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Shown>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindCase(query.Case) is not { } one) return Refusal.Unknown;
        var steps = await tx.Steps(one.Id.Value);
        var names = await tx.Names([.. new[] { one.Item.Member, one.Item.Assignee }.OfType<Id<Person>>(), .. steps.Select(step => step.Person)]);
        var about = one.Item.Kind is PostMessage.Kind
            ? await tx.FindThread(one.Item.Object)
            : new Conversation(one.Item.Noun, one.Item.Object, $"/messages?about={one.Item.Object}");
        return new Shown(one, about, steps, names.ToDictionary(name => name.Key.Value, name => name.Value), tx.Now, tx.Today, tx.Zone.Id);
    }

    public sealed record Query(Id<Case> Case) : IQuery<Query, ShowCase, Shown>;

    /// <param name="About">What the conversation beside the case is about.</param>
    public sealed record Shown(Case Case, Conversation? About, IReadOnlyList<Step> Steps, IReadOnlyDictionary<Guid, string> Names, Instant Now, LocalDate Today, string Zone)
    {
        public string? NameOf(Id<Person>? id) => id is { } known ? Names.GetValueOrDefault(known.Value) : null;
    }
}
