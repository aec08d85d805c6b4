using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// Everything personal about somebody is replaced, in all modules at once or not at all. What is in the books stays: it names the person
/// by a generated code only. Refused while a rule keeps the data (GDPR art. 17(3)(b)).
/// </summary>
internal sealed class ErasePerson(IEnumerable<IErase> modules) : IUseCase<ErasePerson.Command, Done>
{
    public static Access Access => new((Role.Administrator, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPerson(command.Person) is not { ErasedOn: null } person) return Refusal.Unknown;
        if (command.Code != person.Code) return new Refusal("field-invalid", ("text", command.Code)) { Field = "code" };

        var kept = new List<Retention>();
        foreach (var module in modules) kept.AddRange(await module.Kept(person.Id, tx));
        if (kept.Count > 0) return Running(kept);

        foreach (var module in modules) await module.Erase(person, tx);
        await tx.Raise(new PersonErased(person.Id.Value));
        return default(Done);
    }

    private static Refusal Running(IReadOnlyList<Retention> kept)
    {
        var what = string.Join(", ", kept.Select(one => one.What).Distinct(StringComparer.Ordinal));
        LocalDate? until = kept.All(one => one.Until is not null) ? kept.Max(one => one.Until) : null;
        return until is { } date ? new("retention-running", ("date", date), ("what", what)) : new("retention-running", ("what", what));
    }

    /// <param name="Code">The person's code, typed again: erasing cannot be undone.</param>
    public sealed record Command(Guid Request, Id<Person> Person, string Code) : ICommand<Command, ErasePerson, Done>
    {
        public object Subject => new { Person };
    }
}
