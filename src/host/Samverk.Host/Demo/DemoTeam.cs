using Dapper;
using Samverk.Activities;
using Samverk.Invoicing;
using Samverk.Kernel;
using static Samverk.Host.DemoCalendar;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>Jonas leads a collective with others: a shared activity with roles, a part of it, transfers that are done and that wait.</summary>
internal sealed class DemoTeam(DemoStage stage, DemoCalendar days, DemoTrade trade, DemoBank bank)
{
    private static readonly DemoPerson Amina = Others[0], Elin = Others[1], Oskar = Others[2];

    private static readonly Id<Activity> Collective = new(DemoStage.Name("request:collective")), Tour = new(DemoStage.Name("request:tour"));

    public void Put()
    {
        Gather();
        Earn();
        Move();
        JonasAlone();
    }

    private void Gather()
    {
        days.On(10, 7, () => Ask("collective", "Scenkollektivet Norrsken", ActivityKind.Shared, null, "Four of us play together"));
        days.On(10, 8, () => stage.Do(new OpenActivity.Command(DemoStage.Name("open:collective"), Collective, "Agreement of the four seen"), Anna));
        days.On(10, 9, () => Invite("frida", Frida, manager: false));
        days.On(10, 9, () => Invite("amina", Amina, manager: true));
        days.On(10, 10, () => Join(Frida));
        days.On(10, 13, () => Join(Amina));
        days.On(11, 5, () => Invite("elin", Elin, manager: false));
        days.On(11, 6, () => Join(Elin));
        days.On(1, 14, () => Ask("tour", "Norrsken – summer tour", ActivityKind.Shared, Collective, "The tour keeps its money apart"));
        days.On(1, 15, () => stage.Do(new OpenActivity.Command(DemoStage.Name("open:tour"), Tour, "Part of Norrsken"), Anna));
        days.On(2, 24, () => Invite("oskar", Oskar, manager: false));
        days.On(2, 25, () => Ask("matinees", "Norrsken – school matinées", ActivityKind.Shared, Collective, "Eleven schools have asked"));
    }

    private void Earn()
    {
        days.On(10, 14, () => trade.Agree("norrsken-opening", Jonas, Shared(Opera, "Opening show, five evenings", 140_000, 10, 27, 12, 5)));
        days.On(10, 17, () => trade.Plan("norrsken-opening", Jonas, new(40, Day(10, 27)), new(60, Day(12, 8))));
        days.On(11, 19, () => trade.Agree("norrsken-winter", Jonas, Shared(Stage, "Winter fairy tale with live music", 52_000, 12, 10, 12, 19)));
        days.On(12, 19, () => trade.Invoice("norrsken-winter", Jonas));
        days.On(1, 19, () => trade.Agree("norrsken-region", Jonas, Shared(Region, "Eight shows in the region", 168_000, 2, 2, 5, 29)));
        days.On(1, 22, () => trade.Plan("norrsken-region", Jonas, new(25, Day(2, 2)), new(25, Day(3, 9)), new(25, Day(4, 13)), new(25, Day(6, 1))));
        days.On(2, 26, () => trade.Submit("norrsken-visby", Jonas, Shared(Clients.First(client => client.Town is "Visby"), "Song festival, closing show", 88_000, 6, 29, 7, 4)));
    }

    private void Move()
    {
        days.On(1, 29, () => stage.Do(new ShareOut.Command(DemoStage.Name("share-out"), Collective, Sek(72_000),
            [new(OwnId(Jonas), 3), new(OwnId(Frida), 2), new(OwnId(Amina), 2), new(OwnId(Elin), 1)], "Meeting of 28 January: opening show, by evenings played"), Jonas));
        days.On(1, 30, () => Accept(Part(Jonas), Jonas));
        days.On(1, 30, () => Accept(Part(Frida), Frida));
        days.On(2, 2, () => Accept(Part(Amina), Amina));
        days.On(2, 4, () => stage.Do(new DeclineTransfer.Command(DemoStage.Name("decline:elin"), Part(Elin), "I joined later and take my part from the region's shows"), Elin));
        days.On(2, 20, () => Propose("tour", Collective, Tour, 45_000, "Down payments of the tour"));
        // Above the threshold: a second person has to release it.
        days.On(2, 23, () => Accept(Proposed("tour"), Jonas));
        days.On(2, 26, () => Propose("lamps", Collective, OwnId(Frida), 6_500, "Your lamps at the winter fairy tale"));
    }

    private void JonasAlone()
    {
        days.On(10, 20, () => trade.Agree("jonas-podcast", Jonas, trade.Order(Jonas, Radio, "Podcast series, sound for ten episodes", 46_000, Day(11, 3), Day(1, 16))));
        days.On(10, 23, () => trade.Plan("jonas-podcast", Jonas, new(50, Day(12, 1)), new(50, Day(1, 19))));

        // Disputed, heard, decided, credited in part; the rest was paid.
        bank.Hold(DemoTrade.InvoiceId("jonas-concert"));
        days.On(10, 15, () => trade.Agree("jonas-concert", Jonas, trade.Order(Jonas, School, "Concert recording", 24_000, Day(10, 27), Day(11, 7))));
        days.On(11, 10, () => trade.Invoice("jonas-concert", Jonas));
        days.On(11, 20, () => stage.Do(new OpenDispute.Command(DemoStage.Name("dispute:concert"), DemoTrade.InvoiceId("jonas-concert"), "One of the six tracks has noise"), Jonas));
        days.On(11, 25, () => stage.Do(new NoteDispute.Command(DemoStage.Name("heard:concert"), DemoTrade.InvoiceId("jonas-concert"), "Jonas agrees: one track cannot be saved.", MemberHeard: true), Anna));
        days.On(11, 27, () => stage.Do(new DecideDispute.Command(DemoStage.Name("decide:concert"), DemoTrade.InvoiceId("jonas-concert"), DisputeDecision.Credit, "One track of six is credited"), Anna));
        days.On(11, 27, () => stage.Do(new CreditInvoice.Command(DemoStage.Name("credit:concert"), DemoTrade.InvoiceId("jonas-concert"), Sek(4_000), "One track of six"), Anna));
        days.On(12, 9, async () =>
        {
            var open = (await bank.Open()).First(one => one.Id == DemoTrade.InvoiceId("jonas-concert"));
            bank.Add(DemoBank.Payment(open, open.Open));
        });

        days.On(2, 10, () => trade.Agree("jonas-festival", Jonas, trade.Order(Jonas, Stage, "Festival stage, sound", 34_000, Day(3, 13), Day(3, 15))));
        days.On(2, 12, () => trade.Plan("jonas-festival", Jonas, new PlanInvoices.Part(1, Day(3, 17))));
        days.On(2, 27, () => trade.Save("jonas-album", Jonas, trade.Order(Jonas, Opera, "Album of the choir", 58_000, Day(4, 20), Day(5, 22)) with { ValidUntil = null }));
    }

    private OrderContent Shared(DemoClient client, string title, decimal net, int fromMonth, int fromDay, int toMonth, int toDay) =>
        trade.Order(Jonas, client, title, net, Day(fromMonth, fromDay), Day(toMonth, toDay)) with { Activity = Collective.Value };

    private Task Ask(string key, string name, ActivityKind kind, Id<Activity>? parent, string why) =>
        stage.Do(new RequestActivity.Command(DemoStage.Name($"request:{key}"), Entity.Id, name, kind, parent, null, why), Jonas);

    private Task Invite(string key, DemoPerson person, bool manager) => stage.Do(new InviteToTeam.Command(DemoStage.Name($"invite:{key}"), Collective, manager, person.Email, person.Id,
        new InviteToTeam.Letter("Scenkollektivet Norrsken", $"Jonas asks you to join: /invitations/{InviteToTeam.LinkPlace}")), Jonas);

    /// <summary>By the link in the mail.</summary>
    private async Task Join(DemoPerson person)
    {
        var mail = await stage.Read(tx => tx.Connection.QuerySingleAsync<string>("select body from store.mail where recipient = @Email and body like '%/invitations/%'", new { person.Email }));
        await stage.Do(new AcceptInvitation.Command(DemoStage.Name($"join:{person.Email}"), mail.Split('/')[^1].Trim()), person);
    }

    private Task Propose(string key, Id<Activity> from, Id<Activity> to, decimal amount, string why) =>
        stage.Do(new ProposeTransfer.Command(Proposed(key).Value, from, to, Sek(amount), why), Jonas);

    private Task Accept(Id<Transfer> transfer, DemoPerson person) => stage.Do(new AcceptTransfer.Command(DemoStage.Name($"accept:{transfer}"), transfer, ""), person);

    private static Id<Transfer> Proposed(string key) => new(DemoStage.Name($"transfer:{key}"));

    private static Id<Transfer> Part(DemoPerson person) => Id<Transfer>.Named(DemoStage.Name("share-out"), OwnId(person).ToString());
}
