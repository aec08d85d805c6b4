using Dapper;
using NodaTime;
using Samverk.Treasury;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>What is owed goes into one file of one of finance, is released by the other, and stands on the bank's next statement.</summary>
internal sealed class DemoPayments(DemoStage stage, DemoCalendar days, DemoBank bank)
{
    /// <param name="dues">An SQL condition on dues, and its values.</param>
    public void Pay(string key, LocalDate made, LocalDate paid, string dues, object values)
    {
        days.On(made, async () =>
        {
            var owed = await stage.Read(async tx => (await tx.Connection.QueryAsync<Guid>($"select id from treasury.due where {dues} order by id", values)).ToArray());
            var batch = await stage.Do(new MakeBatch.Command(DemoStage.Name($"batch:{key}"), Entity.Id, paid, owed), Fia);
            await stage.Do(new ReleaseBatch.Command(DemoStage.Name($"batch:{key}:release"), batch), Filip);
        });
        days.On(paid, async () =>
        {
            var payments = await stage.Read(async tx => (await tx.Connection.QueryAsync<(Guid Id, long Minor, string Name)>(
                "select payment.id, due.minor, payment.name from treasury.payment join treasury.due on due.id = payment.due where batch = @batch order by payment.id", new { batch = DemoStage.Name($"batch:{key}") })).ToArray());
            foreach (var payment in payments) bank.Add(new DemoLine(-payment.Minor / 100m, null, payment.Name) { EndToEnd = payment.Id.ToString("N") });
        });
    }
}
