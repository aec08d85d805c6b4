using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>
/// The people of the workshop with a legal entity in another country. Frida manages Tour and Film, each with 40,000.00 EUR; work may be asked for
/// until the day before.
/// </summary>
internal sealed class Abroad : IAsyncDisposable
{
    private Abroad(Workshop shop, LegalEntity entity) => (Shop, Entity) = (shop, entity);

    public Workshop Shop { get; }

    public LegalEntity Entity { get; }

    public Id<Activity> Tour { get; private set; }

    public Id<Activity> Film { get; private set; }

    /// <summary>An employee of tax class 1 without children, in a statutory health fund.</summary>
    public static IReadOnlyList<(string Name, string Answer)> Germans { get; } =
    [
        ("tax_class", "1"), ("state", "BE"), ("church_member", "no"), ("health_additional_rate", "2.9"), ("care_childless", "yes"), ("levy_u1_rate", "1.6"), ("levy_u2_rate", "0.4"), ("regime", "none"),
    ];

    /// <param name="kinds">Kinds of employment that the cooperative stands for; null = those of the country's own pack.</param>
    public static async Task<Abroad> In(string country, string? kinds)
    {
        var code = country.ToLowerInvariant();
        var abroad = new Abroad(await Workshop.Fresh(), new(new(Guid.CreateVersion7()), code, $"Cooperative {country}", country, Currency.EUR));
        await abroad.Shop.Write(async tx =>
        {
            await tx.Save(abroad.Entity);
            Assert.Null((await tx.SetTerms(abroad.Entity.Id, new LocalDate(2020, 1, 1), Cooperative.Terms, new { test = true })).Refusal);
        });
        if (kinds is not null) await abroad.Shop.Released($"{code}.employmentKinds", kinds);
        await abroad.Shop.Released($"{code}.request.cutOff", """{"kind":"beforeStart"}""");
        (abroad.Tour, abroad.Film) = (await abroad.Opened("Tour abroad"), await abroad.Opened("Film abroad"));
        return abroad;
    }

    /// <summary>A German employee and employer.</summary>
    public async Task German()
    {
        await Person([.. Germans]);
        await Employer(("accident_rate", "1"));
    }

    /// <summary>Frida's facts, checked.</summary>
    public async Task Person(params (string Name, string Answer)[] facts)
    {
        var entered = await Shop.Do(new EnterTaxFacts.Command(Guid.CreateVersion7(), Entity.Id, Shop.Frida.Person, new(2026, 1, 1), Said(facts)), Shop.Frida);
        await Shop.Do(new CheckTaxFacts.Command(Guid.CreateVersion7(), entered, true, null), Shop.Adam);
    }

    public async Task Employer(params (string Name, string Answer)[] facts)
    {
        var entered = await Shop.Do(new EnterEmployerFacts.Command(Guid.CreateVersion7(), Entity.Id, new(2026, 1, 1), Said(facts), "notices of January"), Shop.Fia);
        await Shop.Do(new CheckEmployerFacts.Command(Guid.CreateVersion7(), entered, true, null), Shop.Fredrik);
    }

    /// <summary>Announced, asked for and approved; or refused with a code when it is asked for.</summary>
    public async Task<Refusal?> Wage(string contract, Id<Activity> activity, long gross, int day = 1, int hour = 9, string? refused = null)
    {
        var work = await Shop.Do(
            new DeclareWork.Command(Guid.CreateVersion7(), activity, Shop.Frida.Person, contract, Entity.Country, "Berlin", "lighting", "none", [new WorkDay(Shop.Today.PlusDays(day), new LocalTime(hour, 0), 120)], null), Shop.Frida);
        await Shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), Shop.Adam);
        var ask = new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, new Money(gross, Currency.EUR));
        if (refused is not null)
        {
            var refusal = await Shop.No(ask, Shop.Frida);
            Assert.Equal(refused, refusal.Code);
            return refusal;
        }

        await Shop.Do(new DecideWage.Command(Guid.CreateVersion7(), await Shop.Do(ask, Shop.Frida), true, null), Shop.Adam);
        return null;
    }

    public Task<Id<PayrollRun>> Frozen(int day = 2) => Shop.Do(new FreezeRun.Command(Guid.CreateVersion7(), Entity.Id, Shop.Today.PlusDays(day)), Shop.Fia);

    public async Task<Money> Owed(string account) =>
        (await Shop.Coop.Db.Read(Actor.System, async tx => Outcome.Of(-await tx.Balance(Entity.Id, account, Currency.EUR, tx.Today)))).Value;

    public ValueTask DisposeAsync() => Shop.DisposeAsync();

    private async Task<Id<Activity>> Opened(string name)
    {
        var activity = (await Shop.Do(new RequestActivity.Command(Guid.CreateVersion7(), Entity.Id, name, ActivityKind.Personal, null, Shop.Frida.Person, ""), Shop.Adam)).Activity;
        await Shop.Write(async tx =>
        {
            var (found, document, money) = ((await tx.FindActivity(activity))!, Guid.CreateVersion7(), new Money(40_000_00, Currency.EUR));
            Assert.Null((await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
                new Line(Account.Bank, money), new Line(found.Account, -money) { Activity = activity.Value }))).Refusal);
        });
        return activity;
    }

    private static Dictionary<string, string> Said((string Name, string Answer)[] facts) => facts.ToDictionary(fact => fact.Name, fact => fact.Answer, StringComparer.Ordinal);
}
