using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Treasury;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoCalendar;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>Frida designs light: orders in every state, invoices with every kind of luck.</summary>
internal sealed class DemoFrida(DemoStage stage, DemoCalendar days, DemoTrade trade, DemoBank bank)
{
    public const string Talk = "frida-ice", Disputed = "frida-foyer";

    public void Put()
    {
        WellPaid();
        Monthly();
        Abroad();
        Trouble();
        Unfinished();
    }

    private void WellPaid()
    {
        days.On(10, 6, () => trade.Agree("frida-market", Frida, trade.Order(Frida, Opera, "Winter market, light for twelve stalls", 38_000, Day(10, 20), Day(11, 27))));
        days.On(11, 28, () => trade.Invoice("frida-market", Frida));
        days.On(10, 7, () => stage.Do(new KeepContact.Command(DemoStage.Name("contact:opera"), Opera.Id, null, Opera.Contact, "Producer", Opera.Signer.Email, "+46 90 15 43 00"), Frida));
        days.On(11, 10, () => stage.Do(new KeepContact.Command(DemoStage.Name("contact:harbour"), Harbour.Id, null, Harbour.Contact, "Head of exhibitions", Harbour.Signer.Email, null), Frida));

        // Two people at the museum sign one after the other; three instalments, the last one still to come.
        var curator = new Signer("Annika Vall", $"annika.vall@{Harbour.Domain}");
        days.On(11, 10, () => trade.Agree("frida-museum", Frida, trade.Order(Frida, Harbour, "Exhibition \"Under the surface\", light design", 96_000, Day(12, 1), Day(3, 27)) with
        {
            Signers = [Harbour.Signer, curator], Instalments = [new(Day(12, 15), 30), new(Day(2, 16), 40), new(Day(3, 30), 30)],
        }));
        days.On(11, 12, () => trade.Plan("frida-museum", Frida, new(30, Day(12, 15)), new(40, Day(2, 16)), new(30, Day(3, 30))));
    }

    /// <summary>The first order of a series; the next ones come by themselves, and Frida bills each at the end of its month.</summary>
    private void Monthly()
    {
        days.On(11, 3, () => trade.Agree("frida-service", Frida, trade.Order(Frida, School, "Care of the stage light", 9_500, Day(11, 3), Day(11, 28)) with { Repeat = new MonthlyRepeat(3, Day(8, 31)) }));
        days.On(11, 28, () => trade.Invoice("frida-service", Frida));
        foreach (var month in (int[])[12, 1, 2])
        {
            var draft = Id<Invoice>.Named(DemoStage.Name($"plan:frida-service:{month}"), "part 0");
            days.On(month, 26, async () =>
            {
                var order = Id<Order>.Named(trade.OrderId("frida-service").Value, Day(month, 3).ToString("R", null));
                await stage.Do(new PlanInvoices.Command(DemoStage.Name($"plan:frida-service:{month}"), order, [new(1)], SupplyKind.Services), Frida);
                await stage.Do(new SendInvoice.Command(DemoStage.Name($"send:frida-service:{month}"), draft), Frida);
            });
        }
    }

    private void Abroad()
    {
        // Euro, reverse charge; what arrives is what the bank makes of it, and a person says what it was for.
        days.On(11, 17, () => trade.Agree("frida-leipzig", Frida, trade.Order(Frida, Leipzig, "Light concept for the market square", 0, Day(11, 24), Day(12, 18)) with
        {
            Net = Eur(3_400), PlanningRate = 11.05m, Place = "Umeå",
        }));
        days.On(12, 19, () => trade.Invoice("frida-leipzig", Frida));
        days.On(1, 21, async () => bank.Add(new DemoLine(37_281.20m, $"Invoice {await NumberOf("frida-leipzig")}", Leipzig.Name, PaidInEuro) { Original = new OriginalAmount(3_400m, "EUR", 10.987m) }));
        days.On(1, 26, () => trade.Agree("frida-kopenhagen", Frida, trade.Order(Frida, Copenhagen, "Light walk, four bridges", 24_000, Day(2, 2), Day(2, 13))));
        days.On(2, 17, () => trade.Invoice("frida-kopenhagen", Frida));
    }

    private async Task PaidInEuro(Id<BankLine> line) => await stage.Do(
        new MatchLine.Command(DemoStage.Name("match:leipzig"), line, [new PartAsked(PartKind.Invoice, await NumberOf("frida-leipzig"), Eur(3_400), Sek(75), Sek(37_281.20m))], "Rate of the bank, 75 SEK kept by it"), Fia);

    private void Trouble()
    {
        // Nobody pays: reminders, then the adviser is to talk with Frida. Nobody has yet.
        bank.Hold(DemoTrade.InvoiceId(Talk));
        days.On(11, 20, () => trade.Agree(Talk, Frida, trade.Order(Frida, Festival, "Ice stage, light and operation", 31_000, Day(12, 8), Day(12, 17))));
        days.On(12, 18, () => trade.Invoice(Talk, Frida));

        // The client finds something wrong, by the link in the mail of the invoice.
        bank.Hold(DemoTrade.InvoiceId(Disputed));
        days.On(12, 15, () => trade.Agree(Disputed, Frida, trade.Order(Frida, West, "New light in the foyer", 18_500, Day(12, 22), Day(1, 9))));
        days.On(1, 12, () => trade.Invoice(Disputed, Frida));
        days.On(2, 12, async () => await stage.Do(new DisputeByLink.Command(DemoStage.Name("dispute:foyer"),
            (await stage.Read(tx => tx.LinkOf(DemoTrade.InvoiceId(Disputed))))!.Split('/')[^1], "Two of the eight lamps do not work since the opening night."), DemoPerson.Outside));
        days.On(2, 17, () => stage.Do(new NoteDispute.Command(DemoStage.Name("note:foyer"), DemoTrade.InvoiceId(Disputed), "Ylva Rask sent pictures; Frida will be heard on 4 March.", MemberHeard: false), Anna));

        // Paid in parts.
        bank.Hold(DemoTrade.InvoiceId("frida-school"));
        days.On(12, 8, () => trade.Agree("frida-school", Frida, trade.Order(Frida, Library, "Light course for young technicians", 28_000, Day(12, 15), Day(1, 14))));
        days.On(1, 15, () => trade.Invoice("frida-school", Frida));
        days.On(2, 11, async () => bank.Add(new DemoLine(15_000m, $"Faktura {await NumberOf("frida-school")} del 1", Library.Name, PaidInPart)));
    }

    private async Task PaidInPart(Id<BankLine> line) => await stage.Do(
        new MatchLine.Command(DemoStage.Name("match:school"), line, [new PartAsked(PartKind.Invoice, await NumberOf("frida-school"), Sek(15_000))], "The rest follows in March, says the library"), Fia);

    private void Unfinished()
    {
        days.On(2, 5, () => trade.Submit("frida-parade", Frida, trade.Order(Frida, Stage, "Light for the winter parade", 14_000, Day(2, 20), Day(2, 22))));
        days.On(2, 9, () => trade.Answer("frida-parade", Stage.Signer, AnswerKind.Refuse, "The parade is cancelled this year, sorry."));
        days.On(2, 19, () => trade.Submit("frida-radio", Frida, trade.Order(Frida, Radio, "Studio light and a course", 64_000, Day(3, 16), Day(4, 10))));
        days.On(2, 23, () => trade.Decide("frida-radio", OrderDecision.AskChanges, "Please say who owns the lamps afterwards, and bill the course on a line of its own."));
        days.On(2, 24, () => trade.Submit("frida-library", Frida, trade.Order(Frida, Library, "Reading lamps for the children's corner", 22_000, Day(3, 9), Day(3, 20))));
        days.On(2, 26, () => trade.Submit("frida-region", Frida, trade.Order(Frida, Region, "Light festival, four towns", 120_000, Day(4, 7), Day(6, 12)) with
        {
            Instalments = [new(Day(4, 15), 50), new(Day(6, 15), 50)],
        }));
        days.On(2, 27, () => trade.Save("frida-gala", Frida, trade.Order(Frida, Opera, "Spring gala", 45_000, Day(5, 4), Day(5, 9)) with { Description = "", ValidUntil = null, Signers = [], To = null }));
    }

    private Task<string> NumberOf(string key) => stage.Read(async tx => (await tx.FindInvoice(DemoTrade.InvoiceId(key)))!.Number);

    private static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR, Rounding.HalfAwayFromZero);
}
