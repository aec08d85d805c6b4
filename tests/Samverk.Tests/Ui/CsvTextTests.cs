using System.Text;
using CsCheck;
using CsvHelper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

public sealed class CsvTextTests
{
    [Fact]
    public void Amounts_and_dates_are_the_same_for_every_reader()
    {
        Assert.Equal("\uFEFFname,amount,date,count\r\nÅsa,-1234.50,2026-03-02,7\r\n,0.05,,\r\n", Text(
            ["name", "amount", "date", "count"],
            ["Åsa", new Money(-1234_50, Currency.SEK), new LocalDate(2026, 3, 2), 7],
            [null, new Money(5, Currency.EUR), null, null]));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+46 8 123", "'+46 8 123")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("=\"x\",1", "\"'=\"\"x\"\",1\"")]
    public void What_a_spreadsheet_would_compute_leaves_as_text(string cell, string written) =>
        Assert.Equal($"\uFEFFh\r\n{written}\r\n", Text(["h"], [cell]));

    [Fact]
    public void Any_text_comes_back_as_it_went() => Gen.String.Array[1, 4].Sample(cells =>
    {
        var file = CsvText.Write([.. cells.Select((_, at) => $"h{at}")], [[.. cells.Cast<object?>()]]);
        using var csv = CsvReader.Create(file, CsvReaderOptions.Default with { Separator = ',', SkipEmptyLines = false, DetectSeparatorHint = false });
        Assert.True(csv.Read());
        var record = cells.Select((_, at) => csv.GetString(at));
        // A lone surrogate is no character: UTF-8 writes the replacement sign for it.
        Assert.Equal(cells.Select(cell => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cell))), record.Select((cell, at) => cells[at].StartsWith('\'') ? cell : CsvText.Unguarded(cell)));
    });

    [Fact]
    public void A_row_of_another_length_is_a_bug() => Assert.Throws<ArgumentException>(() => CsvText.Write(["a", "b"], [["x"]]));

    private static string Text(string[] headers, params object?[][] rows) => Encoding.UTF8.GetString(CsvText.Write(headers, rows));
}
