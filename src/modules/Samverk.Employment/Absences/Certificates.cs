using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Puts the certificate to an absence: a photograph or a PDF. Another one takes its place.</summary>
internal sealed class AttachCertificate : IUseCase<AttachCertificate.Command, FileHash>
{
    /// <summary>10 MiB: a photograph of today's telephones.</summary>
    public const int Largest = 10 * 1024 * 1024;

    private static readonly string[] Kinds = ["application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic"];

    public static Access Access => ChangeAbsence.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    public async Task<Outcome<FileHash>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockAbsence(command.Absence) is not { } absence) return Refusal.Unknown;
        if (absence.State is not AbsenceState.Reported) return new Refusal("state-not-allowed", ("state", absence.State));
        if (!Kinds.Contains(command.MediaType, StringComparer.Ordinal) || command.Content.Length > Largest) return new Refusal("field-invalid", ("text", command.MediaType)) { Field = "certificate" };
        var stored = await tx.StoreFile(command.Content, command.MediaType);
        if (stored.Refusal is { } notStored) return notStored with { Field = "certificate" };
        await tx.Save(absence with { Certificate = stored.Value }, absence.State, "certificate", "");
        return stored.Value;
    }

    public sealed record Command(Guid Request, Id<Absence> Absence, string MediaType, byte[] Content) : ICommand<Command, AttachCertificate, FileHash>
    {
        public object Subject => new { Absence, Bytes = Content.Length };
    }
}

/// <summary>Asks to see a certificate. Seeing needs this first, so that every look stands in the audit.</summary>
internal sealed class OpenCertificate : IUseCase<OpenCertificate.Command, Guid>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindAbsence(command.Absence) is not { Certificate: not null }) return Refusal.Unknown;
        await tx.Connection.ExecuteAsync(
            "insert into employment.certificate_view (id, absence, person, at) values (@Request, @absence, @person, @Now)",
            new { command.Request, absence = command.Absence.Value, person = actor.Person.Value, tx.Now });
        return command.Request;
    }

    public sealed record Command(Guid Request, Id<Absence> Absence) : ICommand<Command, OpenCertificate, Guid>
    {
        public object Subject => new { Absence };
    }
}

/// <summary>The certificate itself, for who has just asked to see it.</summary>
internal sealed class ReadCertificate : IUseCase<ReadCertificate.Query, StoredFile>
{
    /// <summary>Seconds after which a look is over and has to be asked for, and written down, again.</summary>
    private const int Moment = 60;

    public static Access Access => OpenCertificate.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<StoredFile>> Run(Query query, Tx tx, Actor actor)
    {
        var absence = await tx.Connection.QuerySingleOrDefaultAsync<Guid?>(
            "select absence from employment.certificate_view where id = @View and person = @person and at > @since",
            new { query.View, person = actor.Person.Value, since = tx.Now - NodaTime.Duration.FromSeconds(Moment) });
        return absence is { } id && await tx.FindAbsence(new(id)) is { Certificate: { } hash } ? await tx.LoadFile(hash) : Refusal.Unknown;
    }

    /// <param name="View">What <see cref="OpenCertificate"/> answered to the same person.</param>
    public sealed record Query(Guid View) : IQuery<Query, ReadCertificate, StoredFile>;
}
