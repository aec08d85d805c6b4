using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Host;

public sealed class DemoClockTests
{
    [Fact]
    public async Task Days_of_a_demo_pass_one_after_the_other_and_once()
    {
        await using var coop = await Demo();
        var (days, staff, request) = (coop.Services.GetRequiredService<DemoDays>(), Cooperative.Somebody(Role.Finance), Guid.CreateVersion7());

        Assert.Null(await days.Pass(35, request, staff));
        Assert.Null(await days.Pass(35, request, staff));

        var told = (await coop.Door.Read(new WhatHappened.Query(new LocalDate(2026, 3, 2)), staff)).Value;
        Assert.Equal(new LocalDate(2026, 4, 6), told.Today);
        Assert.Equal(35, await coop.Ask<int>("select count(*) from store.recurring where kind = 'facts.warn-of-ending' and date > '2026-03-02' and date <= '2026-04-06'"));
    }

    [Fact]
    public async Task Whoever_is_signed_in_stays_so_while_days_pass()
    {
        await using var coop = await Demo();
        var (days, staff) = (coop.Services.GetRequiredService<DemoDays>(), Cooperative.Somebody(Role.Finance));
        var person = Id<Person>.New();
        var visit = (await coop.Write(async tx =>
        {
            Assert.Null((await tx.CreateAccount(person, "fia@home.example", "skatbo-lingon-2026", [Role.Finance], "en")).Refusal);
            return Outcome.Of((await tx.Start(Guid.CreateVersion7(), person, SignInMethod.Password, new("Firefox", ""), half: false)).Visit);
        })).Value;

        Assert.Null(await days.Pass(35, Guid.CreateVersion7(), staff));

        Assert.Equal(person, (await coop.Db.FindVisitor(visit))?.Person);
    }

    [Fact]
    public async Task On_a_node_of_real_people_there_is_no_such_thing()
    {
        await using var coop = await Cooperative.Fresh();

        Assert.Equal("not-found", (await coop.Door.Run(new StepDemoClock.Command(Guid.CreateVersion7()), Cooperative.Somebody(Role.Administrator))).Refusal!.Code);
        Assert.Equal("not-found", (await coop.Door.Read(new WhatHappened.Query(), Cooperative.Somebody(Role.Administrator))).Refusal!.Code);
        Assert.Equal(0, await coop.Ask<int>("select count(*) from store.clock where stepped"));
    }

    [Fact]
    public async Task Members_do_not_step_the_clock_and_nobody_steps_it_for_years()
    {
        await using var coop = await Demo();
        var days = coop.Services.GetRequiredService<DemoDays>();

        Assert.Equal("not-found", (await days.Pass(1, Guid.CreateVersion7(), Cooperative.Somebody(Role.Member)))!.Code);
        Assert.Equal("field-invalid", (await days.Pass(400, Guid.CreateVersion7(), Cooperative.Somebody(Role.Finance)))!.Code);
    }

    private static async Task<Cooperative> Demo()
    {
        var coop = await Cooperative.Fresh();
        await coop.Pass(0);
        await coop.Write<Done>(async tx =>
        {
            await tx.MarkDemo();
            return default(Done);
        });
        return coop;
    }
}
