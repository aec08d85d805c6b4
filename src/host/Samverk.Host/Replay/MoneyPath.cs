using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>The time of a replay: what the file says it is.</summary>
internal sealed class FileClock : IClock
{
    private Instant now;

    public Instant GetCurrentInstant() => now;

    /// <summary>Noon, so that the date is the same in every zone of Europe.</summary>
    public void Set(LocalDate date) => now = date.At(new LocalTime(12, 0)).InUtc().ToInstant();
}

/// <summary>
/// A money-path file (domain: entities, activities, clients, events) in an empty book. Every event goes through the same posting verb as
/// the page at the end of its flow; this file only names which.
/// </summary>
internal sealed class MoneyPath(Db db, FileClock clock)
{
    // Names of a file become ids that are the same whenever it is played.
    private static readonly Guid File = NamedGuid.Of(Guid.Empty, "samverk.money-path");

    private readonly Dictionary<string, LegalEntity> entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Activity> activities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Order> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Invoice> invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SisterInvoice> sisters = new(StringComparer.Ordinal);
    private readonly HashSet<string> clients = new(StringComparer.Ordinal);

    public IEnumerable<(string Name, LegalEntity Entity)> Entities => entities.Select(entity => (entity.Key, entity.Value));

    public IEnumerable<(string Name, Activity Activity)> Activities => activities.Select(activity => (activity.Key, activity.Value));

    /// <summary>Founds what the file starts with.</summary>
    /// <returns>Whether an entity had an opening balance.</returns>
    /// <exception cref="FileFault">The file is not one.</exception>
    public async Task<bool> Found(EventFields file)
    {
        var start = file.Date("start");
        clock.Set(start);
        var opened = false;
        foreach (var fields in file.Objects("entities")) opened |= await Found(fields, start);
        foreach (var fields in file.Objects("activities")) await Open(fields, start);
        foreach (var fields in file.Objects("clients")) await Admit(fields, start);
        return opened;
    }

    /// <summary>Plays one event on its date.</summary>
    /// <returns>Done, or the refusal of the verb; nothing of a refused event stays.</returns>
    public async Task<Outcome<Done>> Play(string id, string kind, EventFields fields)
    {
        clock.Set(fields.Date("date"));
        var document = Name("event", id);
        return await (kind switch
        {
            "order" => Order(fields),
            "guaranteeDecision" => Run(fields, () => (Find(orders, fields.Text("order")), fields.Flag("eligible", false), $"{fields.Text("decidedBy")}: {fields.Text("reason")}"),
                (tx, it) => tx.DecideGuarantee(it.Item1.Id, it.Item2, it.Item3)),
            "completeOrder" => Run(fields, () => Find(orders, fields.Text("order")), (tx, order) => tx.CompleteOrder(order.Id, "")),
            "invoice" => Invoice(fields),
            "payment" => Payment(document, id, fields),
            "dispute" => Run(fields, () => (Find(invoices, fields.Text("invoice")), fields.Text("reason")), (tx, it) => tx.DisputeInvoice(it.Item1.Id, it.Item2)),
            "disputeResolved" => Run(fields, () => (Find(invoices, fields.Text("invoice")), Word<DisputeDecision>(fields, "decision")), (tx, it) => tx.ResolveDispute(it.Item1.Id, it.Item2)),
            "creditNote" => Run(fields, () => (Find(invoices, fields.Text("invoice")), fields.Text("number"), fields),
                (tx, it) => tx.CreditInvoice(document, it.Item1.Id, it.Item2, it.fields.Amount("net", it.Item1.Net.Currency))),
            "refund" => Run(fields, () => (Find(entities, fields.Text("entity")), Client(fields.Text("client")), fields),
                (tx, it) => tx.RefundClient(document, it.Item1, it.Item2, it.fields.Amount("amount", it.Item1.Currency))),
            "writeOff" => Run(fields, () => Find(invoices, fields.Text("invoice")), async (tx, invoice) => (await tx.WriteOff(document, invoice.Id)).Then<Done>(_ => default(Done))),
            "recovery" => Run(fields, () => (Find(invoices, fields.Text("invoice")), fields),
                (tx, it) => tx.Recover(document, it.Item1.Id, it.fields.Amount("amount", it.Item1.Net.Currency), id)),
            "fundAllocation" => Run(fields.Ignore("decision"), () => (Find(entities, fields.Text("entity")), fields),
                (tx, it) => tx.AllocateToFund(document, it.Item1, it.fields.Amount("amount", it.Item1.Currency))),
            "wage" => Run(fields, () => Wage(document, fields), (tx, wage) => Employment.WageVerb.PostWage(tx, wage)),
            "pay" => Run(fields, () => (Find(entities, fields.Text("entity")), fields.Text("account"), fields),
                (tx, it) => tx.PayOwed(document, it.Item1, it.Item2, it.fields.Amount("amount", it.Item1.Currency), "pay", "Payment out")),
            "expense" => Run(fields.Ignore("claim"), () => Cost(document, fields, Expenses.CostKind.Expense), (tx, cost) => Expenses.ExpenseVerb.PostCost(tx, cost)),
            "directPayment" => Run(fields.Ignore("claim"), () => Cost(document, fields, Expenses.CostKind.DirectPayment), (tx, cost) => Expenses.ExpenseVerb.PostCost(tx, cost)),
            "transfer" => Run(fields, () => (Find(activities, fields.Text("from")), Find(activities, fields.Text("to")), fields),
                (tx, it) => tx.PostTransfer(document, it.Item1.Id, it.Item2.Id, it.fields.Amount("amount", it.Item1.Currency))),
            "leave" => Run(fields, () => (Find(activities, fields.Text("activity")), Person(fields.Text("member"))), async (tx, it) =>
            {
                await tx.Leave(it.Item1.Id, it.Item2);
                return default(Done);
            }),
            "closeActivity" => Run(fields, () => Find(activities, fields.Text("activity")), (tx, activity) => tx.CloseActivity(activity.Id, "")),
            "sisterInvoice" => Sister(fields),
            "sisterPayment" => Run(fields, () => (Find(sisters, fields.Text("invoice")), fields),
                (tx, it) => tx.PaySister(document, it.Item1.Id, it.fields.Amount("amount", it.Item1.Amount.Currency))),
            "check" => Run(fields, () => default(Done), (_, done) => Task.FromResult<Outcome<Done>>(done)),
            _ => throw new FileFault(new Refusal("unknown-kind", ("kind", kind)) { Field = "kind" }),
        });
    }

    private async Task<bool> Found(EventFields fields, LocalDate start)
    {
        var (code, currency) = (fields.Text("id"), Unwrap(Currency.Of(fields.Text("currency")), "currency"));
        var entity = new LegalEntity(new(Name("entity", code)), code, code, fields.Text("country"), currency);
        var fee = fields.Object("fee") ?? throw FileFault.Missing("fee");
        var guarantee = fields.Object("guarantee") ?? throw FileFault.Missing("guarantee");
        var terms = new Terms(
            FeeOf(fee, fields.OptionalRate("fundRate") ?? Rate.Zero), guarantee.Texts("requires"), Word<GuaranteeCover>(guarantee, "cover"),
            Word<ExpenseRule>(fields, "expenseRule"), Word<BadDebtFee>(fields, "badDebtFee"), fields.Flag("sharedMayEmploy", false));
        var opening = fields.Object("opening")?.Amounts(currency) ?? [];
        if (!Money.Sum(opening.Select(line => line.Amount), currency).IsZero) throw new FileFault(new Refusal("unbalanced") { Field = "opening" });
        guarantee.NothingElse();
        fee.NothingElse();
        fields.NothingElse();

        Unwrap(await db.Write(Actor.System, async tx =>
        {
            await tx.Save(entity);
            if ((await tx.SetTerms(entity.Id, start.PlusYears(-100), terms, new { file = "money-path" })).Refusal is { } refusal) return refusal;
            return opening.Count is 0 ? default(Done) : await tx.Post(new Entry(
                Id<Entry>.Named(entity.Id.Value, "opening"), entity.Id, tx.Today, entity.Id.Value, "opening", "Opening", [.. opening.Select(line => new Line(line.Name, line.Amount))]));
        }), "entities");
        entities.Add(code, entity);
        return opening.Count > 0;
    }

    private async Task Open(EventFields fields, LocalDate start)
    {
        var (code, entity) = (fields.Text("id"), Find(entities, fields.Text("entity")));
        var kind = fields.Flag("shared", false) ? ActivityKind.Shared : ActivityKind.Personal;
        var activity = new Activity(new(Name("activity", code)), entity.Id, code, code, entity.Currency, kind, null, ActivityState.Open, start);
        var members = fields.Texts("members");
        fields.NothingElse();
        Unwrap(await db.Write<Done>(Actor.System, async tx =>
        {
            await tx.Save(activity, null, "opened", "");
            foreach (var member in members) await tx.Join(activity.Id, Person(member), manager: true);
            return default(Done);
        }), "activities");
        activities.Add(code, activity);
    }

    private async Task Admit(EventFields fields, LocalDate start)
    {
        var (code, country) = (fields.Text("id"), fields.Text("country"));
        fields.NothingElse();
        var client = new Client(new(Name("client", code)), code, code, BuyerKind.Business, country, null, null, null, null, "en", ClientState.Approved, start);
        Unwrap(await db.Write<Done>(Actor.System, async tx =>
        {
            await tx.Save(client, null, "admitted", "");
            return default(Done);
        }), "clients");
        clients.Add(code);
    }

    private async Task<Outcome<Done>> Order(EventFields fields)
    {
        var (name, activity, client) = (fields.Text("order"), Find(activities, fields.Text("activity")), Client(fields.Text("client")));
        var currency = fields.Optional("currency") is { } code ? Unwrap(Currency.Of(code), "currency") : activity.Currency;
        var order = new Order(
            new(Name("order", name)), name, activity.Id, activity.Entity, client, name, fields.Amount("net", currency),
            fields.OptionalAmount("passThrough", currency) ?? Money.Zero(currency), PlanningRate(fields), OrderState.Active);
        var evidence = fields.Object("evidence");
        var confirmed = evidence?.Flag("confirmed", false) ?? false;
        evidence?.NothingElse();
        fields.NothingElse();
        if (orders.ContainsKey(name)) return Refusal.IdUsedForSomethingElse;
        if (!order.Net.IsPositive) return new Refusal("amount-not-positive", ("amount", order.Net)) { Field = "net" };
        if (order.PassThrough.IsNegative || order.PassThrough > order.Net) return new Refusal("field-invalid", ("field", "passThrough")) { Field = "passThrough" };

        return await Kept(orders, name, order, tx => tx.ActivateOrder(order, null, confirmed, new { confirmed }));
    }

    private async Task<Outcome<Done>> Invoice(EventFields fields)
    {
        var (name, order) = (fields.Text("invoice"), Find(orders, fields.Text("order")));
        var (net, rate) = (fields.Amount("net", order.Net.Currency), fields.OptionalRate("vatRate") ?? Rate.Zero);
        var (date, due) = (fields.Date("date"), fields.Date("due"));
        fields.NothingElse();
        if (invoices.ContainsKey(name)) return Refusal.IdUsedForSomethingElse;
        if (rate < Rate.Zero) return new Refusal("field-invalid", ("field", "vatRate")) { Field = "vatRate" };

        var invoice = new Invoice(
            new(Name("invoice", name)), name, order.Id, order.Activity, order.Entity, order.Client, net, net.Times(rate, Rounding.HalfAwayFromZero), rate, net, date, due);
        return await Kept(invoices, name, invoice, tx => tx.IssueInvoice(invoice));
    }

    private Task<Outcome<Done>> Payment(Guid document, string id, EventFields fields) => Run(fields, () =>
    {
        var invoice = Find(invoices, fields.Text("invoice"));
        var books = entities.Values.Single(entity => entity.Id == invoice.Entity).Currency;
        return (invoice, Amount: fields.Amount("amount", invoice.Net.Currency), Charge: fields.OptionalAmount("bankCharge", books), Received: fields.OptionalAmount("received", books));
    }, (tx, it) => tx.RecordPayment(document, it.invoice.Id, it.Amount, it.Charge, it.Received, id));

    private async Task<Outcome<Done>> Sister(EventFields fields)
    {
        var (name, buyer, seller) = (fields.Text("invoice"), Find(activities, fields.Text("toActivity")), Find(activities, fields.Text("fromActivity")));
        var invoice = new SisterInvoice(new(Name("sister", name)), name, buyer.Id, seller.Id, fields.Amount("amount", buyer.Currency), fields.Flag("guaranteed", false));
        fields.NothingElse();
        return sisters.ContainsKey(name) ? Refusal.IdUsedForSomethingElse : await Kept(sisters, name, invoice, tx => tx.InvoiceSister(invoice));
    }

    private Employment.Wage Wage(Guid document, EventFields fields)
    {
        var (activity, member) = (Find(activities, fields.Text("activity")), fields.Text("member"));
        var authorities = fields.Object("authorities")?.Amounts(activity.Currency) ?? [];
        return new(document, activity.Id, Person(member), member, fields.Amount("cost", activity.Currency), fields.Amount("net", activity.Currency), authorities,
            fields.OptionalAmount("margin", activity.Currency) ?? Money.Zero(activity.Currency));
    }

    private Expenses.Cost Cost(Guid document, EventFields fields, Expenses.CostKind kind)
    {
        var (activity, member) = (Find(activities, fields.Text("activity")), fields.Text("member"));
        var zero = Money.Zero(activity.Currency);
        return new(document, activity.Id, Person(member), kind, kind is Expenses.CostKind.Expense ? member : fields.Text("supplier"), fields.Amount("net", activity.Currency),
            fields.OptionalAmount("vat", activity.Currency) ?? zero, fields.OptionalAmount("deductibleVat", activity.Currency) ?? zero);
    }

    private async Task<Outcome<Done>> Kept<TNoun, TAnswer>(Dictionary<string, TNoun> known, string name, TNoun noun, Func<Tx, Task<Outcome<TAnswer>>> verb)
    {
        var outcome = await db.Write(Actor.System, verb);
        if (outcome.Refusal is { } refusal) return refusal;
        known.Add(name, noun);
        return default(Done);
    }

    // Amounts are read inside the verb's turn, because their currency is that of what they are about; so the fields are checked after it.
    private async Task<Outcome<Done>> Run<T>(EventFields fields, Func<T> read, Func<Tx, T, Task<Outcome<Done>>> verb)
    {
        var command = read();
        return await db.Write(Actor.System, async tx =>
        {
            var outcome = await verb(tx, command);
            fields.NothingElse();
            return outcome;
        });
    }

    private static FeeRule FeeOf(EventFields fee, Rate fundRate)
    {
        try
        {
            return new FeeRule(Word<FeeKind>(fee, "kind"), fee.OptionalRate("rate") ?? Rate.Zero, fundRate);
        }
        catch (ArgumentException)
        {
            throw FileFault.Invalid("fee");
        }
    }

    private static decimal? PlanningRate(EventFields fields) => fields.Optional("planningRate") is not { } text
        ? null
        : decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < 1_000_000
            ? rate
            : throw FileFault.Invalid("planningRate");

    private static TWord Word<TWord>(EventFields fields, string name) where TWord : struct, Enum =>
        Enum.TryParse<TWord>(fields.Text(name), ignoreCase: true, out var word) && Enum.IsDefined(word) ? word : throw FileFault.Invalid(name);

    private Id<Client> Client(string name) => clients.Contains(name) ? new(Name("client", name)) : throw new FileFault(Refusal.Unknown with { Field = "client" });

    private static Id<Person> Person(string name) => new(Name("member", name));

    private static T Find<T>(Dictionary<string, T> known, string name) => known.TryGetValue(name, out var found) ? found : throw new FileFault(Refusal.Unknown);

    private static Guid Name(string kind, string name) => NamedGuid.Of(File, $"{kind}:{name}");

    private static T Unwrap<T>(Outcome<T> outcome, string field) => outcome.Refusal is { } refusal ? throw new FileFault(refusal with { Field = refusal.Field ?? field }) : outcome.Value;
}
