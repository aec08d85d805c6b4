using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Writes an insurance policy into the register. It insures nobody before a second person has compared it with the paper.</summary>
internal sealed class KeepPolicy : IUseCase<KeepPolicy.Command, Id<Policy>>
{
    public static Access Access => new((Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Id<Policy>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown with { Field = "entity" };
        foreach (var (field, text) in new[] { ("insurer", command.Insurer), ("number", command.Number), ("cover", command.Cover) })
            if (IncidentRules.RefuseText(text, field) is { } wrong) return wrong;
        if (RefuseFigures(command, entity) is { } refusal) return refusal;
        var activities = await ActivitiesOf(command, tx);
        if (activities.Refusal is { } unknown) return unknown;
        if (command.Follows is { } before && (await tx.FindPolicy(before) is not { State: PolicyState.InForce } earlier || earlier.Entity != entity.Id || earlier.Kind != command.Kind))
            return Refusal.Unknown with { Field = "follows" };
        var policy = new Policy(
            new(command.Request), entity.Id, command.Kind, command.Insurer.Trim(), command.Number.Trim(), command.Cover.Trim(), entity.Currency, command.Sum, command.From, command.To, command.ReportDays,
            command.Covers, activities.Value, command.Follows, PolicyState.Offered, actor.Hand, tx.Today);
        await tx.Save(policy, null, "entered", "");
        await tx.AskSecond(policy);
        return policy.Id;
    }

    private static Refusal? RefuseFigures(Command command, LegalEntity entity)
    {
        if (command.To < command.From) return new Refusal("field-invalid", ("text", $"{command.To:uuuu-MM-dd}")) { Field = "to" };
        if (command.ReportDays is < 1 or > 3650) return new Refusal("field-invalid", ("text", command.ReportDays)) { Field = "reportDays" };
        if (command.Sum is not { } sum) return null;
        return sum.Currency != entity.Currency ? new Refusal("other-currency", ("currency", entity.Currency.Code)) { Field = "sum" }
            : !sum.IsPositive ? new Refusal("amount-not-positive", ("amount", sum)) { Field = "sum" }
            : null;
    }

    private static async Task<Outcome<IReadOnlyList<Id<Activity>>>> ActivitiesOf(Command command, Tx tx)
    {
        if (command.Covers is PolicyCovers.Activities && command.Activities.Count is 0) return new Refusal("field-missing", ("field", "activities")) { Field = "activities" };
        if (command.Covers is not PolicyCovers.Activities && command.Activities.Count > 0) return new Refusal("field-invalid", ("text", command.Activities[0])) { Field = "activities" };
        var found = new List<Id<Activity>>();
        foreach (var code in command.Activities)
        {
            if (await tx.FindActivity(command.Entity, code) is not { } activity) return new Refusal("field-invalid", ("text", code)) { Field = "activities" };
            found.Add(activity.Id);
        }

        return found;
    }

    /// <param name="Activities">Their codes, where it covers activities only.</param>
    /// <param name="ReportDays">How long after it happened the policy takes a claim; null where its paper says nothing.</param>
    public sealed record Command(
        Guid Request, Id<LegalEntity> Entity, PolicyKind Kind, string Insurer, string Number, string Cover, Money? Sum, LocalDate From, LocalDate To, int? ReportDays, PolicyCovers Covers,
        IReadOnlyList<string> Activities, Id<Policy>? Follows) : ICommand<Command, KeepPolicy, Id<Policy>>
    {
        public object Subject => new { Request, Entity, Kind, Sum, From, To, ReportDays, Covers, Activities, Follows };
    }
}

/// <summary>Who has entered a policy puts the insurer's paper to it: whoever compares both has made neither. Another one takes its place as long as nobody has compared it.</summary>
internal sealed class AttachPolicy : IUseCase<AttachPolicy.Command, FileHash>
{
    public static Access Access => KeepPolicy.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<FileHash>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPolicy(command.Policy) is not { } policy) return Refusal.Unknown;
        if (policy.State is not PolicyState.Offered) return new Refusal("state-not-allowed", ("state", policy.State));
        if (policy.EnteredBy != actor.Hand) return Refusal.Unknown;
        if (command.MediaType is not "application/pdf") return new Refusal("field-invalid", ("text", command.MediaType)) { Field = "file" };
        var stored = await tx.StoreFile(command.Content, command.MediaType);
        if (stored.Refusal is { } notStored) return notStored;
        await tx.Save(policy with { File = stored.Value }, policy.State, "paper", "");
        return stored.Value;
    }

    public sealed record Command(Guid Request, Id<Policy> Policy, string MediaType, byte[] Content) : ICommand<Command, AttachPolicy, FileHash>
    {
        public object Subject => new { Policy, Bytes = Content.Length };
    }
}

/// <summary>A second person has compared the policy with its paper: from then on it insures, and the one that it follows is renewed. Or it is withdrawn.</summary>
internal sealed class DecidePolicy : IUseCase<DecidePolicy.Command, PolicyState>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<PolicyState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPolicy(command.Policy) is not { } policy) return Refusal.Unknown;
        var why = command.Why?.Trim() ?? "";
        if (!command.Right) return why.Length is 0 ? new Refusal("reason-needed") { Field = "why" } : (await tx.Save(policy with { State = PolicyState.Withdrawn }, policy.State, "withdrawn", why)).Then<PolicyState>(_ => PolicyState.Withdrawn);
        if (policy.State is not PolicyState.Offered) return new Refusal("state-not-allowed", ("state", policy.State));
        if (policy.EnteredBy == actor.Person) return new Refusal("second-person-needed");
        if (policy.File is null) return new Refusal("field-missing", ("field", "file")) { Field = "file" };
        if ((await tx.Save(policy with { State = PolicyState.InForce, DecidedBy = actor.Person }, policy.State, "in-force", why)).Refusal is { } notAllowed) return notAllowed;
        if (policy.Follows is { } before && await tx.LockPolicy(before) is { State: PolicyState.InForce } earlier) await tx.Save(earlier with { State = PolicyState.Renewed }, earlier.State, "renewed", policy.Number);
        return PolicyState.InForce;
    }

    public sealed record Command(Guid Request, Id<Policy> Policy, bool Right, string? Why) : ICommand<Command, DecidePolicy, PolicyState>
    {
        public object Subject => new { Policy, Right };
    }
}

/// <summary>Says that a policy ends, on the day that the insurer or the cooperative has given notice for, and that none follows it.</summary>
internal sealed class EndPolicy : IUseCase<EndPolicy.Command, PolicyState>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The state; <c>reason-needed</c>, <c>field-invalid</c> for a day before the policy or after its last.</returns>
    public async Task<Outcome<PolicyState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPolicy(command.Policy) is not { } policy) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (command.On < policy.From || command.On > policy.To) return new Refusal("field-invalid", ("text", $"{command.On:uuuu-MM-dd}")) { Field = "on" };
        return (await tx.Save(policy with { State = PolicyState.Ended, To = command.On }, policy.State, "ended", command.Why.Trim())).Then<PolicyState>(_ => PolicyState.Ended);
    }

    /// <param name="On">The last day on which it insures.</param>
    public sealed record Command(Guid Request, Id<Policy> Policy, LocalDate On, string? Why) : ICommand<Command, EndPolicy, PolicyState>
    {
        public object Subject => new { Policy, On };
    }
}

/// <summary>Every business day: the desk is told 60, 30 and 7 days before a policy ends, and when it is over.</summary>
internal sealed class WarnPolicies : IRecur
{
    public static string Kind => "employment.warn-policies";

    public async Task Run(Tx tx, LocalDate date)
    {
        foreach (var policy in await tx.LockEnding(date.PlusDays(Policy.WarnDays.Max())))
        {
            if (policy.WarnsOn(date) is not { } days || policy.Warned == days) continue;
            _ = (await tx.Save(policy with { Warned = days }, policy.State, days is 0 ? "over" : "warned", "")).Value;
            await tx.TellEnd(policy, days);
        }
    }
}
