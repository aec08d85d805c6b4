using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>The board sets how much may be laid out, from a day on; earlier limits stay what they were.</summary>
internal sealed class SetExposureLimit : IUseCase<SetExposureLimit.Command, Done>
{
    public static Access Access => new((Role.Board, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Reason)) return new Refusal("reason-needed") { Field = "reason" };
        // Past days were judged by the limits of those days.
        if (command.ValidFrom < tx.Today) return new Refusal("past-dated", ("date", tx.Today)) { Field = "validFrom" };
        if (command.Amount is { } amount && amount.Currency != entity.Currency) return new Refusal("other-currency", ("currency", entity.Currency.Code)) { Field = "amount" };
        if (command.Amount is { IsNegative: true }) return new Refusal("amount-not-positive", ("amount", command.Amount)) { Field = "amount" };
        if (command.Kind is LimitKind.Cooperative && command.Subject is not null) return new Refusal("field-invalid", ("field", "subject")) { Field = "subject" };

        var added = await tx.Connection.ExecuteAsync(
            """
            insert into guarantee.exposure_limit (entity, kind, subject, valid_from, amount, reason, person, at)
            values (@entity, @kind, @Subject, @ValidFrom, @minor, @Reason, @person, @Now)
            on conflict do nothing
            """,
            new
            {
                entity = entity.Id.Value, kind = command.Kind.ToString(), command.Subject, command.ValidFrom, minor = command.Amount?.Minor, command.Reason,
                person = actor.Person.Value, tx.Now,
            });
        return added is 1 ? default(Done) : new Refusal("changed-meanwhile") { Field = "validFrom" };
    }

    /// <param name="Amount">Null = no limit.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LimitKind Kind, Guid? Subject, LocalDate ValidFrom, Money? Amount, string Reason)
        : ICommand<Command, SetExposureLimit, Done>
    {
        object ICommand<Command, SetExposureLimit, Done>.Subject => new { Entity, Kind, Subject, ValidFrom, Amount };
    }
}
