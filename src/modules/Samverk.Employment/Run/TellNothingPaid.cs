using Microsoft.Extensions.Localization;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>
/// Whoever gets a payslip of zero waits for money that does not come: they are told, with the way to the payslip that says why. The mail does not say it,
/// because why somebody was away is a fact of health.
/// </summary>
internal sealed class TellNothingPaid(Texts texts) : IHandle<WagesReleased>
{
    public async Task Handle(WagesReleased happened, Tx tx)
    {
        foreach (var owed in happened.Wages.Where(wage => wage.Net.IsZero))
        {
            if (await tx.FindPayslip(owed.Payslip) is not { Gross.IsZero: true } slip || await tx.FindEntity(slip.Entity) is not { } entity) continue;
            var engaged = (await tx.EngagementsWith(slip.Parts.Select(part => part.Wage))).FirstOrDefault(one => one.Email is not null);
            // Whom no mail reaches finds the payslip where it always is.
            if (engaged is not null) _ = await tx.SendNothing(engaged, entity, slip);
            else if (await tx.FindPerson(slip.Person) is { Email: { } email, ErasedOn: null } person && await tx.Address() is { } home)
                _ = await tx.QueueMail(Letter.In(person.Language, () => MailOf(slip, entity, person.Name, email, new Uri(home, $"payslips/{slip.Id}"))));
        }
    }

    private Mail MailOf(RunPayslip slip, LegalEntity entity, string name, string email, Uri page)
    {
        var text = texts.Of(typeof(TellNothingPaid).Assembly);
        var letter = Letter.Of(
            text["Your payslip of {0}", slip.PayDay.Shown()], [entity.Name],
            [text["Dear {0},", name], text["Your payslip pays out nothing, because nothing of the agreed pay is left. It says why, line by line."]], [], (text["See the payslip"], page.ToString()), []);
        return new(Id<Mail>.Named(slip.Id, "payslip-of-nothing"), email, letter.Subject, letter.Text, letter.Html, Document: slip.Id);
    }
}
