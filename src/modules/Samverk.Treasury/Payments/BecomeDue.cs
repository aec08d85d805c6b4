using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>What other rooms have approved and released has to be paid.</summary>
internal sealed class BecomeDue : IHandle<ClaimApproved>, IHandle<WagesReleased>, IHandle<WagesCorrected>
{
    public async Task Handle(ClaimApproved happened, Tx tx)
    {
        if (await tx.OwedFor(happened.Claim) is not { } owed) return;
        await tx.Owe(new Due(
            happened.Claim, owed.Entity, owed.Supplier is null ? DueKind.Expense : DueKind.Supplier, owed.Account, owed.Amount, owed.Person,
            owed.Supplier is { } supplier ? new(supplier.Name, supplier.Iban, supplier.Bic, supplier.Reference) : null, owed.Supplier?.Number ?? "", owed.On ?? tx.Today));
    }

    public async Task Handle(WagesReleased happened, Tx tx)
    {
        await tx.Owe([.. happened.Wages.Where(wage => wage.Net.IsPositive)
            .Select(wage => new Due(wage.Payslip, happened.Entity, DueKind.NetWage, Account.NetWages(wage.Code), wage.Net, wage.Person, null, "", happened.PayDay) { Run = happened.Run })]);
        var end = happened.PayDay.With(NodaTime.DateAdjusters.EndOfMonth);
        var authorities = await tx.AuthoritiesOf(happened.Run);
        await tx.Owe([.. authorities.Where(owed => owed.Value.IsPositive)
            .Select(owed => new Due(Kernel.NamedGuid.Of(happened.Run, owed.Key), happened.Entity, DueKind.Authority, owed.Key, owed.Value, null, null, "", end) { PeriodEnd = end })]);
        await tx.TakeOffWhatIsNotOwed(happened.Entity, [.. authorities.Keys]);
    }

    public async Task Handle(WagesCorrected happened, Tx tx)
    {
        await tx.Owe([.. happened.Wages.Select(wage => new Due(wage.Payslip, happened.Entity, DueKind.NetWage, Account.NetWages(wage.Code), wage.Net, wage.Person, null, "", happened.PayDay) { Run = happened.Run })]);
        await tx.Owe([.. happened.Authorities.Where(of => of.Amount.IsPositive).Select(of => new Due(
            Kernel.NamedGuid.Of(happened.Run, $"{of.Account} {of.PeriodEnd:R}"), happened.Entity, DueKind.Authority, of.Account, of.Amount, null, null, "", of.PeriodEnd) { PeriodEnd = of.PeriodEnd })]);
        await tx.TakeOffWhatIsNotOwed(happened.Entity, [.. happened.Authorities.Select(of => of.Account).Distinct(StringComparer.Ordinal)]);
    }
}
