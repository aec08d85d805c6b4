using Dapper;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>A person chooses the language in which mails are written to them, and pages where no device has chosen another.</summary>
internal sealed class ChangeLanguage : IUseCase<ChangeLanguage.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (Language.Of(command.Language) is not { } language) return new Refusal("field-invalid", ("text", command.Language)) { Field = "language" };
        return await tx.Connection.ExecuteAsync("update identity.account set language = @Code where id = @id", new { language.Code, id = actor.Person.Value }) is 1
            ? default(Done)
            : Refusal.Unknown;
    }

    /// <param name="Language">Two letters.</param>
    internal sealed record Command(Guid Request, string Language) : ICommand<Command, ChangeLanguage, Done>
    {
        public object Subject => new { Language };
    }
}
