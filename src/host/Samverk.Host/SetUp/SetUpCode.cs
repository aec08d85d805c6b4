using Dapper;
using NodaTime;
using Samverk.Identity;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>
/// The key to an empty node. It is printed once, on the console of who started the node, and lets that person say whose node this is; only
/// its hash is kept, it ends by itself, and with the set-up it is gone for ever.
/// </summary>
internal static class SetUpCode
{
    public static readonly Duration Lasts = Duration.FromHours(24);

    private const string Setting = "node.set-up-code";

    /// <summary>A fresh code; an earlier one opens nothing any more. Null on a node that belongs to somebody.</summary>
    public static async Task<Secret?> NewSetUpCode(this Tx tx)
    {
        if (await tx.IsTaken()) return null;
        var code = Secret.New();
        await tx.Set(Setting, new Kept(Convert.ToHexStringLower(code.Hash), tx.Now + Lasts));
        return code;
    }

    /// <summary>Whether this code opens the set-up now.</summary>
    public static async Task<bool> OpensSetUp(this Tx tx, Secret code) =>
        !await tx.IsTaken() && await tx.Setting<Kept>(Setting) is { } kept && kept.Ends > tx.Now && kept.Hash == Convert.ToHexStringLower(code.Hash);

    /// <summary>Whether this node belongs to a cooperative already, or to a demo.</summary>
    public static async Task<bool> IsTaken(this Tx tx) => await tx.SetUpOn() is not null || (await tx.Entities()).Count > 0;

    public static Task ForgetSetUpCode(this Tx tx) => tx.Connection.ExecuteAsync("delete from store.setting where key = @Setting", new { Setting });

    /// <summary>Two who set up at once take turns; the second finds the node taken.</summary>
    public static Task LockSetUp(this Tx tx) => tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('set-up', 4))");

    private sealed record Kept(string Hash, Instant Ends);
}
