using Samverk.Desk;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using static Samverk.Host.DemoCalendar;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;
using Contact = Samverk.Members.Contact;

namespace Samverk.Host;

/// <summary>What lies on the staff's and the board's tables: applications, clients, messages, the fund.</summary>
internal sealed class DemoOffice(DemoStage stage, DemoCalendar days, DemoTrade trade, DemoBank bank)
{
    private int messages;

    public void Put()
    {
        Allocations();
        Applications();
        Holds();
        NewClients();
        Conversations();
        days.On(2, 18, () => stage.Do(new AskErasure.Command(DemoStage.Name("erase")), Others[200]));
        days.On(1, 16, () => stage.Do(new GiveNotice.Command(DemoStage.Name("notice"), Others[150].Id), Others[150]));
    }

    private void Allocations()
    {
        foreach (var (month, day, amount, meeting) in ((int, int, decimal, string)[])[(10, 16, 60_000, "15 October 2025, § 4"), (12, 11, 100_000, "10 December 2025, § 7"), (2, 12, 50_000, "11 February 2026, § 3")])
            days.On(month, day, () => stage.Do(new AllocateFund.Command(DemoStage.Name($"allocate:{month}"), Entity.Id, Sek(amount), $"Board meeting of {meeting}"), Bo));
    }

    /// <summary>How far each of them has come.</summary>
    private void Applications()
    {
        Apply("Selma Friberg", 10, 20, Way.Admitted);
        Apply("Noa Lindahl", 11, 12, Way.Admitted);
        Apply("Rasmus Ahlin", 11, 24, Way.Refused);
        Apply("Miriam Tesfay", 1, 13, Way.Admitted);
        Apply("Julia Sten", 2, 3, Way.Paid);
        Apply("Hugo Rydell", 2, 6, Way.Paid);
        Apply("Alma Kraft", 2, 10, Way.Recommended);
        Apply("Theo Nilsen", 2, 16, Way.Applied);
        Apply("Inez Brandt", 2, 17, Way.Applied);
        Apply("Wilma Zetter", 2, 20, Way.Advised);
        Apply("Casper Roos", 2, 25, Way.Informed);
        Apply("Liv Hansson", 2, 27, Way.Prospect);
    }

    private void Apply(string name, int month, int day, Way reaches)
    {
        var begins = WorkingDayFrom(Day(month, day));
        var person = new DemoPerson($"{name.Split(' ')[0].ToLowerInvariant()}@samverk.example", name, Role.Member);
        var id = new Id<Store.Person>(Request("add"));
        (Way Reached, Func<Task> Step)[] steps =
        [
            (Way.Prospect, () => stage.Do(new AddPerson.Command(id.Value, PersonKind.Member, name, person.Email, null, null, null, "sv", Anna.Id, Entity.Id, false), Anna)),
            (Way.Informed, () => stage.Do(new RecordContact.Command(Request("informed"), id, Contact.InfoSession, "Info evening in Umeå"), Anna)),
            (Way.Advised, () => stage.Do(new RecordContact.Command(Request("advised"), id, Contact.Consultation, "First consultation"), Anna)),
            (Way.Applied, () => stage.Do(new ApplyForMembership.Command(Request("apply"), id, AcceptsStatutes: true), Anna)),
            (Way.Refused, () => stage.Do(new RefuseApplication.Command(Request("refuse"), id, "The work is a trade that the cooperative cannot insure"), Bo)),
            (Way.Recommended, () => stage.Do(new RecommendAdmission.Command(Request("recommend"), id), Anna)),
            (Way.Paid, () => Pay(id, name)),
            (Way.Admitted, () => stage.Do(new AdmitMember.Command(Request("admit"), id), Bo)),
        ];
        foreach (var (place, (reached, step)) in steps.Index())
            if (reached <= reaches && (reached is not Way.Refused || reaches is Way.Refused)) days.On(After(begins, place), step);

        Guid Request(string what) => DemoStage.Name($"{what}:{name}");
    }

    /// <summary>The share arrives on the account, and finance notes it with the member; the bank's line finds what was posted then.</summary>
    private async Task Pay(Id<Store.Person> person, string name)
    {
        bank.Add(new DemoLine(1_000m, $"Share {name}", name));
        var share = (await stage.Read(tx => tx.Shares(person)))[0];
        await stage.Do(new RecordSharePayment.Command(DemoStage.Name($"paid:{name}"), person, share.Id, stage.Today), Fia);
    }

    private void Holds()
    {
        days.On(1, 19, () => stage.Do(new HoldClient.Command(DemoStage.Name("hold:granite"), Granite.Id, ClientHold.Watch, "New owner, accounts not published yet"), Anna));
        days.On(2, 3, () => stage.Do(new HoldClient.Command(DemoStage.Name("hold:gallery"), Gallery.Id, ClientHold.PrepayOnly, "Asked for 90 days twice"), Fia));
    }

    private void NewClients()
    {
        var twin = new DemoClient("Norrlandsopera AB", "Umeå", "903 26", "Operaplan", "5", "Ulrika Sjödin");
        days.On(2, 10, () => trade.Enter(twin, Others[5], "It stands so on their letter"));
        days.On(2, 11, () => stage.Do(new CheckClient.Command(DemoStage.Name("merge"), twin.Id, ClientDecision.Merge, Opera.Id, "The same opera, written in two ways"), Anna));
        var shell = new DemoClient("Eventpartner 24 AB", "Solna", "171 45", "Boxgatan", "1", "Okänd");
        days.On(1, 27, () => trade.Enter(shell, Others[8]));
        days.On(1, 28, () => stage.Do(new CheckClient.Command(DemoStage.Name("refuse:shell"), shell.Id, ClientDecision.Refuse, null, "Not registered for VAT, no address of its own"), Anna));

        var digital = new DemoClient("Digitala Scenen AB", "Stockholm", "116 32", "Ringvägen", "98", "Amir Saleh");
        days.On(2, 25, () => trade.Enter(digital, Others[11]));
        days.On(2, 26, () => trade.Submit("digital", Others[11], trade.Order(Others[11], digital, "Translation of a play", 16_000, Day(3, 9), Day(3, 27))));
        days.On(2, 27, () => trade.Enter(new DemoClient("Teater Väster AB", "Borås", "503 30", "Allégatan", "40", "Rut Fors"), Others[14], "Another house in the same street"));
        days.On(3, 2, () => trade.Enter(new DemoClient("Sommarscen Skåne", "Ystad", "271 41", "Stora Östergatan", "13", "Bodil Tran") { Kind = Countries.BuyerKind.Public }, Jonas));
    }

    private void Conversations()
    {
        Write(1, 20, Frida, Frida, "Can I buy a dimmer for 8,400 from my activity before the museum has paid?");
        Write(1, 21, Frida, Anna, "Costs are paid from what clients have paid. You have enough for it since the market's invoice came in.");
        Write(1, 21, Frida, Frida, "Thanks, then I order it tomorrow.");
        Write(1, 22, Frida, Anna, "Good. Put the receipt to your expenses when it has come.");
        Write(2, 18, Jonas, Jonas, "Our tour activity gets 45,000 for down payments. Who has to release it?");
        Write(2, 19, Jonas, Anna, "Fia or I, once you have accepted it. Please put the contract with the bus company to it.");
        Write(2, 26, Frida, Frida, "Festival Nord does not answer my mails about the ice stage. What happens now?");
        Write(2, 27, Others[3], Others[3], "My client wants 60 days. Is that possible?");
        Write(3, 2, Others[9], Others[9], "I am ill this week, two orders will be late. Whom should I tell?");
    }

    /// <summary>In the member's own conversation with the staff.</summary>
    private void Write(int month, int day, DemoPerson member, DemoPerson writer, string text)
    {
        var request = DemoStage.Name($"message:{++messages}");
        days.On(month, day, () => stage.Do(new PostMessage.Command(request, "members.person", member.Id.Value, member.Id, "/messages", text), writer));
    }

    private enum Way { Prospect, Informed, Advised, Applied, Refused, Recommended, Paid, Admitted }
}
