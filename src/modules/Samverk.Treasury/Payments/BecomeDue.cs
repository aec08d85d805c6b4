using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>What other rooms have approved and released has to be paid.</summary>
internal sealed class BecomeDue : IHandle<ClaimApproved>, IHandle<WagesReleased>
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
        await tx.Owe([.. (await tx.AuthoritiesOf(happened.Run)).Where(owed => owed.Value.IsPositive)
            .Select(owed => new Due(Kernel.NamedGuid.Of(happened.Run, owed.Key), happened.Entity, DueKind.Authority, owed.Key, owed.Value, null, null, "", end) { PeriodEnd = end })]);
    }
}
