using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What the statutes say about membership and shares, from which day on.</summary>
public static class StatuteSql
{
    private const string Select =
        """
        select valid_from, share_amount, share_currency, notice_months, keep_years, source, to_year_end, minimum_capital, minimum_currency from members.statute
        where entity = @entity
        """;

    /// <summary>What the statutes say from a date on. A date is set once; what it said stays.</summary>
    public static async Task<Outcome<Done>> SetStatute(this Tx tx, Id<LegalEntity> entity, LocalDate validFrom, Statute statute)
    {
        if (await tx.FindEntity(entity) is not { } company) return new Refusal("field-invalid") { Field = "entity" };
        if (Wrong(statute, company.Currency) is { } wrong) return wrong;
        return await tx.Connection.ExecuteAsync(
            """
            insert into members.statute (entity, valid_from, share_amount, share_currency, notice_months, keep_years, source, to_year_end, minimum_capital, minimum_currency)
            values (@entity, @validFrom, @amount, @currency, @NoticeMonths, @KeepYears, @Source, @ToYearEnd, @minimum, @minimumCurrency) on conflict do nothing
            """,
            new
            {
                entity = entity.Value, validFrom, amount = statute.Share?.Minor, currency = statute.Share?.Currency.Code, statute.NoticeMonths, statute.KeepYears, statute.Source,
                statute.ToYearEnd, minimum = statute.MinimumCapital?.Minor, minimumCurrency = statute.MinimumCapital?.Currency.Code,
            }) is 1 ? default(Done) : new Refusal("field-invalid", ("text", validFrom)) { Field = "validFrom" };
    }

    /// <returns><c>rule-missing</c> when nobody has said what the statutes say on that day.</returns>
    public static async Task<Outcome<Statute>> Statute(this Tx tx, Id<LegalEntity> entity, LocalDate date) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Row>($"{Select} and valid_from <= @date order by valid_from desc limit 1", new { entity = entity.Value, date }) is { } row
            ? row.ToStatute() : new Refusal("rule-missing", ("date", date));

    /// <summary>What the statutes have said and will say, latest first.</summary>
    public static async Task<IReadOnlyList<DatedStatute>> Statutes(this Tx tx, Id<LegalEntity> entity) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} order by valid_from desc", new { entity = entity.Value })).Select(row => new DatedStatute(row.Valid_From, row.ToStatute()))];

    private static Refusal? Wrong(Statute statute, Currency currency)
    {
        if (statute.NoticeMonths is < 0 or > 60) return new Refusal("field-invalid") { Field = "noticeMonths" };
        if (statute.KeepYears is < 0 or > 100) return new Refusal("field-invalid") { Field = "keepYears" };
        if (string.IsNullOrWhiteSpace(statute.Source)) return new Refusal("field-missing") { Field = "source" };
        return Wrong(statute.Share, currency, "share") ?? Wrong(statute.MinimumCapital, currency, "minimumCapital");
    }

    private static Refusal? Wrong(Money? amount, Currency currency, string field) => amount switch
    {
        null => null,
        { IsPositive: false } => new Refusal("amount-not-positive") { Field = field },
        { } money when money.Currency != currency => new Refusal("other-currency", ("currency", currency.Code)) { Field = field },
        _ => null,
    };

    private sealed record Row(
        LocalDate Valid_From, long? Share_Amount, string? Share_Currency, int Notice_Months, int Keep_Years, string Source, bool To_Year_End, long? Minimum_Capital, string? Minimum_Currency)
    {
        public Statute ToStatute() => new(Of(Share_Amount, Share_Currency), Notice_Months, Keep_Years, Source) { ToYearEnd = To_Year_End, MinimumCapital = Of(Minimum_Capital, Minimum_Currency) };

        private static Money? Of(long? amount, string? currency) => amount is { } minor ? new Money(minor, Currency.Of(currency!).Value) : null;
    }
}
