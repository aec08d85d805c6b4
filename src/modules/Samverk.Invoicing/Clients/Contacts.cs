using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Somebody a member knows at a client; nobody else sees it.</summary>
internal sealed record Contact(Guid Id, string Name, string Role, string? Email, string? Phone);

/// <summary>A member keeps a contact at a client, or corrects it.</summary>
internal sealed class KeepContact : IUseCase<KeepContact.Command, Guid>
{
    public static Access Access => new((Role.Member, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Client>(command.Client), actor);

    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (string.IsNullOrWhiteSpace(command.Name)) return new Refusal("field-missing", ("field", "name")) { Field = "name" };
        if (command.Email is { Length: > 0 } email && !ClientDetails.IsEmail(email)) return new Refusal("field-invalid", ("text", email)) { Field = "email" };
        foreach (var (field, text) in new[] { ("name", command.Name), ("role", command.Role), ("phone", command.Phone ?? "") })
            if (text.Length > 120) return new Refusal("field-invalid", ("text", text[..40])) { Field = field };

        var kept = await tx.Connection.ExecuteAsync(
            """
            insert into invoicing.contact (id, client, member, name, role, email, phone) values (@id, @Client, @member, @Name, @Role, @Email, @Phone)
            on conflict (id) do update set name = excluded.name, role = excluded.role, email = excluded.email, phone = excluded.phone
            where contact.member = @member and contact.client = @Client
            """,
            new { id = command.Contact ?? command.Request, command.Client, member = actor.Person.Value, command.Name, command.Role, command.Email, command.Phone });
        return kept is 1 ? command.Contact ?? command.Request : Refusal.Unknown;
    }

    /// <param name="Contact">The one to correct; null for a new one.</param>
    public sealed record Command(Guid Request, Guid Client, Guid? Contact, string Name, string Role, string? Email, string? Phone) : ICommand<Command, KeepContact, Guid>
    {
        public object Subject => new { Client, Contact };
    }
}

/// <summary>A member forgets a contact.</summary>
internal sealed class ForgetContact : IUseCase<ForgetContact.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => await tx.Connection.QuerySingleAsync<bool>(
        "select exists (select from invoicing.contact where id = @Contact and member = @member)", new { command.Contact, member = actor.Person.Value })
        ? Relation.Own : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.Connection.ExecuteAsync("delete from invoicing.contact where id = @Contact", new { command.Contact });
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Contact) : ICommand<Command, ForgetContact, Done>
    {
        public object Subject => new { Contact };
    }
}
