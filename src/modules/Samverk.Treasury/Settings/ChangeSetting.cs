using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Finance or the board chooses something about the cooperative's money, with a reason; some of it waits for a second person.</summary>
internal sealed class ChangeSetting : IUseCase<ChangeSetting.Command, SettingState>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>Whether it holds or waits; <c>field-invalid</c>, <c>reason-needed</c>, <c>state-not-allowed</c> while another change of it waits.</returns>
    public async Task<Outcome<SettingState>> Run(Command command, Tx tx, Actor actor)
    {
        if (MoneySetting.All.FirstOrDefault(one => one.Key == command.Key) is not { } setting) return Refusal.Unknown with { Field = "key" };
        var typed = command.Value.Trim();
        var read = setting.Read(typed);
        if (read.Refusal is { } wrong) return wrong;
        if (command.Why.Trim() is not { Length: > 0 and <= 500 } why) return new Refusal("reason-needed") { Field = "why" };
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('setting ' || @Key, 11))", new { setting.Key });
        if ((await tx.SettingChanges("key = @Key and state = 'Proposed'", new { setting.Key })).Count > 0) return new Refusal("state-not-allowed", ("state", SettingState.Proposed));

        var change = new SettingChange(command.Request, setting.Key, typed, why, setting.FourEyes ? SettingState.Proposed : SettingState.InForce, actor.Person, tx.Today, null);
        await tx.Connection.ExecuteAsync(
            "insert into treasury.setting_change (id, key, value, why, state, made_by, made_on) values (@Id, @Key, @Value, @Why, @state, @by, @MadeOn)",
            new { change.Id, change.Key, change.Value, change.Why, state = change.State.ToString(), by = change.MadeBy.Value, change.MadeOn });
        await tx.TakeStep<SettingState>(SettingChange.States, change.Id, null, change.State, "chosen", why);
        if (setting.FourEyes) await tx.AskToAgree(change);
        else await tx.Set(setting.Key, read.Value);
        return change.State;
    }

    /// <param name="Value">As people type it: days, or a time as "14:00"; empty = none.</param>
    public sealed record Command(Guid Request, string Key, string Value, string Why) : ICommand<Command, ChangeSetting, SettingState>
    {
        public object Subject => new { Key, Value };
    }
}

/// <summary>A second person agrees, or refuses.</summary>
internal sealed class DecideSetting : IUseCase<DecideSetting.Command, SettingState>
{
    public static Access Access => ChangeSetting.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The state; <c>second-person-needed</c> for who chose it, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<SettingState>> Run(Command command, Tx tx, Actor actor)
    {
        if ((await tx.SettingChanges("id = @Change for update", new { command.Change })).SingleOrDefault() is not { } change) return Refusal.Unknown;
        var to = command.Agree ? SettingState.InForce : SettingState.Refused;
        if (SettingChange.States.Refuse(change.State, to) is { } notAllowed) return notAllowed;
        if (change.MadeBy == actor.Person) return new Refusal("second-person-needed");
        await tx.Connection.ExecuteAsync("update treasury.setting_change set state = @to, decided_by = @by where id = @Id", new { change.Id, to = to.ToString(), by = actor.Person.Value });
        await tx.TakeStep(SettingChange.States, change.Id, change.State, to, command.Agree ? "agreed" : "refused", "");
        await tx.CloseItem(change.Id, SettingSql.Item, "decided");
        if (command.Agree) await tx.Set(change.Key, MoneySetting.All.Single(one => one.Key == change.Key).Read(change.Value).Value);
        return to;
    }

    public sealed record Command(Guid Request, Guid Change, bool Agree) : ICommand<Command, DecideSetting, SettingState>
    {
        public object Subject => new { Change, Agree };
    }
}

/// <summary>What holds, what waits for a second person, and how it came about.</summary>
internal sealed class ReadSettings : IUseCase<ReadSettings.Query, ReadSettings.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var changes = await tx.SettingChanges("true order by number desc limit 50", new { });
        var names = await tx.Names(changes.SelectMany(change => new[] { change.MadeBy, change.DecidedBy }.OfType<Id<Person>>()));
        var rows = new List<Row>();
        foreach (var setting in MoneySetting.All)
            rows.Add(new(setting.Key, await tx.ValueOf(setting), setting.FourEyes, [.. changes.Where(change => change.Key == setting.Key)]));
        return new Result(rows, names.ToDictionary(name => name.Key.Value, name => name.Value), PayAccountSql.UsualDays, tx.Today);
    }

    public sealed record Query : IQuery<Query, ReadSettings, Result>;

    internal sealed record Row(string Key, string Value, bool FourEyes, IReadOnlyList<SettingChange> Changes);

    /// <param name="UsualDays">Of cooling-off, while nobody has chosen.</param>
    internal sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyDictionary<Guid, string> Names, int UsualDays, LocalDate Today);
}
