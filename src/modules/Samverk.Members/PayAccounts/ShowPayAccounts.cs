using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Where somebody is paid and where they were paid before: for themselves, and for finance, who pays.</summary>
public sealed class ShowPayAccounts : IUseCase<ShowPayAccounts.Query, ShowPayAccounts.Shown>
{
    public static Access Access => new([.. Who.Self, (Role.Finance, Relation.None)]) { InPerson = true };

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Person, actor);

    public async Task<Outcome<Shown>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindPerson(query.Person) is not { } person) return Refusal.Unknown;
        return new Shown(person.Id, person.Name, await tx.PayAccountsOf(person.Id), await tx.Setting<int?>(PayAccountSql.CoolingOff) ?? PayAccountSql.UsualDays, tx.Today);
    }

    public sealed record Query(Id<Person> Person) : IQuery<Query, ShowPayAccounts, Shown>;

    /// <param name="Accounts">The newest first.</param>
    /// <param name="Days">How long a change cools off.</param>
    public sealed record Shown(Id<Person> Person, string Name, IReadOnlyList<PayAccount> Accounts, int Days, LocalDate Today)
    {
        /// <summary>Where money goes today; not while a newer one waits.</summary>
        public PayAccount? Used => Accounts.FirstOrDefault(account => account.StoppedOn is null && !account.WaitsOn(Today));

        public PayAccount? Waits => Accounts.FirstOrDefault(account => account.WaitsOn(Today));
    }
}
