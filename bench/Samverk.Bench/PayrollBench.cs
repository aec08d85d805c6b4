using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Employment;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Bench;

/// <summary>A payroll run by its use cases: frozen and computed, released and posted by a second person, due, and as a file for the bank; then its payslips as pages.</summary>
internal static class PayrollBench
{
    private const string OwnIban = "SE4550000000058398257466", Email = "second@samverk.example", Password = "eight words nobody has guessed so far";

    private static readonly Actor Second = new(Id<Person>.New(), new HashSet<Role> { Role.Finance });

    public static async Task<int> Run()
    {
        await Measured(1_700, 3, pages: false);
        await Measured(35_000, 60, pages: true);
        return 0;
    }

    private static async Task Measured(int people, int goal, bool pages)
    {
        await using var coop = await BenchCooperative.Open(OwnIban);
        await PayrollPeople.Add(coop, people);
        await coop.Node.Get<JobRunner>().RunDue();
        await ForgetPeak();
        var began = Stopwatch.GetTimestamp();
        var (program, server) = (Effort.OfBench(), coop.Effort.OfServer());
        var payable = BenchCooperative.Must(await coop.Node.Get<Door>().Read(new ListPayments.Query(), BenchCooperative.Finance));
        var run = await coop.Do(new FreezeRun.Command(Guid.CreateVersion7(), BenchCooperative.Entity.Id, payable.Today.PlusDays(1)), BenchCooperative.Finance);
        var computed = Stopwatch.GetElapsedTime(began);
        var state = await coop.Do(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), Second);
        var posted = Stopwatch.GetElapsedTime(began);
        await coop.Node.Get<JobRunner>().RunDue();
        var batch = await coop.Do(new MakeBatch.Command(Guid.CreateVersion7(), BenchCooperative.Entity.Id, payable.Companies[0].Earliest!.Value, []) { Runs = [run.Value] }, BenchCooperative.Finance);
        await coop.Do(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), Second);
        var filed = Stopwatch.GetElapsedTime(began);

        var peak = await Peak();
        await using var connection = await coop.Db.Source.OpenConnectionAsync();
        var (entries, payments) = await connection.QuerySingleAsync<(long, long)>("select (select count(*) from ledger.entry where kind = 'wage'), (select count(*) from treasury.payment where state = 'Released')");
        if (state is not RunState.Released || entries != people || payments != people) throw new InvalidOperationException($"{entries} wages posted and {payments} payments filed instead of {people}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| payroll run of {people:N0} payslips: computed; posted; due and pain.001 | {computed.TotalSeconds:0.0}; {(posted - computed).TotalSeconds:0.0}; {(filed - posted).TotalSeconds:0.0}: {filed.TotalSeconds:0.0} s ({(Effort.OfBench() - program).TotalSeconds:0.0} + {(coop.Effort.OfServer() - server).TotalSeconds:0.0} s of processor), most memory of the program {peak:N0} MB | goal {goal} s, 500 MB | |"));
        if (pages) await Pages(coop);
    }

    private static async Task Pages(BenchCooperative coop)
    {
        await coop.Write(async tx => BenchCooperative.Must(await tx.CreateAccount(Second.Person, Email, Password, [Role.Finance], "sv")));
        await using var connection = await coop.Db.Source.OpenConnectionAsync();
        var slips = (await connection.QueryAsync<Guid>("select id from employment.payslip order by md5(id::text) limit 4000")).AsList();
        await using var node = Node.Build(new NodeOptions("http://127.0.0.1:0", coop.Database));
        await node.StartAsync();
        var address = new Uri(node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        await NodeBench.SignIn(web, Email, Password);
        foreach (var slip in slips.Take(1_000)) await web.GetByteArrayAsync(new Uri($"/payslips/{slip}", UriKind.Relative));
        List<TimeSpan> times = [];
        foreach (var slip in slips.Skip(1_000))
        {
            var asked = Stopwatch.GetTimestamp();
            if (!(await web.GetStringAsync(new Uri($"/payslips/{slip}", UriKind.Relative))).Contains("Person ", StringComparison.Ordinal)) throw new InvalidOperationException("that is no payslip");
            times.Add(Stopwatch.GetElapsedTime(asked));
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| a payslip's page, {times.Count:N0} different ones, signed in, one after the other | median {times[times.Count / 2].TotalMilliseconds:0.0} ms, p99 {times[times.Count * 99 / 100].TotalMilliseconds:0.0} ms | goal p99 20 ms | |"));
        await node.StopAsync();
    }

    // Linux: the highest that was resident is counted anew from here on.
    private static Task ForgetPeak() => OperatingSystem.IsLinux() ? File.WriteAllTextAsync("/proc/self/clear_refs", "5") : Task.CompletedTask;

    private static async Task<long> Peak() => OperatingSystem.IsLinux()
        ? long.Parse((await File.ReadAllLinesAsync("/proc/self/status")).Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024
        : Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024;
}
