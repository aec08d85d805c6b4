using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Treasury;
using static Samverk.Host.DemoCalendar;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>Money that does not come, and money that nobody can place: what finance looks at.</summary>
internal sealed class DemoLosses(DemoStage stage, DemoCalendar days, DemoTrade trade, DemoBank bank, DemoBooks books)
{
    private const string Lost = "event-house", Doubtful = "club-komet";

    private static readonly DemoPerson Loser = Others[4], Doubter = Others[6];

    public void Put()
    {
        WrittenOff();
        Proposed();
        Unplaced();
    }

    /// <summary>Reminded, talked about, demanded, collected in vain; the fund bore it, and later a part came all the same.</summary>
    private void WrittenOff()
    {
        var invoice = DemoTrade.InvoiceId(Lost);
        bank.Hold(invoice);
        days.On(10, 6, () => trade.Agree(Lost, Loser, trade.Order(Loser, EventHouse, "Trade fair stand, design and building", 32_000, Day(10, 7), Day(10, 9))));
        days.On(10, 10, () => trade.Invoice(Lost, Loser));
        days.On(12, 11, () => stage.Do(new HearMember.Command(DemoStage.Name("heard:event"), invoice, "Nothing was wrong with the work; the client is out of money."), Anna));
        days.On(12, 15, () => Escalate(InvoiceState.Demanded, "Seven days"));
        days.On(1, 7, () => Escalate(InvoiceState.Collection, "Handed to the collection agency"));
        days.On(1, 21, () => stage.Do(new ProposeWriteOff.Command(DemoStage.Name("write-off:event"), invoice, "The agency found nothing to collect"), Fia));
        days.On(1, 22, () => stage.Do(new ApproveWriteOff.Command(DemoStage.Name("approve:event"), DemoStage.Name("write-off:event")), Bo));
        days.On(2, 17, async () => bank.Add(new DemoLine(12_500m, $"Inkasso {await NumberOf(invoice)}", "Norrinkasso AB", async line => await stage.Do(
            new MatchLine.Command(DemoStage.Name("recover:event"), line, [new PartAsked(PartKind.Recovery, await NumberOf(invoice), Sek(12_500))], "First part from the agency"), Fia))));
        days.On(2, 25, () => stage.Do(new UnblockClient.Command(DemoStage.Name("unblock:event"), EventHouse.Id, "Pays the agency every month now"), Anna));

        Task Escalate(InvoiceState to, string why) => stage.Do(new EscalateInvoice.Command(DemoStage.Name($"escalate:{to}"), invoice, to, why), Anna);
    }

    /// <summary>Another one, for which the second person has not agreed yet.</summary>
    private void Proposed()
    {
        var invoice = DemoTrade.InvoiceId(Doubtful);
        bank.Hold(invoice);
        days.On(10, 13, () => trade.Agree(Doubtful, Doubter, trade.Order(Doubter, Club, "Club night, photography", 14_500, Day(10, 18), Day(10, 19))));
        days.On(10, 21, () => trade.Invoice(Doubtful, Doubter));
        days.On(12, 29, () => stage.Do(new HearMember.Command(DemoStage.Name("heard:club"), invoice, "Two concerts were cancelled, the club has closed."), Alva));
        days.On(2, 26, () => stage.Do(new ProposeWriteOff.Command(DemoStage.Name("write-off:club"), invoice, "The club is bankrupt since 20 February"), Fia));
    }

    /// <summary>Lines of February that wait for a person, each for another reason.</summary>
    private void Unplaced()
    {
        Waits(2, 13, new DemoLine(1_250m, "Tack för senast", "Okänd avsändare"));
        days.On(2, 18, () => Together("Betalning februari enligt överenskommelse"));
        days.On(2, 20, () => From(0, invoice => new DemoLine(invoice.Open.ToDecimal() - 250m, $"Faktura {invoice.Number} minus avdrag", invoice.ClientName)));
        Waits(2, 25, new DemoLine(42.17m, "Ränta", "Norrbanken", line => books.Name(line, "income:interest", "Interest of the quarter", agrees: false)));
        Waits(2, 25, new DemoLine(-1_890m, "Ansvarsförsäkring mars", "Trygga Kulturen AB"));
        days.On(2, 25, () => From(1, invoice => new DemoLine(invoice.Open.ToDecimal(), "Betalning enl. ok", invoice.ClientName)));
        days.On(2, 27, () => From(2, invoice => new DemoLine(invoice.Open.ToDecimal() + 500m, $"Inv {invoice.Number}", invoice.ClientName)));
        Waits(2, 27, new DemoLine(8_412m, "Retur lön, kontot finns ej", "Norrbanken"));
        Waits(2, 27, new DemoLine(18_500m, "Foyer", "Ylva Rask"));
    }

    private void Waits(int month, int day, DemoLine line) => days.On(month, day, () =>
    {
        bank.Add(line);
        return Task.CompletedTask;
    });

    /// <summary>A payer who has two open invoices sends one sum and names neither.</summary>
    private async Task Together(string text)
    {
        var pair = (await Plain()).GroupBy(one => one.Client).Where(group => group.Count() > 1).OrderBy(group => group.First().Number, StringComparer.Ordinal).First().Take(2).ToArray();
        foreach (var one in pair) bank.Hold(one.Id);
        bank.Add(new DemoLine(pair.Sum(one => one.Open.ToDecimal()), text, pair[0].ClientName));
    }

    private async Task From(int place, Func<Receivable, DemoLine> write)
    {
        var invoice = (await Plain())[place * 3];
        bank.Hold(invoice.Id);
        bank.Add(write(invoice));
    }

    private async Task<IReadOnlyList<Receivable>> Plain() => [.. (await bank.Open()).Where(one => !one.Foreign && one.Open.IsPositive && !bank.Holds(one.Id))];

    private Task<string> NumberOf(Id<Invoice> invoice) => stage.Read(async tx => (await tx.FindInvoice(invoice))!.Number);
}
