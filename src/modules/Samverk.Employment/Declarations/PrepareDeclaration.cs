using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Fixes what a declaration says: the released payslips of its period, person by person. Nothing that the authority asks may be missing.</summary>
internal sealed class PrepareDeclaration : IUseCase<PrepareDeclaration.Command, DeclarationState>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The state; <c>declaration-incomplete</c> with what is missing and how often, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<DeclarationState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDeclaration(command.Declaration) is not { } declaration) return Refusal.Unknown;
        var again = declaration.State is DeclarationState.Rejected or DeclarationState.Corrected;
        var to = again ? DeclarationState.Corrected : DeclarationState.Prepared;
        if (Declaration.States.Refuse(declaration.State, to) is { } notAllowed) return notAllowed;
        var people = await tx.ToDeclare(declaration);
        var set = await tx.DataOf(declaration, people);
        if (set.Missing is [var first, ..])
            return new Refusal("declaration-incomplete", ("field", first.Field), ("person", first.Person), ("number", set.Missing.Count));

        await tx.Fix(declaration.Id, people);
        await tx.Move(declaration with { Code = null }, to, again ? "corrected" : "prepared", "");
        return to;
    }

    public sealed record Command(Guid Request, Guid Declaration) : ICommand<Command, PrepareDeclaration, DeclarationState>
    {
        public object Subject => new { Declaration };
    }
}
