using System.Diagnostics;
using Dapper;
using NodaTime;
using Npgsql;
using Samverk.Banking;
using Samverk.Host;
using Samverk.Store;
using Samverk.Tests.Treasury;

namespace Samverk.Tests.Host;

/// <summary>
/// A node that is killed at ten moments of payroll, two in each of its five steps: every person has one payslip, one posting and one payment of
/// each run, and the books verify. What got no answer is asked for again as it was.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PayrollKillTests
{
    private static readonly PayrollStep[] Steps = Enum.GetValues<PayrollStep>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Payroll_whose_node_is_killed_in_every_step_pays_everybody_once()
    {
        await using var program = await BuiltProgram.InNewFolder();
        var database = await program.Server.EnsureDatabase("samverk");
        await PayrollNode.Found(database);
        await using var node = new PayrollNode(program, database);
        await node.Start();
        var random = new Random(20261123);
        var cut = 0;
        for (var round = 0; round < PayrollNode.Rounds; round++)
        {
            var run = new PayrollRound(node, round);
            foreach (var step in Steps)
            {
                if (step == Steps[round % Steps.Length])
                {
                    var doing = run.Try(step);
                    await Task.Delay(random.Next(0, 40), Cancel);
                    await node.Kill();
                    if (!await doing) cut++;
                    await node.Start();
                    await Whole(database);
                }

                await run.Do(step);
            }

            await Whole(database);
        }

        Assert.True(cut > 0, "no kill fell into the middle of a step");
        await Everybody(database);
        await node.Kill();
        var verified = await program.Run("verify");
        Assert.True(verified.Exit is 0, verified.Output);
    }

    /// <summary>What is there is there once, and whole: a run has all of its postings or none.</summary>
    private static async Task Whole(string database)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        // Runs with another number of payslips than people, of postings than released payslips, of postings or payments of one thing.
        var broken = await connection.QuerySingleAsync<(long Slips, long Posted, long Twice, long Paid)>(
            """
            select (select count(*) from (select run from employment.payslip group by run having count(*) <> @People) r),
                (select count(*) from employment.payslip join employment.payslip_part on payslip = payslip.id
                    where released <> exists (select from ledger.entry where document = wage and kind = 'wage')),
                (select count(*) from (select document from ledger.entry where kind = 'wage' group by document having count(*) > 1) d),
                (select count(*) from (select due from treasury.payment where state <> 'Cancelled' group by due having count(*) > 1) p)
            """,
            new { PayrollNode.People });
        Assert.Equal((0L, 0L, 0L, 0L), broken);
    }

    private static async Task Everybody(string database)
    {
        const int All = PayrollNode.People * PayrollNode.Rounds;
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        var found = await connection.QuerySingleAsync<(long Slips, long Wages, long Paid, long Payments, long Runs)>(
            """
            select (select count(*) from employment.payslip where released), (select count(*) from ledger.entry where kind = 'wage'), (select count(*) from ledger.entry where kind = 'pay'),
                (select count(distinct due) from treasury.payment where state = 'Paid'), (select count(*) from employment.run where state = 'Paid')
            """);
        Assert.Equal((All, All, All, All, PayrollNode.Rounds), found);
    }
}

internal enum PayrollStep { Freeze, Release, Make, Send, Import }

/// <summary>One payroll as two people of finance do it over HTTP. A step that is done again says the same.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class PayrollRound(PayrollNode node, int round)
{
    private readonly Guid freeze = Guid.CreateVersion7(), release = Guid.CreateVersion7(), make = Guid.CreateVersion7(), send = Guid.CreateVersion7(), import = Guid.CreateVersion7();

    private byte[]? file;

    private static LocalDate PayDay(int round) => PayrollNode.Today.PlusDays(3 + round);

    /// <summary>Until it is answered.</summary>
    public async Task Do(PayrollStep step)
    {
        for (var tries = 0; !await Try(step); tries++) Assert.True(tries < 20, $"{step} of round {round} is not answered");
    }

    /// <returns>False when nobody learned what became of it.</returns>
    public async Task<bool> Try(PayrollStep step) => step switch
    {
        PayrollStep.Freeze => await node.Post(0, "payroll/freeze", new { Request = freeze, Entity = Cooperative.Entity.Id, PayDay = PayDay(round) }),
        PayrollStep.Release => await node.Post(1, "payroll/release", new { Request = release, Run = freeze, Version = 1 }),
        PayrollStep.Make => await node.Due(freeze) && await node.Post(0, "payments/make", new { Request = make, Entity = Cooperative.Entity.Id, On = PayrollNode.Today.PlusDays(1), Dues = Array.Empty<Guid>(), Runs = (Guid[])[freeze] }),
        PayrollStep.Send => await node.Post(1, "payments/release", new { Request = send, Batch = make }),
        _ => await node.Post(0, "bank/files", new { Request = import, Name = "camt053.xml", Content = file ??= await File() }),
    };

    private async Task<byte[]> File()
    {
        BankRow[] rows = [.. (await node.PaymentsOf(make)).Select(payment => new BankRow
        {
            Amount = payment.Minor / 100m, Currency = "SEK", Credit = false, BookingDate = PayrollNode.Today, EndToEndId = payment.Id.ToString("N"),
        })];
        return CamtWriter.Write([new BankStatement($"M-{round}", $"S-{round}", Bank.OwnIban, "SEK", 0, -rows.Sum(row => row.Amount), rows)], Instant.FromUtc(2026, 3, 2, 12, 0)).Value;
    }
}
