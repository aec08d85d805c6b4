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
        foreach (var wage in happened.Wages.Where(wage => wage.Net.IsPositive))
            await tx.Owe(new Due(wage.Payslip, happened.Entity, DueKind.NetWage, Account.NetWages(wage.Code), wage.Net, wage.Person, null, "", happened.PayDay));
        var end = happened.PayDay.With(NodaTime.DateAdjusters.EndOfMonth);
        foreach (var (account, owed) in await tx.AuthoritiesOf(happened.Run))
            if (owed.IsPositive) await tx.Owe(new Due(Kernel.NamedGuid.Of(happened.Run, account), happened.Entity, DueKind.Authority, account, owed, null, null, "", end) { PeriodEnd = end });
    }
}
