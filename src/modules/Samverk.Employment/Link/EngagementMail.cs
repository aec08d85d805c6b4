using Microsoft.Extensions.Localization;
using Samverk.Activities;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>What is written to somebody who is engaged, in the language that their engager chose.</summary>
internal static class EngagementMail
{
    private static readonly IStringLocalizer Text = new Texts().Of(typeof(EngagementMail).Assembly);

    public static Mail Invite(Engagement one, LegalEntity entity, string author, string activity, Uri link, Guid named) => Letter.In(one.Language, () => Of(one, named, Letter.Of(
        Text["{0} offers you work", entity.Name], [entity.Name],
        [
            Text["Dear {0},", one.Name],
            Text["{0} wants you for the work below. {1} is your employer: it insures you, pays your wage and your tax. You do not have to become a member.", author, entity.Name],
            Text["Please open the link. You say who you are, where your wage goes and how it is taxed; then you get a contract to sign. You need no account and no password."],
        ],
        Facts(one, activity), (Text["Take the work"], link.ToString()),
        [Text["The link is only for you. Take the work up before {0}, and sign before it begins: only then are you insured.", one.ValidUntil.PlusDays(1).Shown()]])));

    public static Mail Contract(Engagement one, LegalEntity entity, string activity, Uri link) => Letter.In(one.Language, () => Of(one, one.Work?.Value ?? one.Id.Value, Letter.Of(
        Text["Your contract with {0} is ready", entity.Name], [entity.Name],
        [Text["Dear {0},", one.Name], Text["{0} has signed your contract. Please read it and sign it before the work begins.", entity.Name]],
        Facts(one, activity), (Text["Read and sign the contract"], link.ToString()), [Text["The link is only for you. Your contract and your payslip stay there for you."]])));

    public static Mail TooMuch(Engagement one, LegalEntity entity, string activity, RunPayslip correction, Uri link) => Letter.In(one.Language, () => Of(one, correction.Id, Letter.Of(
        Text["Your payslip of {0} was computed again", correction.PayDay.Shown()], [entity.Name],
        [
            Text["Dear {0},", one.Name],
            Text["{0} has computed your payslip again and found that it had paid too much. No pay of yours is made less by it unless you agree; you can pay it back instead, or talk to the office.", entity.Name],
        ],
        Facts(one, activity), (Text["See what was wrong, and answer"], link.ToString()), [Text["The link is only for you."]])));

    public static Mail Nothing(Engagement one, LegalEntity entity, string activity, RunPayslip slip, Uri link) => Letter.In(one.Language, () => Of(one, slip.Id, Letter.Of(
        Text["Your payslip of {0}", slip.PayDay.Shown()], [entity.Name],
        [Text["Dear {0},", one.Name], Text["Your payslip pays out nothing, because nothing of the agreed pay is left. It says why, line by line."]],
        Facts(one, activity), (Text["See the payslip"], link.ToString()), [Text["The link is only for you."]])));

    private static (string, string)[] Facts(Engagement one, string activity) =>
    [
        (Text["For"], activity), (Text["As what"], one.Role), (Text["Where"], one.Place),
        (Text["When"], string.Join('\n', one.Days.OrderBy(day => day.From).Select(day => $"{day.Day.Shown()} {day.Starts.ToString("HH:mm", null)}–{day.To.TimeOfDay.ToString("HH:mm", null)}"))),
    ];

    private static Mail Of(Engagement one, Guid named, Letter letter) => new(Id<Mail>.Named(named, "engagement"), one.Email!, letter.Subject, letter.Text, letter.Html, Document: one.Id.Value);
}

internal static class EngagementMails
{
    /// <returns>Done; <c>parameter-missing</c> while nobody has said where this node is reached.</returns>
    public static async Task<Outcome<Done>> SendLink(this Tx tx, Engagement one, LegalEntity entity, Guid named) =>
        await tx.Send(one, async (activity, link) => EngagementMail.Invite(one, entity, await tx.PersonName(one.Author) ?? entity.Name, activity, link, named));

    public static Task<Outcome<Done>> SendContract(this Tx tx, Engagement one, LegalEntity entity) =>
        tx.Send(one, (activity, link) => Task.FromResult(EngagementMail.Contract(one, entity, activity, link)));

    public static Task<Outcome<Done>> SendClaim(this Tx tx, Engagement one, LegalEntity entity, RunPayslip correction) =>
        tx.Send(one, (activity, link) => Task.FromResult(EngagementMail.TooMuch(one, entity, activity, correction, link)));

    public static Task<Outcome<Done>> SendNothing(this Tx tx, Engagement one, LegalEntity entity, RunPayslip slip) =>
        tx.Send(one, (activity, link) => Task.FromResult(EngagementMail.Nothing(one, entity, activity, slip, link)));

    private static async Task<Outcome<Done>> Send(this Tx tx, Engagement one, Func<string, Uri, Task<Mail>> write)
    {
        if (await tx.Address() is not { } home) return new Refusal("parameter-missing", ("parameter", NodeAddress.Setting));
        var token = EngagementToken.New();
        await tx.Add(one.Id, token);
        var queued = await tx.QueueMail(await write((await tx.FindActivity(one.Activity))!.Name, new Uri(home, $"engaged/{token.Value}")));
        return queued.Refusal is { } refusal ? refusal with { Field = "email" } : default(Done);
    }
}
