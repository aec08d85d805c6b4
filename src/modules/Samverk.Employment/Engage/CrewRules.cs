using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Judges the lines of a crew, each by itself and beside those before it.</summary>
internal sealed class CrewRules(Tx tx, Activity activity, LegalEntity entity)
{
    private readonly List<Engagement> passed = [];

    public async Task<IReadOnlyList<Judged>> Judge(SubmitCrew.Command command, Actor actor)
    {
        var facts = await tx.Facts();
        var judged = new List<Judged>();
        foreach (var (line, at) in command.Lines.Select((line, at) => (line, at)))
        {
            var one = new Engagement(
                Id<Engagement>.Named(command.Request, $"line {at}"), command.Request, entity.Id, activity.Id, actor.Hand, Tidy(line.Name) ?? "", Tidy(line.Email), Tidy(line.Phone),
                command.Language, command.Contract, command.Country.Trim().ToUpperInvariant(), command.Place.Trim(), command.Role.Trim(), command.Risk.Trim(), line.Days, line.Cost,
                EngagementState.Invited, tx.Today.PlusDays(Engagement.DaysToAnswer), tx.Today);
            var refusal = await Refuse(one, facts);
            if (refusal is null) passed.Add(one);
            judged.Add(new(one, refusal));
        }

        return judged;
    }

    /// <summary>The first thing that is wrong: what is written, then the day, then the other work.</summary>
    private async Task<Refusal?> Refuse(Engagement one, FactBook facts)
    {
        if (RefuseWritten(one, activity.Currency) is { } written) return written;
        var work = one.AsWork(Id<Person>.New(), tx.Today);
        if (WorkRules.Refuse(work, entity, facts) is { } wrong) return wrong;
        if (ContractText.RefuseMissing(entity.Country, one.Contract) is { } noContract) return noContract;
        if (WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun;
        if (await WageGuards.RefuseLate(tx, work) is { } late) return late;
        return WorkRules.RefuseBeside(work, await OtherDays(one, work), DeclareWork.Limits(facts, entity, work.FirstDay));
    }

    internal static Refusal? RefuseWritten(Engagement one, Currency currency)
    {
        if (one.Name.Length is 0) return new Refusal("field-missing", ("field", "name")) { Field = "name" };
        if (one.Name.Length > WorkRules.LongestText || !Mail.IsOneLine(one.Name)) return new Refusal("field-invalid", ("text", one.Name[..Math.Min(40, one.Name.Length)])) { Field = "name" };
        if (one.Email is null && one.Phone is null) return new Refusal("field-missing", ("field", "email")) { Field = "email" };
        if (one.Email is { } email && !Mail.IsAddress(email)) return new Refusal("field-invalid", ("text", email)) { Field = "email" };
        if (one.Phone is { } phone && !IsPhone(phone)) return new Refusal("field-invalid", ("text", phone)) { Field = "phone" };
        if (one.Cost.Currency != currency) return new Refusal("other-currency", ("currency", currency.Code)) { Field = "cost" };
        return one.Cost.IsPositive ? null : new Refusal("amount-not-positive", ("amount", one.Cost)) { Field = "cost" };
    }

    /// <summary>What this person does besides, as far as their address tells: other invitations, lines before this one, and the work of whom we know by it.</summary>
    private async Task<IReadOnlyList<WorkDay>> OtherDays(Engagement one, Work work)
    {
        var invited = (await tx.LiveFor(one.Email, one.Phone)).Where(other => other.Work is null);
        var days = invited.Concat(passed.Where(other => Same(other.Email, one.Email) || Same(other.Phone, one.Phone))).SelectMany(other => other.Days).ToList();
        foreach (var person in one.Email is null ? [] : await tx.Doubles(one.Email, null, null))
            days.AddRange(await tx.DaysOf(person.Id, WorkRules.Monday(work.FirstDay).PlusDays(-1), WorkRules.Monday(work.LastDay).PlusDays(7)));
        return days;
    }

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsPhone(string text) => text.Length <= 32 && text.Count(char.IsAsciiDigit) is >= 5 and <= 15 && text.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '-' or '(' or ')' or '/' or '.' or '+');

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();

    internal sealed record Judged(Engagement Engagement, Refusal? Refusal);
}
