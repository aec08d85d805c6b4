using System.CommandLine;
using Samverk.EInvoice;

namespace Samverk.Host;

/// <summary><c>samverk invoice</c>: what the e-invoice engine answers by itself.</summary>
internal static class InvoiceCommand
{
    public static Command Create()
    {
        var totals = new Command("totals", "Reads invoices as JSON lines from standard input and answers their totals.");
        totals.SetAction(_ => TotalsCommand.Run(Console.In, Console.Out) is 0 ? 0 : 1);
        return new Command("invoice", "Electronic invoices.") { totals };
    }
}
