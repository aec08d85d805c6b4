using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task A_setting_is_what_it_was_last_set_to()
    {
        await using var store = await StoreFixture.Fresh();
        Assert.Null(await store.Read(tx => tx.Setting<Money?>("tests.threshold")));

        await store.Write(tx => tx.Set("tests.threshold", new Money(500_00, Currency.EUR)));
        await store.Write(tx => tx.Set("tests.threshold", new Money(750_00, Currency.EUR)));

        Assert.Equal(new Money(750_00, Currency.EUR), await store.Read(tx => tx.Setting<Money?>("tests.threshold")));
    }

    [Fact]
    public async Task What_one_instance_protects_another_reads()
    {
        await using var store = await StoreFixture.Fresh();
        var cookie = Protector(store).Protect("Frida");
        await using var other = store.Another();

        Assert.Equal("Frida", Protector(other).Unprotect(cookie));
        Assert.Equal(1, await store.Ask<int>("select count(*) from store.key"));
    }

    [Fact]
    public async Task The_rooms_are_migrated_in_the_order_in_which_they_were_added()
    {
        await using var store = await StoreFixture.Fresh(services => services.AddRoom("next", typeof(SettingsTests).Assembly));

        Assert.Equal(["store", "next"], store.Services.GetServices<Room>().Select(room => room.Name));
        Assert.Equal(0, await Migrations.Run(store.Db.Source, store.Services.GetServices<Room>().ToArray()));
    }

    private static IDataProtector Protector(StoreFixture store) => store.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");
}
