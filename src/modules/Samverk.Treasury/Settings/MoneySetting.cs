using System.Globalization;
using Dapper;
using NodaTime;
using NodaTime.Text;
using Samverk.Desk;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Something that the cooperative chooses about its money.</summary>
/// <param name="FourEyes">A second person agrees: a thief with one sign-in must not change it.</param>
internal sealed record MoneySetting(string Key, bool FourEyes)
{
    public static readonly MoneySetting CoolingOff = new(PayAccountSql.CoolingOff, FourEyes: true);

    public static readonly MoneySetting CutOff = new(PayDay.CutOff, FourEyes: false);

    public static readonly MoneySetting LatestDays = new(ExpenseSettings.LatestDays, FourEyes: false);

    public static readonly MoneySetting ExpenseDays = new(ExpensePayDays.PayDays, FourEyes: false);

    public static readonly MoneySetting HandInDays = new(ExpensePayDays.HandInDays, FourEyes: false);

    public static readonly IReadOnlyList<MoneySetting> All = [CoolingOff, CutOff, LatestDays, ExpenseDays, HandInDays];

    private const int MostCoolingOff = 60, MostHandIn = 20, MostDays = 730;

    /// <summary>What stands in the store: a number of days, days of the month, a time, or none.</summary>
    /// <returns>The value; <c>field-invalid</c> with the limits.</returns>
    public Outcome<object?> Read(string typed)
    {
        if (typed.Length is 0 && Key != PayAccountSql.CoolingOff) return Outcome.Of<object?>(null);
        if (Key == PayDay.CutOff) return LocalTimePattern.CreateWithInvariantCulture("HH':'mm").Parse(typed).Success ? Outcome.Of<object?>(typed) : Wrong(typed);
        if (Key == ExpensePayDays.PayDays) return ExpensePayDays.Read(typed) is { } chosen ? Outcome.Of<object?>(string.Join(", ", chosen)) : Wrong(typed);
        var most = Key == PayAccountSql.CoolingOff ? MostCoolingOff : Key == ExpensePayDays.HandInDays ? MostHandIn : MostDays;
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= 1 && days <= most ? Outcome.Of<object?>(days) : Wrong(typed);
    }

    /// <summary>A time or a list of days, and no number.</summary>
    public bool IsText => Key is PayDay.CutOff or ExpensePayDays.PayDays;

    private static Refusal Wrong(string typed) => new("field-invalid", ("text", typed)) { Field = "value" };
}

/// <summary>A change of a setting, with its reason.</summary>
internal sealed record SettingChange(Guid Id, string Key, string Value, string Why, SettingState State, Id<Person> MadeBy, LocalDate MadeOn, Id<Person>? DecidedBy)
{
    public static readonly StateMachine<SettingState> States = new("treasury.setting", 1, (SettingState.Proposed, SettingState.InForce), (SettingState.Proposed, SettingState.Refused));
}

internal enum SettingState { Proposed, InForce, Refused }

internal static class SettingSql
{
    public const string Item = "treasury.setting";

    public static async Task<IReadOnlyList<SettingChange>> SettingChanges(this Tx tx, string where, object values) => [.. (await tx.Connection.QueryAsync<Row>(
        $"select id, key, value, why, state, made_by, made_on, decided_by from treasury.setting_change where {where}", values))
        .Select(row => new SettingChange(row.Id, row.Key, row.Value, row.Why, row.State, new(row.Made_By), row.Made_On, row.Decided_By is { } by ? new Id<Person>(by) : null))];

    /// <summary>The value in force, as people type it; empty where none was chosen.</summary>
    public static async Task<string> ValueOf(this Tx tx, MoneySetting setting) => setting.IsText
        ? await tx.Setting<string>(setting.Key) ?? ""
        : (await tx.Setting<int?>(setting.Key))?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static Task AskToAgree(this Tx tx, SettingChange change) => tx.OpenItem(new Item(Item, Item, change.Id, "Setting {setting}: {value}", "/payments/settings")
    {
        Under = "{why}", Facts = [("setting", change.Key), ("value", change.Value), ("why", change.Why)], FourEyes = true, IfApproved = "If you approve: it holds from now on.",
    });

    private sealed record Row(Guid Id, string Key, string Value, string Why, SettingState State, Guid Made_By, LocalDate Made_On, Guid? Decided_By);
}
