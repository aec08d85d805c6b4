using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Identity;

/// <summary>One of each thing that a request can name, belonging to one member.</summary>
/// <param name="Ids">By the name that requests call it, in lowerCamelCase.</param>
internal sealed record Belongings(Actor Member, string Email, IReadOnlyDictionary<string, string> Ids);

/// <summary>A cooperative in which two members have the same things, and everybody of the staff has an account.</summary>
internal sealed partial class AccessWorld(IServiceProvider services)
{
    public const string Password = "four words in a row";

    private readonly Db db = services.GetRequiredService<Db>();

    private readonly Door door = services.GetRequiredService<Door>();

    public static string EmailOf(Role role) => $"{role}@norr.example".ToLowerInvariant();

    public IReadOnlyDictionary<Role, Actor> Staff { get; } = RoleSql.Given.Where(role => role is not Role.Member).ToDictionary(role => role, role => Cooperative.Somebody(role));

    public async Task Found()
    {
        await Write(async tx =>
        {
            await tx.Save(Cooperative.Entity);
            Must(await tx.SetTerms(Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Cooperative.Terms, new { test = true }));
            var fund = new Money(100_000_00, Currency.SEK);
            Must(await tx.Post(new Entry(Id<Entry>.Named(Cooperative.Entity.Id.Value, "opening"), Cooperative.Entity.Id, tx.Today, Cooperative.Entity.Id.Value, "opening", "Opening",
                new Line(Account.Bank, fund), new Line(Account.FundOpening, -fund))));
            await tx.SetAddress(new Uri("https://norr.example"));
            await tx.Set(PayAccountSql.CoolingOff, 0);
            await tx.Set(ClientStandingSql.MonthsKey(Cooperative.Entity.Id), 2);
            foreach (var (role, actor) in Staff)
            {
                Must(await tx.SavePerson(PersonFacts.New(actor.Person, PersonKind.Staff, role.ToString())));
                Must(await tx.CreateAccount(actor.Person, EmailOf(role), Password, [role], "en"));
            }
        });
        await Do(new SetSeller.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, InvoiceBuilder.Seller), Staff[Role.Finance]);
        await Do(new SetLogo.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, EInvoice.LogoTests.Png(0, 1, 1, [0])), Staff[Role.Finance]);
        await Do(new OpenBankAccount.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, "SE4550000000058398257466"), Staff[Role.Finance]);
    }

    /// <summary>A member with one of each.</summary>
    public async Task<Belongings> Member(string name)
    {
        var member = Cooperative.Somebody(Role.Member);
        var (email, spare) = ($"{name}@norr.example", Cooperative.Somebody(Role.Member));
        await Write(async tx =>
        {
            foreach (var (person, mail) in new[] { (member.Person, email), (spare.Person, $"spare-{email}") })
            {
                Must(await tx.SavePerson(PersonFacts.New(person, PersonKind.Member, mail) with { Email = mail }));
                Must(await tx.CreateAccount(person, mail, Password, [Role.Member], "en"));
            }
        });
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["entity"] = Text(Cooperative.Entity.Id.Value), ["entry"] = Text(Id<Entry>.Named(Cooperative.Entity.Id.Value, "opening").Value),
            ["member"] = Text(member.Person.Value), ["person"] = Text(member.Person.Value), ["spare"] = Text(spare.Person.Value), ["share"] = Text(Guid.CreateVersion7()),
        };
        await Activities(ids, member, name);
        await Orders(ids, member, name);
        await Invoices(ids, member, name);
        await Rest(ids, member, name);
        await Claims(ids, member, name);
        await Wages(ids, member);
        await Waiting(ids, name);
        return new(member, email, ids);
    }

    private static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InUtc().Date;

    private static Money Kronor(long kronor) => new(kronor * 100, Currency.SEK);

    private static string Text(Guid id) => id.ToString();

    private async Task Write(Func<Tx, Task> work) => Must(await db.Write<Done>(Actor.System, async tx =>
    {
        await work(tx);
        return default(Done);
    }));

    private async Task<TResult> Do<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult> => Must(await door.Run(command, actor));

    private static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal} {outcome.Refusal?.Field}");
        return outcome.Value;
    }
}
