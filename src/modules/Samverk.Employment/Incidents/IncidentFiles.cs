using Dapper;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Asks to see a file of an incident. Seeing needs this first, so that every look stands in the audit.</summary>
internal sealed class OpenIncidentFile : IUseCase<OpenIncidentFile.Command, Guid>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Incident, actor);

    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if ((await tx.FilesOf(command.Incident)).All(file => file.Id != command.File)) return Refusal.Unknown;
        await tx.Connection.ExecuteAsync(
            "insert into employment.incident_view (id, file, person, at) values (@Request, @File, @person, @Now)", new { command.Request, command.File, person = actor.Person.Value, tx.Now });
        return command.Request;
    }

    public sealed record Command(Guid Request, Id<Incident> Incident, Guid File) : ICommand<Command, OpenIncidentFile, Guid>
    {
        public object Subject => new { Incident, File };
    }
}

/// <summary>The file itself, for who has just asked to see it.</summary>
internal sealed class ReadIncidentFile : IUseCase<ReadIncidentFile.Query, StoredFile>
{
    /// <summary>After which a look is over and has to be asked for, and written down, again.</summary>
    private static readonly Duration Moment = Duration.FromSeconds(60);

    public static Access Access => OpenIncidentFile.Access;

    // A look is its asker's own, and only who may see the file has been given one.
    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<StoredFile>> Run(Query query, Tx tx, Actor actor)
    {
        var hash = await tx.Connection.QuerySingleOrDefaultAsync<string?>(
            """
            select encode(incident_file.hash, 'hex') from employment.incident_view join employment.incident_file on incident_file.id = incident_view.file
            where incident_view.id = @View and incident_view.person = @person and incident_view.at > @since
            """,
            new { query.View, person = actor.Person.Value, since = tx.Now - Moment });
        return hash is null ? Refusal.Unknown : await tx.LoadFile(FileHash.Parse(hash, null));
    }

    /// <param name="View">What <see cref="OpenIncidentFile"/> answered to the same person.</param>
    public sealed record Query(Guid View) : IQuery<Query, ReadIncidentFile, StoredFile>;
}

/// <summary>A file as a form brings it.</summary>
internal static class IncidentUpload
{
    public static async Task<Refusal?> Attach(Door door, Actor actor, Guid request, Id<Incident> incident, IFormFile file)
    {
        if (file.Length > AttachCertificate.Largest) return new Refusal("field-invalid", ("text", file.FileName)) { Field = "file" };
        await using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return (await door.Run(new AttachToIncident.Command(NamedGuid.Of(request, file.FileName), incident, file.ContentType.Split(';')[0], bytes.ToArray()), actor)).Refusal;
    }
}
