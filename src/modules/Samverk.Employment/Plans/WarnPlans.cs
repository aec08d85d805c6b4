using System.Globalization;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>
/// Every business day: who has two whole months of salary left at most is told, and so is the adviser; once for each end, also when it has moved.
/// A plan whose last month is over ends.
/// </summary>
internal sealed class WarnPlans(PlanOutlook outlook, Texts texts) : IRecur
{
    public static string Kind => "employment.warn-plans";

    public async Task Run(Tx tx, LocalDate date)
    {
        foreach (var plan in await tx.LockApprovedPlans())
        {
            if (plan.To < date.ToYearMonth())
            {
                _ = (await tx.Move(plan, PlanState.Ended, "over", "")).Value;
                continue;
            }

            // What could not be paid when its work was approved is tried again every day.
            foreach (var work in await tx.LockWorkFor(plan)) await tx.AskByPlan(work);
            var activity = (await tx.FindActivity(plan.Activity))!;
            var without = PlanRules.FirstWithout(plan, await outlook.Months(tx, activity, plan));
            if (!PlanRules.Warns(without, date) || !await tx.NoteWarning(plan.Id, without)) continue;
            await tx.TellEnd(plan, activity, without);
            await Mail(tx, plan, activity, without);
        }
    }

    private async Task Mail(Tx tx, SalaryPlan plan, Activity activity, YearMonth without)
    {
        if (await tx.FindPerson(plan.Person) is not { Email: { } email, ErasedOn: null } person) return;
        var (address, last) = (await tx.Address(), without.OnDayOfMonth(1).PlusDays(-1));
        var before = CultureInfo.CurrentUICulture;
        var culture = CultureInfo.CurrentCulture;
        // Texts follow the culture of whoever is at work; a mail speaks its recipient's language.
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = (Language.Of(person.Language) ?? Language.English).Culture;
        try
        {
            var text = texts.Of(typeof(WarnPlans).Assembly);
            var body = text["Your salary from {0} is covered until {1}. What you can do: find a new order, choose a lower salary that lasts longer, or take unpaid leave.", activity.Name, last.Shown()].Value;
            _ = (await tx.QueueMail(new Mail(
                Id<Mail>.Named(plan.Id.Value, $"ends {without}"), email, text["Your salary lasts until {0}", last.Shown()], address is null ? body : $"{body}\n\n{new Uri(address, $"/salary/{plan.Activity}")}",
                Document: plan.Id.Value))).Value;
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (before, culture);
        }
    }
}
