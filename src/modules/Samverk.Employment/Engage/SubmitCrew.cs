using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// Engages one person or a whole crew through an activity. Every line is judged by itself and becomes its own engagement with its own link;
/// the activity must be able to bear the sum of those that pass, which is reserved at once.
/// </summary>
internal sealed class SubmitCrew : IUseCase<SubmitCrew.Command, SubmitCrew.Result>
{
    public const int MostLines = 200;

    public static Access Access => new((Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity || await tx.FindEntity(activity.Entity) is not { } entity) return Refusal.Unknown;
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        if (command.Lines.Count is 0) return new Refusal("field-missing", ("field", "lines")) { Field = "lines" };
        if (!ContractText.Speaks(entity.Country, command.Language)) return new Refusal("field-invalid", ("text", command.Language[..Math.Min(command.Language.Length, 40)])) { Field = "language" };
        if (command.Lines.Count > MostLines) return new Refusal("field-invalid", ("text", command.Lines.Count)) { Field = "lines" };

        var judged = await new CrewRules(tx, activity, entity).Judge(command, actor);
        var good = judged.Where(line => line.Refusal is null).Select(line => line.Engagement).ToArray();
        var sum = Money.Sum(good.Select(one => one.Cost), activity.Currency);
        if (good.Length > 0 && await tx.RefuseNewWage(activity, Id<Person>.New(), sum) is { } beyond) return beyond.Field is "cost" ? beyond with { Field = "lines" } : beyond;
        if (!command.Dry)
            foreach (var one in good)
                if ((await Invite(tx, one, entity)).Refusal is { } notInvited) return notInvited;

        return new Result(sum, (await tx.Balances(activity, tx.Today)).SalaryAvailable, [.. judged.Select((line, at) => LineResult.Of(at + 1, line))]);
    }

    private async Task<Outcome<Done>> Invite(Tx tx, Engagement one, LegalEntity entity)
    {
        await tx.Invite(one);
        if (one.Email is not null && (await tx.SendLink(one, entity, one.Id.Value)).Refusal is { } notSent) return notSent;
        // What nobody has signed when the work begins is over, to the minute; so is an invitation that nobody took up.
        var begins = tx.Zone.AtLeniently(one.Days.Min(day => day.From)).ToInstant();
        var expires = tx.Zone.AtStartOfDay(one.ValidUntil.PlusDays(1)).ToInstant();
        foreach (var (at, name) in new[] { (begins, "begins"), (expires, "expires") })
            if ((await tx.Enqueue(new EndUnsigned(one.Id), at, Id<Job>.Named(one.Id.Value, name))).Refusal is { } notLeft) return notLeft;
        return default(Done);
    }

    /// <param name="Language">Of contracts, and of mails where the program speaks it; two letters.</param>
    /// <param name="Dry">Only judges: nobody is invited, nothing is reserved.</param>
    public sealed record Command(
        Guid Request, Id<Activity> Activity, string Contract, string Country, string Place, string Role, string Risk, string Language, IReadOnlyList<CrewLine> Lines, bool Dry)
        : ICommand<Command, SubmitCrew, Result>
    {
        public object Subject => new { Request, Activity, Lines = Lines.Count, Dry };
    }

    /// <param name="Sum">Of the lines that pass.</param>
    /// <param name="Available">What the activity has for wages afterwards.</param>
    public sealed record Result(Money Sum, Money Available, IReadOnlyList<LineResult> Lines);

    /// <summary>What became of a line.</summary>
    /// <param name="Line">From 1.</param>
    /// <param name="Code">Why it was refused.</param>
    public sealed record LineResult(int Line, string Name, Id<Engagement>? Engagement, string? Code, string? Field, IReadOnlyDictionary<string, string>? Facts)
    {
        public Refusal? Refusal => Code is null ? null : new Refusal(Code, [.. (Facts ?? new Dictionary<string, string>()).Select(fact => (fact.Key, (object?)fact.Value))]) { Field = Field };

        internal static LineResult Of(int line, CrewRules.Judged judged) => judged.Refusal is { } refusal
            ? new(line, judged.Engagement.Name, null, refusal.Code, refusal.Field, refusal.Facts.ToDictionary(fact => fact.Name, fact => $"{fact.Value}", StringComparer.Ordinal))
            : new(line, judged.Engagement.Name, judged.Engagement.Id, null, null, null);
    }
}

/// <summary>One person of a crew.</summary>
/// <param name="Email">Or a phone number; then the author passes the link on.</param>
/// <param name="Cost">What it may cost the activity, everything included.</param>
internal sealed record CrewLine(string Name, string? Email, string? Phone, IReadOnlyList<WorkDay> Days, Money Cost);
