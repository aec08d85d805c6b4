using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The board enters what the statutes say about membership from a date on.</summary>
internal sealed class SetStatute : IUseCase<SetStatute.Command, Done>
{
    public static Access Access => new((Role.Board, Relation.None), (Role.Administrator, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) => tx.SetStatute(command.Entity, command.ValidFrom, command.Statute);

    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LocalDate ValidFrom, Statute Statute) : ICommand<Command, SetStatute, Done>
    {
        public object Subject => new { Entity, ValidFrom, Statute.Share, Statute.NoticeMonths, Statute.KeepYears, Statute.ToYearEnd, Statute.MinimumCapital };
    }
}
