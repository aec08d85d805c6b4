using NodaTime;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What waits for somebody on the demo's last day: orders to check and to correct, a new client, a dispute, an invoice that goes out soon.</summary>
internal sealed partial class DemoCooperative
{
    private static Actor Adviser => new(new(Name("anna@samverk.example")), new HashSet<Role> { Role.Adviser });

    private async Task WhatWaits()
    {
        var (frida, jonas) = (activities[0], activities[1]);
        await Submit("winter", jonas, clients[2], "Light rig for the winter market", 24_000, 30);
        await Submit("tour", activities[7], clients[0], "Sound on tour, four evenings", 38_500, 60);
        var back = await Submit("wedding", frida, clients[4], "Light for a summer night", 14_500, 30);
        await Do(new DecideOrder.Command(Name("ask"), back, OrderDecision.AskChanges, "Who pays the train to Göteborg?", null), Adviser);
        await Do(new DecideOrder.Command(Name("yes"), await Submit("poster", frida, clients[12], "Poster light, two days", 9_800, 30), OrderDecision.Approve, "known client", null), Adviser);

        await Do(new EnterClient.Command(Name("new-client"), new ClientDetails
        {
            Name = "Dansens Hus Norr AB", Kind = BuyerKind.Business, Country = "SE", Street = "Kajen", Building = "3", PostalCode = "903 29", Town = "Umeå", OrganisationNumber = "556036-0793", Language = "sv",
        }, null), frida.Manager);

        var planned = new Order(new(Name("order:planned")), "O-9001", frida.Activity.Id, Entity.Id, clients[0].Id, "Opera lights, spring", new Money(12_000_00, Currency.SEK), Money.Zero(Currency.SEK), null, OrderState.Draft);
        await Write(async tx => Must(await tx.ActivateOrder(planned, null, true, new { by = "demo" })));
        await Do(new PlanInvoices.Command(Name("plan:planned"), planned.Id, [new(1, Today.PlusDays(3)), new(1, Today.PlusDays(31))], SupplyKind.Services), frida.Manager);

        var sent = (await Do(new ListInvoices.Query(Filter: InvoiceFilter.Open), jonas.Manager)).Rows;
        if (sent.Count > 0) await Do(new OpenDispute.Command(Name("dispute"), sent[0].Id, "Two of twelve lamps stayed dark."), jonas.Manager);
    }

    private async Task<Guid> Submit(string name, (Activities.Activity Activity, Actor Manager) from, Client client, string title, long kronor, int termDays)
    {
        var order = Name($"written:{name}");
        await Do(new SaveOrder.Command(Name($"save:{name}"), order, new OrderContent
        {
            Activity = from.Activity.Id.Value, Client = client.Id.Value, Title = title, Description = $"{title}, with set-up and taking down.", Net = new Money(kronor * 100, Currency.SEK),
            From = Today.PlusDays(10), To = Today.PlusDays(13), Place = client.Address!.Town, PlaceCountry = "SE", TermDays = termDays, ValidUntil = Today.PlusDays(8),
            Answers = new LegalAnswers { Trade = "light", ClientSetsPlace = true, ClientSetsHours = false, ClientLeadsWork = false }, Signers = [new("Eva Ek", "eva@client.example")],
        }), from.Manager);
        await Do(new SubmitOrder.Command(Name($"submit:{name}"), order), from.Manager);
        return order;
    }

    private async Task<TResult> Do<TQuery, TUseCase, TResult>(IQuery<TQuery, TUseCase, TResult> query, Actor actor)
        where TQuery : IQuery<TQuery, TUseCase, TResult>
        where TUseCase : IUseCase<TQuery, TResult> => Must(await door.Read(query, actor));
}
