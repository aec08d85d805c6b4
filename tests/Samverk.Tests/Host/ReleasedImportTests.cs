using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Host;

public sealed class ReleasedImportTests
{
    private const string Balances =
        """
        entity,date,account,amount
        se,2026-02-28,assets:bank,800.00
        se,2026-02-28,equity:reserves,-800.00
        """;

    private const string Members =
        """
        reference,entity,name,member_since,email,born_on,language,street,postal_code,town,share
        7,se,Åsa Öberg,2019-05-01,asa@example.org,1980-02-29,sv,Storgatan 1,903 26,Umeå,500.00
        8,se,Bo Ek,2024-01-15,,,,,,,
        """;

    [Fact]
    public async Task Opening_balances_wait_for_a_second_person_and_move_nothing_before()
    {
        await using var coop = await Cooperative.Fresh();
        var (anna, bo) = (Cooperative.Somebody(Role.Finance), Cooperative.Somebody(Role.Finance));

        var brought = await coop.Door.Run(ImportFile.Command.Of("balances", Encoding.UTF8.GetBytes(Balances), "old.csv"), anna);

        Assert.True(brought.Value.Waits);
        Assert.Equal(0, await Reserves(coop));
        Assert.Equal(1, await coop.Ask<int>("select count(*) from desk.item where kind = 'imports.release' and state = 'Open' and four_eyes"));
        var batch = new Id<Batch>(brought.Value.Batch);
        Assert.Equal("own-case", (await coop.Door.Run(new ReleaseImport.Command(Guid.CreateVersion7(), batch), anna)).Refusal!.Code);
        Assert.Equal("not-found", (await coop.Door.Run(new ReleaseImport.Command(Guid.CreateVersion7(), batch), Cooperative.Somebody(Role.Adviser))).Refusal!.Code);

        Assert.Null((await coop.Door.Run(new ReleaseImport.Command(Guid.CreateVersion7(), batch), bo)).Refusal);

        Assert.Equal(-800_00, await Reserves(coop));
        Assert.Equal(0, await coop.Ask<int>("select count(*) from desk.item where kind = 'imports.release' and state <> 'Resolved'"));
        Assert.Equal("state-not-allowed", (await coop.Door.Run(new ReleaseImport.Command(Guid.CreateVersion7(), batch), bo)).Refusal!.Code);
        await Sound(coop);
    }

    [Fact]
    public async Task A_file_that_waits_can_be_withdrawn_and_brought_again()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = Cooperative.Somebody(Role.Finance);
        var brought = await coop.Door.Run(ImportFile.Command.Of("balances", Encoding.UTF8.GetBytes(Balances)), anna);

        Assert.Equal("import-already-used", (await coop.Door.Run(ImportFile.Command.Of("balances", Encoding.UTF8.GetBytes(Balances)), anna)).Refusal!.Code);
        Assert.Equal("in-person-only", (await coop.Door.Run(new UndoImport.Command(Guid.CreateVersion7(), new(brought.Value.Batch), "wrong year"), anna with { ByKey = true })).Refusal?.Code);
        Assert.Null((await coop.Door.Run(new UndoImport.Command(Guid.CreateVersion7(), new(brought.Value.Batch), "wrong year"), anna)).Refusal);

        Assert.Null((await coop.Door.Run(ImportFile.Command.Of("balances", Encoding.UTF8.GetBytes(Balances)), anna)).Refusal);
        await Sound(coop);
    }

    [Fact]
    public async Task A_file_above_the_threshold_waits_and_a_shorter_one_does_not()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = Cooperative.Somebody(Role.Finance);
        string Clients(int from, int count) => "reference,name,kind,country\n" + string.Concat(Enumerable.Range(from, count).Select(number => $"K-{number},Client {number},private,SE\n"));

        var shorter = await coop.Door.Run(ImportFile.Command.Of("clients", Encoding.UTF8.GetBytes(Clients(0, ImportFile.AloneUpTo))), anna);
        var longer = await coop.Door.Run(ImportFile.Command.Of("clients", Encoding.UTF8.GetBytes(Clients(1000, ImportFile.AloneUpTo + 1))), anna);

        Assert.Equal((false, true), (shorter.Value.Waits, longer.Value.Waits));
        Assert.Equal(ImportFile.AloneUpTo, await coop.Ask<int>("select count(*) from invoicing.client"));
    }

    [Fact]
    public async Task Members_come_in_as_members_and_can_be_taken_back_while_they_have_no_account()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = Cooperative.Somebody(Role.Finance);

        var brought = await coop.Door.Run(ImportFile.Command.Of("members", Encoding.UTF8.GetBytes(Members)), anna);

        Assert.Null(brought.Refusal);
        Assert.Equal(["se shares: 500.00 SEK"], brought.Value.Sums);
        Assert.Equal(2, await coop.Ask<int>("select count(*) from members.membership where state = 'Member'"));
        Assert.Equal("2019-05-01", await coop.Ask<string>("select admitted_on::text from members.membership join members.person on person = id where name = 'Åsa Öberg' and town = 'Umeå'"));
        await Sound(coop);
        Assert.Equal("row-duplicate", (await coop.Door.Run(ImportFile.Command.Of("members", Encoding.UTF8.GetBytes(Members + "\n9,se,Else,2020-01-01,ASA@example.org,,,,,,")), anna)).Refusal!.Code);

        Assert.Null((await coop.Door.Run(new UndoImport.Command(Guid.CreateVersion7(), new(brought.Value.Batch), "test"), anna)).Refusal);

        Assert.Equal(0, await coop.Ask<int>("select (select count(*) from members.membership) + (select count(*) from members.share) + (select count(*) from members.person where name = 'Åsa Öberg' or email is not null)"));
        await Sound(coop);
    }

    [Theory]
    [InlineData("7,nix,Åsa,2019-05-01,,,,,,,", "entity")]
    [InlineData("7,se,,2019-05-01,,,,,,,", "name")]
    [InlineData("7,se,Åsa,2999-05-01,,,,,,,", "member_since")]
    [InlineData("7,se,Åsa,2019-05-01,nobody,,,,,,", "email")]
    [InlineData("7,se,Åsa,2019-05-01,,,,Storgatan 1,,,", "town")]
    [InlineData("7,se,Åsa,2019-05-01,,,,,,,-5", "share")]
    public async Task A_line_that_cannot_be_right_is_named_with_its_column(string line, string column)
    {
        await using var coop = await Cooperative.Fresh();

        var trial = await coop.Door.Run(CheckImport.Command.Of("members", Encoding.UTF8.GetBytes($"{Members.Split('\n')[0]}\n{line}")), Cooperative.Somebody(Role.Finance));

        Assert.Equal((2, column), (trial.Value.Errors.Single().Line, trial.Value.Errors.Single().Column));
        Assert.Equal(0, await coop.Ask<int>("select count(*) from members.person"));
    }

    private static Task<long> Reserves(Cooperative coop) =>
        coop.Ask<long>("select coalesce(sum(amount), 0)::bigint from ledger.line join ledger.account on account.id = line.account where code = 'equity:reserves'");

    private static async Task Sound(Cooperative coop)
    {
        await coop.Write<int>(async tx => await tx.Seal());
        var report = await coop.Services.GetRequiredService<Verification>().Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
