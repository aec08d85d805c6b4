using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Host;
using Samverk.Store;
using Samverk.Tests.Identity;
using Samverk.Tests.Ui;

namespace Samverk.Tests.Treasury;

/// <summary>The pages over HTTP, without a script: from the receipt to the file for the bank.</summary>
public sealed class PaymentPagesTests
{
    [Fact]
    public async Task A_receipt_is_written_approved_and_paid_with_plain_forms()
    {
        var database = await TestServer.Clone("empty", _ => Task.CompletedTask);
        try
        {
            await using var node = Node.Build(new NodeOptions("http://127.0.0.1:0", database));
            await Node.Prepare(node);
            var world = new AccessWorld(node.Services);
            await world.Found();
            var mine = await world.Member("mine");
            await node.StartAsync(TestContext.Current.CancellationToken);
            using var http = RunningNode.To(node);
            await Write(await In(http, mine.Email), mine);
            await Decide(await In(http, AccessWorld.EmailOf(Role.Adviser)), mine);
            await node.Services.GetRequiredService<JobRunner>().RunDue();
            await Pay(await In(http, AccessWorld.EmailOf(Role.Finance)), await In(http, mine.Email), mine);
            await node.StopAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            await TestServer.Drop(database);
        }
    }

    private static async Task Write(Guest member, Belongings mine)
    {
        await Shows(member, "/me/account", "SE45 5000 0000 0583 9825 7466");
        Assert.Contains("cannot understand", (await member.Post("/me/account", "account", ("Input.Iban", "SE00"), ("Input.Holder", "Mine"))).Text);

        await Shows(member, "/expenses", "Shop of mine");
        var written = await member.Post("/expenses/new", "claim", ("Input.Activity", mine.Ids["activity"]), ("Input.What", "lenses"), ("Input.Supplier", "Foto AB"), ("Input.Date", "2026-03-02"),
            ("Input.Gross", "12.50"), ("Input.Vat", "2.50"), ("Input.Kind", "Expense"), ("Input.Go", "keep"));
        Assert.Equal(HttpStatusCode.Found, written.Status);
        var page = await Shows(member, Next(written.Answer), "The receipt is missing.");
        Assert.Contains("10.00", page);
        Assert.Contains("Something is missing here: Receipt or invoice", (await member.Post(Next(written.Answer), "own", ("Input.Go", "submit"))).Text);
    }

    private static async Task Decide(Guest adviser, Belongings mine)
    {
        var path = $"/expenses/{mine.Ids["submittedClaim"]}";
        await Shows(adviser, path, "The activity has the money");
        Assert.Contains("Please say why", (await adviser.Post(path, "decide", ("Input.Go", "reject"))).Text);
        Assert.Equal(HttpStatusCode.Found, (await adviser.Post(path, "decide", ("Input.Go", "approve"))).Status);
        await Shows(adviser, path, "Approved and posted");
    }

    private static async Task Pay(Guest finance, Guest member, Belongings mine)
    {
        await Shows(finance, $"/members/{mine.Ids["person"]}/account", "SE45 5000 0000 0583 9825 7466");
        var day = System.Text.RegularExpressions.Regex.Match(await Shows(finance, "/payments", "ready"), "name=\"Input.On\" type=\"date\" value=\"(?<day>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(2)).Groups["day"].Value;
        var made = await finance.Post("/payments", $"make-{mine.Ids["entity"]}", ("Input.On", day), ("Input.Dues", mine.Ids["submittedClaim"]));
        Assert.Equal(HttpStatusCode.Found, made.Status);
        await Shows(finance, Next(made.Answer), "a colleague releases it");

        var waiting = $"/payments/{mine.Ids["payBatch"]}";
        Assert.Equal(HttpStatusCode.Found, (await member.Post("/me/account", "account", ("Input.Iban", "DE75512108001245126199"), ("Input.Holder", "Mine"))).Status);
        Assert.Contains("Somebody changed this while you were working on it", (await finance.Post(waiting, "step", ("Input.Go", "release"))).Text);
        Assert.Equal(HttpStatusCode.Found, (await member.Post("/me/account", "account", ("Input.Iban", "SE4550000000058398257466"), ("Input.Holder", "Mine"))).Status);
        Assert.Equal(HttpStatusCode.Found, (await finance.Post(waiting, "step", ("Input.Go", "release"))).Status);
        await Shows(finance, waiting, "Download the file for the bank");
        Assert.Contains("pain.001.001.09", (await finance.Get($"/api/v1/payments/{mine.Ids["payBatch"]}/file")).Text);
    }

    private static async Task<Guest> In(HttpClient http, string email)
    {
        var guest = new Guest(http);
        Assert.Equal(HttpStatusCode.Found, (await guest.SignIn(email, AccessWorld.Password)).Status);
        return guest;
    }

    private static async Task<string> Shows(Guest guest, string path, string words)
    {
        var (status, text, _) = await guest.Get(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, status));
        Assert.Contains(words, text);
        return text;
    }

    private static string Next(HttpResponseMessage answer) => answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString();
}
