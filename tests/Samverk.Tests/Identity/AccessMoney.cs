using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Banking;
using Samverk.Expenses;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Identity;

/// <summary>What a member asks, claims and is paid, and what waits for a second person.</summary>
internal sealed partial class AccessWorld
{
    private async Task Rest(Dictionary<string, string> ids, Actor member, string name)
    {
        var about = Guid.CreateVersion7();
        await Do(new Desk.PostMessage.Command(Guid.CreateVersion7(), "invoicing.order", about, member.Person, "/", "Hello?"), member);
        ids["object"] = ids["about"] = Text(about);
        ids["simulation"] = Text((await Do(new SaveSimulation.Command(Guid.CreateVersion7(), name, "country=SE&from=gross&amount=30000&fee=7"), member)).Value);
        ids["token"] = Text((await Do(new CreateToken.Command(Guid.CreateVersion7(), "spare", false, Today.PlusDays(2), new(Token.Prefix + Secret.New().Value)), member)).Value);
        var row = new BankRow { Amount = 100m, Currency = "SEK", Credit = true, BookingDate = Today, Remittance = name, Counterparty = name, Fingerprint = "" };
        var file = Must(CamtWriter.Write([new BankStatement($"M-{name}", $"S-{name}", "SE4550000000058398257466", "SEK", 0m, 100m, [row])], Today.AtMidnight().InUtc().ToInstant()));
        await Do(new ImportBankFile.Command(Guid.CreateVersion7(), $"{name}.xml", file), Staff[Role.Finance]);
        await Write(async tx =>
        {
            ids["case"] = ids["id"] = Text(await tx.Connection.QuerySingleAsync<Guid>("select id from desk.item where member = @id order by id limit 1", new { id = member.Person.Value }));
            ids["question"] = Text(await tx.Connection.QuerySingleAsync<Guid>("select id from desk.item where member = @id and kind = @Kind", new { id = member.Person.Value, Desk.PostMessage.Kind }));
            (var line, var statement) = await tx.Connection.QuerySingleAsync<(Guid, Guid)>("select id, statement from treasury.line where remittance = @name", new { name });
            (ids["line"], ids["statement"]) = (Text(line), Text(statement));
        });
    }

    /// <summary>A batch of payments that waits for its second person, and one that was released, by people of finance who are nobody of the staff here.</summary>
    private async Task Payments(Dictionary<string, string> ids, Actor member, string name)
    {
        var change = Guid.CreateVersion7();
        Must(await db.Write(Actor.System, async tx => Outcome.Of(await Dapper.SqlMapper.ExecuteAsync(
            tx.Connection, "insert into treasury.setting_change (id, key, value, why, state, made_by, made_on) values (@change, @key, '1', 'x', 'Refused', @by, @Today)",
            new { change, key = $"{change}", by = change, tx.Today }))));
        ids["settingChange"] = Text(change);
        await Write(async tx => await tx.Enter(new ShareValue(
            new(change), Cooperative.Entity.Id, ShareRules.YearEnd(2000 + name.Length), Kronor(1), Today, Today, "accounts", ShareValueState.Entered, new(change), Today)));
        ids["shareValue"] = Text(change);
        ids["payee"] = Text(await Do(
            new EnterPayee.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, $"liabilities:authority:{member.Person}", name, "SE4550000000058398257466", null, null), Cooperative.Somebody(Role.Finance)));
        foreach (var key in (string[])["payBatch", "sentBatch"])
        {
            var claim = await Claim(ids, member, name, key);
            await Do(new SubmitClaim.Command(Guid.CreateVersion7(), claim), member);
            await Do(new ApproveClaim.Command(Guid.CreateVersion7(), claim), Staff[Role.Adviser]);
            await services.GetRequiredService<JobRunner>().RunDue();
            var on = (await db.Read(Actor.System, tx => tx.EarliestPayDay(Cooperative.Entity))).Value;
            var batch = await Do(new MakeBatch.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, on, [claim]), Cooperative.Somebody(Role.Finance));
            if (key is "sentBatch") await Do(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), Cooperative.Somebody(Role.Finance));
            (ids["due"], ids[key]) = (Text(claim), Text(batch));
        }
    }

    private async Task<Guid> Claim(Dictionary<string, string> ids, Actor member, string name, string number)
    {
        var (claim, content) = (Guid.CreateVersion7(), new ClaimContent(CostKind.Expense, new(Guid.Parse(ids["activity"])), Today, $"Shop of {name}", number, "paper", Kronor(4), Kronor(1), true));
        await Do(new SaveClaim.Command(Guid.CreateVersion7(), claim, content), member);
        await Do(new AttachReceipt.Command(Guid.CreateVersion7(), claim, "application/pdf", System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7 {number} of {name}")), member);
        return claim;
    }

    /// <summary>A bank account, a claim in writing and one handed in.</summary>
    private async Task Claims(Dictionary<string, string> ids, Actor member, string name)
    {
        ids["payAccount"] = Text((await Do(new ChangePayAccount.Command(Guid.CreateVersion7(), "SE4550000000058398257466", null, name), member)).Account);
        foreach (var key in (string[])["claim", "submittedClaim"])
        {
            var claim = await Claim(ids, member, name, key);
            if (key is "submittedClaim") await Do(new SubmitClaim.Command(Guid.CreateVersion7(), claim), member);
            ids[key] = Text(claim);
        }

        // Written as it stands: the country's limit for equipment is no matter of access.
        await Write(async tx =>
        {
            var claim = (await tx.FindClaim(Guid.Parse(ids["claim"])))!;
            await tx.RegisterThing(claim, Thing.IdOf(claim.Id), new("", 12));
            await tx.PlaceThing(Thing.IdOf(claim.Id), claim.Content.Activity, member.Person, "");
            await tx.TakeStep<ThingState>(Thing.States, Thing.IdOf(claim.Id), null, ThingState.InUse, "bought", "");
            ids["thing"] = Text(Thing.IdOf(claim.Id));
        });
        await Payments(ids, member, name);
    }

    /// <summary>What waits for a second person, brought by somebody of finance who is nobody of the staff here.</summary>
    private async Task Waiting(Dictionary<string, string> ids, string name)
    {
        var brings = Cooperative.Somebody(Role.Finance);
        var own = new EnterOwnValue.Command(Guid.CreateVersion7(), "facts", "se.invoice.term", Today.PlusYears(name.Length), null, JsonDocument.Parse("20").RootElement, "minutes");
        ids["ownValue"] = Text((await Do(own, brings)).Value);
        var clients = "reference,name,kind,country\n" + string.Concat(Enumerable.Range(0, ImportFile.AloneUpTo + 1).Select(number => $"{name}-{number},Old client {number} of {name},private,SE\n"));
        ids["batch"] = Text((await Do(ImportFile.Command.Of("clients", System.Text.Encoding.UTF8.GetBytes(clients)), brings)).Batch);
    }
}
