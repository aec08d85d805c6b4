using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Says what happened, where and when. Payroll may do it for who has phoned.</summary>
internal sealed class ReportIncident : IUseCase<ReportIncident.Command, Id<Incident>>
{
    public static Access Access => new((Role.Member, Relation.TeamMember), (Role.Finance, Relation.None));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => command.Person == actor.Person ? await tx.RelationTo(command.Activity, actor) : Relation.None;

    /// <returns>The incident; <c>field-missing</c> and <c>field-invalid</c> for its words, <c>not-yet</c> for a time to come.</returns>
    public async Task<Outcome<Id<Incident>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(command.Activity) is not { } activity || await tx.FindEntity(activity.Entity) is not { } entity) return Refusal.Unknown with { Field = "activity" };
        if (await tx.RelationToPerson(command.Person, actor) is Relation.None) return Refusal.Unknown with { Field = "person" };
        // Payroll writes down what was phoned; nobody else reports about somebody.
        if (command.Person != actor.Person && !actor.Roles.Contains(Role.Finance)) return Refusal.Unknown;
        foreach (var (field, text, needed) in new[] { ("place", command.Place, true), ("what", command.What, true), ("doctor", command.Doctor, false), ("witnesses", command.Witnesses, false) })
            if (IncidentRules.RefuseText(text, field, needed) is { } wrong) return wrong;
        var happened = command.Day + new LocalTime(command.At.Hour, command.At.Minute);
        if (happened > tx.Now.InZone(tx.Zone).LocalDateTime) return new Refusal("not-yet", ("date", tx.Today)) { Field = "day" };

        var incident = new Incident(
            new(command.Request), entity.Id, command.Person, actor.Hand, happened, command.Place.Trim(), command.What.Trim(), command.Injured, command.Doctor?.Trim() ?? "", command.Witnesses?.Trim() ?? "",
            IncidentState.Reported, tx.Today)
        {
            Due = command.Injured && (await tx.Facts()).LastDayToTell(entity.Country, command.Day) is { Refusal: null, Value: var last } ? last : null,
        };
        await tx.Save(incident, null, "reported", "");
        await tx.AskPayroll(incident);
        return incident.Id;
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, Id<Person> Person, LocalDate Day, LocalTime At, string Place, string What, bool Injured, string? Doctor, string? Witnesses)
        : ICommand<Command, ReportIncident, Id<Incident>>
    {
        // What happened to somebody, and whether they were hurt, is a fact of health.
        public object Subject => new { Request, Activity, Person };
    }
}

/// <summary>Puts a photograph or a paper to an incident.</summary>
internal sealed class AttachToIncident : IUseCase<AttachToIncident.Command, Guid>
{
    private const int MostFiles = 20;

    private static readonly string[] Kinds = ["application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic"];

    public static Access Access => new((Role.Member, Relation.Own), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Incident, actor);

    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockIncident(command.Incident) is not { } incident) return Refusal.Unknown;
        if (incident.State is IncidentState.Closed) return new Refusal("state-not-allowed", ("state", incident.State));
        if (!Kinds.Contains(command.MediaType, StringComparer.Ordinal) || command.Content.Length > AttachCertificate.Largest || (await tx.FilesOf(incident.Id)).Count >= MostFiles)
            return new Refusal("field-invalid", ("text", command.MediaType)) { Field = "file" };
        var stored = await tx.StoreFile(command.Content, command.MediaType);
        if (stored.Refusal is { } notStored) return notStored;
        await tx.AddFile(command.Request, incident.Id, stored.Value, command.MediaType);
        await tx.Save(incident, incident.State, "file", "");
        return command.Request;
    }

    public sealed record Command(Guid Request, Id<Incident> Incident, string MediaType, byte[] Content) : ICommand<Command, AttachToIncident, Guid>
    {
        public object Subject => new { Incident, Bytes = Content.Length };
    }
}
