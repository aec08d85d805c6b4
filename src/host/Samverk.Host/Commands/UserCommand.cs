using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk user</c>: accounts, for the operator at the machine. The first administrator begins here.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> Email = new("EMAIL") { Description = "The person's address." };

    public static Command Create()
    {
        var roles = new Option<Role[]>("--role") { Description = "member, adviser, finance, board, auditor or administrator; may be repeated.", AllowMultipleArgumentsPerToken = true };
        var language = new Option<string>("--language") { Description = "Of mails to the person: en or sv.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "sv");
        var add = new Command("add", "Makes an account and prints the link with which the person chooses a password.") { Email, roles, language };
        add.SetAction(parsed => Run(node => Add(node, parsed.GetValue(Email)!, parsed.GetValue(roles) ?? [], parsed.GetValue(language)!)));

        var json = new Option<bool>("--json") { Description = "One JSON array." };
        var list = new Command("list", "Lists accounts with their roles.") { json };
        list.SetAction(parsed => Run(node => List(node, parsed.GetValue(json))));

        var give = new Option<Role[]>("--give") { Description = "Roles to give.", AllowMultipleArgumentsPerToken = true };
        var take = new Option<Role[]>("--take") { Description = "Roles to take; they end at once.", AllowMultipleArgumentsPerToken = true };
        var role = new Command("role", "Gives roles to an account, or takes them.") { Email, give, take };
        role.SetAction(parsed => Run(node => Change(node, parsed.GetValue(Email)!, parsed.GetValue(give) ?? [], parsed.GetValue(take) ?? [])));

        var reset = new Command("reset", "Clears every way into an account and prints a new link.") { Email };
        reset.SetAction(parsed => Run(node => Reset(node, parsed.GetValue(Email)!)));
        return new Command("user", "Accounts: who may sign in, and as what.") { add, list, role, reset };
    }

    private static async Task<int> Add(IServiceProvider node, string email, Role[] roles, string language)
    {
        var key = Secret.New();
        var made = await node.GetRequiredService<Door>().Run(new InviteAccount.Command(Guid.CreateVersion7(), email, roles, language, Key: key), Actor.System);
        return Told(made) ?? await Linked(node, key);
    }

    private static async Task<int> List(IServiceProvider node, bool json)
    {
        var all = new List<ListAccounts.Row>();
        for (string? after = null; ; after = all[^1].Email)
        {
            var read = await node.GetRequiredService<Door>().Read(new ListAccounts.Query(After: after), Actor.System);
            if (Told(read) is { } code) return code;
            all.AddRange(read.Value);
            if (read.Value.Count < ListAccounts.PageSize) break;
        }

        if (json) Console.WriteLine(JsonSerializer.Serialize(all, StoreJson.Options));
        else foreach (var row in all) Console.WriteLine($"{row.Email}\t{string.Join(',', row.Roles)}\t{(row.Locked ? "locked" : row.Accepted ? "active" : "invited")}");
        return 0;
    }

    private static async Task<int> Change(IServiceProvider node, string email, Role[] give, Role[] take)
    {
        if (await Find(node, email) is not { } person) return Told<Done>(Refusal.Unknown)!.Value;
        var door = node.GetRequiredService<Door>();
        foreach (var role in give)
            if (Told(await door.Run(new GiveRole.Command(Guid.CreateVersion7(), person, role), Actor.System)) is { } code) return code;
        foreach (var role in take)
            if (Told(await door.Run(new TakeRole.Command(Guid.CreateVersion7(), person, role), Actor.System)) is { } code) return code;
        return 0;
    }

    private static async Task<int> Reset(IServiceProvider node, string email)
    {
        if (await Find(node, email) is not { } person) return Told<Done>(Refusal.Unknown)!.Value;
        var key = Secret.New();
        return Told(await node.GetRequiredService<Door>().Run(new ResetAccount.Command(Guid.CreateVersion7(), person, key), Actor.System)) ?? await Linked(node, key);
    }

    private static async Task<Id<Person>?> Find(IServiceProvider node, string email) =>
        (await node.GetRequiredService<Db>().Read(Actor.System, async tx => Outcome.Of(await tx.PersonOf(email)))).Value;

    private static async Task<int> Linked(IServiceProvider node, Secret key)
    {
        Console.WriteLine((await node.GetRequiredService<Db>().Read(Actor.System, async tx => Outcome.Of(await LinkMails.Address(tx, LinkKind.Invitation, key)))).Value);
        return 0;
    }

    /// <returns>Null when it was done; otherwise the exit code, after saying why.</returns>
    private static int? Told<T>(Outcome<T> outcome)
    {
        if (outcome.Refusal is not { } refusal) return null;
        Console.Error.WriteLine($"refused: {refusal}{(refusal.Field is { } field ? $" in {field}" : "")}");
        return 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Run(Func<IServiceProvider, Task<int>> work)
    {
        await using var node = await OpenNode.Open();
        await using var scope = node.Scope();
        return await work(scope.ServiceProvider);
    }
}
