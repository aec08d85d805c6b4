using NodaTime;

namespace Samverk.Store;

/// <summary>What this node is: its name, since when it is set up, and whether it is a demo.</summary>
public static class NodeSettings
{
    private const string NameSetting = "cooperative.name", SetUpSetting = "node.set-up-on", DemoSetting = "node.demo";

    /// <summary>What a node is called before it is set up.</summary>
    public const string Unnamed = "Samverk";

    /// <summary>What the cooperative calls itself, on pages and in mails.</summary>
    public static async Task<string> CooperativeName(this Tx tx) => await tx.Setting<string>(NameSetting) ?? Unnamed;

    public static Task NameCooperative(this Tx tx, string name) => tx.Set(NameSetting, name.Trim());

    /// <returns>Null while nobody has set this node up.</returns>
    public static async Task<LocalDate?> SetUpOn(this Tx tx) => await tx.Setting<LocalDate?>(SetUpSetting);

    public static Task MarkSetUp(this Tx tx) => tx.Set(SetUpSetting, tx.Today);

    /// <summary>Made as a demo, with invented people: only there may the clock be stepped by hand.</summary>
    public static Task<bool> IsDemo(this Tx tx) => tx.Setting<bool>(DemoSetting);

    /// <summary>Said once, by who makes a demo in an empty database. No page and no command of a real node can.</summary>
    public static Task MarkDemo(this Tx tx) => tx.Set(DemoSetting, true);
}
