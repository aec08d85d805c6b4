using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;

namespace Samverk.Tests.Ledger;

/// <summary>Any entries that the ledger takes: several currencies and accounts, dates out of order, texts that try to be something else.</summary>
internal static class RandomBooks
{
    private static readonly string[] Accounts =
    [
        "assets:bank", "assets:client:c-92xd", "liabilities:activity:design", "liabilities:activity:2-go", "liabilities:vat-due", "income:contribution",
        "equity:share-capital", "expenses:rent", "liabilities:net-wages:m-7k3q",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const("Invoice INV-1"), Gen.String[Gen.Char["ab \";|\\{}()*!#^:=\n\r\t\u2028\u0085éß€@%~&"], 0, 30].Select(text => "x" + text));

    private static readonly Gen<Line[]> Lines =
        from currency in Gen.OneOf(Currency.EUR, Currency.SEK)
        from amounts in Gen.Long[-1_000_000_00, 1_000_000_00].Where(cents => cents is not 0).Array[1, 5].Where(amounts => amounts.Sum() is not 0)
        from accounts in Gen.OneOf(Accounts).Array[amounts.Length + 1]
        select amounts.Append(-amounts.Sum()).Zip(accounts, (cents, account) => new Line(account, new(cents, currency))).ToArray();

    public static readonly Gen<Entry> Entry =
        from day in Gen.Int[0, 120]
        from entity in Gen.OneOf(Books.Be, Books.Se)
        from text in Text
        from lines in Lines
        from more in Gen.OneOf(Gen.Const(Array.Empty<Line>()), Lines)
        select new Entry(Id<Entry>.New(), entity.Id, new LocalDate(2025, 10, 1).PlusDays(day), Guid.CreateVersion7(), "invoice", text, [.. lines, .. more]);
}
