using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>
/// A Swedish cooperative with invented people, from 1 October 2025 to 2 March 2026, played day by day through the use cases of the product: the
/// same ids, numbers and amounts every time.
/// </summary>
internal sealed class DemoCooperative(OpenNode node, string address)
{
    public const string Password = "skatbo-lingon-2026";

    public static readonly IReadOnlyList<(string Email, string Name, Role Role)> SignIns =
        [.. ((DemoPerson[])[DemoCast.Frida, DemoCast.Jonas, DemoCast.Anna, DemoCast.Fia, DemoCast.Filip, DemoCast.Bo, DemoCast.Adam]).Select(one => (one.Email, one.Name, one.Role))];

    private readonly DemoStage stage = new(node);

    /// <summary>The whole demo in an empty database.</summary>
    public static async Task Make(string connection)
    {
        await using var node = await OpenNode.At(connection);
        await new DemoCooperative(node, "http://127.0.0.1").Play(_ => { });
    }

    /// <summary>Whether this database is a demo already, or belongs to somebody.</summary>
    public async Task<bool> IsEmpty() => await stage.Read(async tx => (await tx.Entities()).Count is 0);

    /// <summary>A demo is where it was started last: its links lead there.</summary>
    public Task MoveTo(string here) => stage.Write(tx => tx.SetAddress(new Uri(here)));

    /// <param name="progress">From 0 to 1.</param>
    public Task Play(Action<double> progress) => stage.Hurry(async () =>
    {
        var days = new DemoCalendar();
        var trade = new DemoTrade(stage);
        var bank = new DemoBank(stage);
        var books = new DemoBooks(stage, days, bank);
        var crowd = new DemoCrowd(stage, days, trade);

        await stage.GoTo(DemoCalendar.Begins);
        await new DemoFounding(stage, address).Play();
        crowd.EnterClients();
        new DemoFrida(stage, days, trade, bank).Put();
        new DemoTeam(stage, days, trade, bank).Put();
        new DemoOffice(stage, days, trade, bank).Put();
        new DemoLosses(stage, days, trade, bank, books).Put();
        books.Put();
        var payments = new DemoPayments(stage, days, bank);
        new DemoWages(stage, days, payments).Put();
        new DemoCrew(stage, days).Put();
        new DemoThings(stage, days, payments).Put();
        foreach (var (place, day) in DemoCalendar.WorkingDays.Index())
        {
            await Live(day, days, crowd, bank);
            progress((place + 1) / (double)DemoCalendar.WorkingDays.Count);
        }

        await PutMailsAway();
        await Seal();
    });

    private async Task Live(LocalDate day, DemoCalendar days, DemoCrowd crowd, DemoBank bank)
    {
        await stage.GoTo(day);
        await stage.RunDue();
        await days.Live(day);
        await crowd.Work();
        if (DemoBank.HasFile(day)) await bank.Deliver();
        await stage.RunDueTogether();
    }

    /// <summary>No mail of the demo leaves the house, whatever mail server the machine knows: in the play they have all arrived.</summary>
    private Task PutMailsAway() => stage.Write(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection, "update store.mail set sent_at = send_at where sent_at is null"));

    /// <summary>A node does it every second; the play runs without one.</summary>
    private Task Seal() => stage.Write(tx => tx.Seal());
}
