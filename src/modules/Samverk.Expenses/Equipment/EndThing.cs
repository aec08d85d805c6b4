using Dapper;
using Samverk.Activities;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>
/// A thing is sold, lost, scrapped, or taken over by a member who leaves. What is left of its price is borne at once by the activity that has
/// it; a sale comes in by its invoice, for at least that much.
/// </summary>
internal sealed class EndThing : IUseCase<EndThing.Command, ThingState>
{
    /// <summary>Who has it does not say themselves that it is gone.</summary>
    public static Access Access => new((Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ThingAccess.To(command.Thing, tx, actor);

    /// <returns>
    /// The state; <c>reason-needed</c>, <c>field-missing</c> for a sale without invoice, <c>field-invalid</c> for an invoice of another activity,
    /// <c>invoice-already-used</c>, <c>below-book-value</c>, <c>state-not-allowed</c>.
    /// </returns>
    public async Task<Outcome<ThingState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockThing(command.Thing) is not { } thing) return Refusal.Unknown;
        if (Thing.States.Refuse(thing.State, command.How) is { } notAllowed) return notAllowed;
        if (command.Why.Trim() is not { Length: > 0 and <= 500 } why) return new Refusal("reason-needed") { Field = "why" };
        var invoice = await Invoice(tx, thing, command);
        if (invoice.Refusal is { } wrong) return wrong;

        var value = thing.Value;
        var borne = await tx.BearPart(thing, NamedGuid.Of(thing.Id, "end"), value);
        if (borne.Refusal is { } refused) return refused;
        await tx.EndThing(thing, command.How, invoice.Value, why);
        return command.How;
    }

    private static async Task<Outcome<Guid?>> Invoice(Tx tx, Thing thing, Command command)
    {
        var number = command.Invoice?.Trim() ?? "";
        if (number.Length is 0)
            return command.How is ThingState.Sold ? new Refusal("field-missing", ("field", "invoice")) { Field = "invoice" } : Outcome.Of<Guid?>(null);
        if (command.How is ThingState.Lost or ThingState.Scrapped || await tx.FindInvoiceByNumber(thing.Entity, number) is not { } invoice || invoice.Activity != thing.At.Activity
            || invoice.Net.Currency != thing.Cost.Currency)
            return new Refusal("field-invalid", ("text", number), ("field", "invoice")) { Field = "invoice" };
        if (invoice.Net < thing.Value) return new Refusal("below-book-value", ("value", thing.Value), ("net", invoice.Net)) { Field = "invoice" };
        return await tx.Connection.QuerySingleAsync<bool>("select exists (select from expenses.thing where invoice = @id)", new { id = invoice.Id.Value })
            ? new Refusal("invoice-already-used", ("number", number)) { Field = "invoice" }
            : Outcome.Of<Guid?>(invoice.Id.Value);
    }

    /// <param name="Invoice">The number of the invoice by which it was sold; a member who leaves may also take over what the activity has borne.</param>
    public sealed record Command(Guid Request, Guid Thing, ThingState How, string Why, string? Invoice = null) : ICommand<Command, EndThing, ThingState>
    {
        public object Subject => new { Thing, How };
    }
}
