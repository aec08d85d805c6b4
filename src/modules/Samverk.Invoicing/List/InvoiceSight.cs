using Samverk.Store;

namespace Samverk.Invoicing;

internal static class InvoiceSight
{
    /// <summary>Staff and those who watch over the cooperative see every invoice; members those of their activities.</summary>
    public static bool SeesAllInvoices(this Actor actor) => actor.Roles.Any(role => role is Role.Adviser or Role.Finance or Role.Auditor or Role.Board);
}
