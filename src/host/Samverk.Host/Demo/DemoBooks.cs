using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>
/// What every month brings: expenses, wages on the 25th, taxes on the 12th, the bank's fee, a month that is closed. Of so many people wages and
/// expenses are posted by their verbs, which is cheap; who is paid by payroll comes in <see cref="DemoWages"/>.
/// </summary>
internal sealed class DemoBooks(DemoStage stage, DemoCalendar days, DemoBank bank)
{
    private const string TaxOffice = "skatteverket";

    private Money vatPaid = Sek(0);

    public void Put()
    {
        for (var month = new YearMonth(2025, 10); month < new YearMonth(2026, 3); month = month.PlusMonths(1)) Put(month);
    }

    private void Put(YearMonth month)
    {
        var next = month.PlusMonths(1);
        var name = month.ToString("MMMM", System.Globalization.CultureInfo.InvariantCulture);
        days.On(month.OnDayOfMonth(20), () => Spend(month));
        days.On(month.OnDayOfMonth(25), () => PayWages(month, name));
        days.On(month.OnDayOfMonth(27), () =>
        {
            // The last fee waits for the second person.
            bank.Add(new DemoLine(-185m, $"Bank fee {name}", "Norrbanken", Then: line => Name(line, "expenses:bank-fees", "Fee of the account", agrees: month.Month is not 2)));
            return Task.CompletedTask;
        });
        days.On(next.OnDayOfMonth(12), () => PayVat(month, name));
        if (month.Month is not 2) days.On(next.OnDayOfMonth(16), () => Close(month));
    }

    /// <summary>One of finance names the account, and the other one agrees the next day.</summary>
    public async Task Name(Id<BankLine> line, string account, string why, bool agrees = true)
    {
        await stage.Do(new NameAccount.Command(DemoStage.Name($"name:{line}"), line, account, why), Fia);
        if (agrees) days.On(stage.Today.PlusDays(1), () => stage.Do(new NameAccount.Command(DemoStage.Name($"agree:{line}"), line, account, why), Filip));
    }

    /// <summary>Some of the busy members bought something for their work.</summary>
    private async Task Spend(YearMonth month)
    {
        var owed = new List<PartAsked>();
        await stage.Write(async tx =>
        {
            foreach (var (place, person) in BusyMembers.Index().Where(one => (one.Index + month.Month) % 3 is 0))
            {
                var activity = (await tx.FindActivity(OwnId(person)))!;
                var net = Sek(240 + (((place * 613) + (month.Month * 331)) % 3_900));
                var vat = net.Times(Rate.OfPerCent(25), Rounding.HalfAwayFromZero);
                if (net > (await tx.Balances(activity, tx.Today)).ExpenseAvailable) continue;
                var code = (await tx.FindPerson(person.Id))!.Code;
                var cost = new Cost(DemoStage.Name($"expense:{month}:{person.Email}"), activity.Id, person.Id, CostKind.Expense, code, net, vat, vat);
                DemoStage.Must(await tx.PostCost(cost));
                owed.Add(new(PartKind.Payout, Account.Expenses(code), cost.Gross));
            }
        });
        Pay(owed, $"Expenses {month:uuuu-MM}", "Members");
    }

    /// <summary>Each takes what the work has brought, but for something in reserve.</summary>
    private async Task PayWages(YearMonth month, string name)
    {
        var owed = new List<PartAsked>();
        var taxes = Sek(0);
        await stage.Write(async tx =>
        {
            foreach (var (place, person) in BusyMembers.Index().Where(one => month < DemoWages.Since || !DemoWages.Employed.Contains(one.Item)))
            {
                var activity = (await tx.FindActivity(OwnId(person)))!;
                var kept = Sek(9_000 + (((place * 2_311) + (month.Month * 947)) % 24_000));
                var left = (await tx.Balances(activity, tx.Today)) is var has ? Money.Min(has.SalaryAvailable, has.Booked) - kept : kept;
                var cost = Sek(Math.Min(Math.Floor(left.ToDecimal() / 100) * 100, 68_000 - (place % 7 * 4_500)));
                if (cost < Sek(5_000)) continue;
                var wage = Split(cost, person, activity, (await tx.FindPerson(person.Id))!.Code, month);
                DemoStage.Must(await tx.PostWage(wage));
                owed.Add(new(PartKind.Payout, Account.NetWages(wage.MemberCode), wage.Net));
                taxes += wage.Authorities[0].Amount;
            }
        });
        Pay(owed, $"Wages {month:uuuu-MM}", "Members");
        days.On(month.PlusMonths(1).OnDayOfMonth(12), () =>
        {
            Pay([new(PartKind.Payout, Account.Authority(TaxOffice), taxes)], $"Taxes on wages {name}", "Skatteverket");
            return Task.CompletedTask;
        });
    }

    /// <summary>Roughly as in Sweden in 2026: 31.42 % contributions on the gross wage, a quarter of it tax. The demo computes no payslip.</summary>
    private static Wage Split(Money cost, DemoPerson person, Activity activity, string code, YearMonth month)
    {
        var gross = Sek(Math.Round(cost.ToDecimal() / 1.3142m));
        var tax = Sek(Math.Round(gross.ToDecimal() * 0.26m));
        return new Wage(DemoStage.Name($"wage:{month}:{person.Email}"), activity.Id, person.Id, code, cost, gross - tax, [(TaxOffice, cost - gross + tax)], Sek(0));
    }

    private void Pay(IReadOnlyList<PartAsked> parts, string text, string to)
    {
        if (parts.Count is 0) return;
        bank.Add(new DemoLine(-parts.Sum(part => part.Amount.ToDecimal()), text, to, Then: line =>
            stage.Do(new MatchLine.Command(DemoStage.Name($"pay:{text}"), line, parts, ""), Fia)));
    }

    /// <summary>The tax of a month is due on the 12th of the second month after it.</summary>
    private async Task PayVat(YearMonth paidIn, string name)
    {
        var month = paidIn.PlusMonths(-1);
        if (month < new YearMonth(2025, 10)) return;
        var end = paidIn.OnDayOfMonth(1).PlusDays(-1);
        var due = await stage.Read(async tx => -await tx.Balance(Entity.Id, Account.VatDue, Currency.SEK, end)) - vatPaid;
        vatPaid += due;
        bank.Add(new DemoLine(-due.ToDecimal(), $"VAT {month:uuuu-MM}", "Skatteverket", Then: line => Name(line, Account.VatDue, "VAT return")));
    }

    /// <summary>Statements first, oldest first, then the month.</summary>
    private async Task Close(YearMonth month)
    {
        var end = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        var statements = await stage.See(new ListStatements.Query(), Fia);
        foreach (var statement in statements.Where(one => !one.Closed && one.Last <= end).OrderBy(one => one.Last))
            await stage.Do(new CloseStatement.Command(DemoStage.Name($"close:{statement.Id}"), statement.Id), Fia);
        await stage.Do(new CloseEntityPeriod.Command(DemoStage.Name($"close:{month}"), Entity.Id, end), Fia);
    }
}
