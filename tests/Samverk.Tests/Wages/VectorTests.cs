using System.Text.Json;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>The specification's cases, and what has to hold for every parameter of every pack. A new pack is tested here without a new line.</summary>
public sealed class VectorTests
{
    public static TheoryData<string> Countries => [.. WageRules.Countries];

    [Theory]
    [MemberData(nameof(Countries))]
    public void Every_open_case_has_the_expected_result(string country)
    {
        var cases = WageCase.Of(country);
        var failed = new List<string>();
        foreach (var one in cases.Concat(WageCase.Own(country)))
        {
            var (answer, reckoning) = one.Ask(WageRules.Embedded);
            if (reckoning is null) failed.Add($"{one.Id}: {answer}");
            else failed.AddRange(one.Differences(JsonDocument.Parse(answer).RootElement).Select(difference => $"{one.Id}{difference}"));
        }

        Assert.True(failed.Count is 0, $"{failed.Count} differences, first: {string.Join("; ", failed.Take(5))}");
        Shared.Ran(cases.Count);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Without_a_parameter_exactly_the_cases_that_look_it_up_refuse_and_name_it(string country)
    {
        var cases = Asked(country);
        var book = WageRules.Embedded.Book(country);
        foreach (var id in book.Known.All.Select(parameter => parameter.Id))
        {
            var without = WageRules.Embedded.With(country, new ParameterBook(book.Known, book.Rows.Where(row => row.Use.Id != id), []));
            foreach (var (one, answer, reckoning) in cases)
                Assert.Equal(
                    IsPacks(reckoning, id) ? $"parameter-missing {id}" : answer,
                    one.Ask(without).Answer);
        }

        // An operator's own row stands for the pack's.
        static bool IsPacks(Reckoning reckoning, string id) =>
            reckoning.Ids().Contains(id) && !reckoning.Uses().Any(use => use.Id == id && use.Status is ParameterStatus.Released);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void An_unverified_parameter_refuses_its_cases_until_an_operator_releases_the_value(string country)
    {
        var cases = Asked(country);
        var book = WageRules.Embedded.Book(country);
        foreach (var id in book.Known.All.Select(parameter => parameter.Id))
        {
            var unverified = new ParameterBook(book.Known, book.Rows.Select(row => row.Use.Id == id ? row with { Use = row.Use with { Status = ParameterStatus.Unverified } } : row), []);
            var released = book.Rows.Where(row => row.Use.Id == id && row.Value is not null).Select(row => new OperatorValue(
                country, id, row.Use.Validity.From, row.Use.Validity.To, JsonDocument.Parse(row.Use.Json).RootElement, "read again", "Ada"));
            var refusing = WageRules.Embedded.With(country, unverified);
            var healed = WageRules.Embedded.With(country, unverified.With(released).Value);
            foreach (var (one, answer, reckoning) in cases)
            {
                if (one.OperatorValues is not null) continue;
                var uses = reckoning.Uses().Any(use => use.Id == id);
                Assert.Equal(uses ? $"regime-not-verified {id}" : answer, one.Ask(refusing).Answer);
                Assert.Equal(uses ? $"{answer[..^1]},\"operatorValues\":[\"{id}\"]}}" : answer, one.Ask(healed).Answer);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Nothing_holds_after_the_last_day_of_the_files(string country)
    {
        var last = WageRules.Embedded.Book(country).LastDay!.Value;
        foreach (var one in WageCase.Of(country).Where(one => one.OperatorValues is null))
        {
            var (answer, reckoning) = (one with { Date = last.PlusDays(1) }).Ask(WageRules.Embedded);
            if (reckoning is null) Assert.StartsWith("parameter-missing", answer, StringComparison.Ordinal);
            else Assert.Empty(reckoning.Ids());
        }
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Each_value_holds_from_its_first_day_and_the_one_before_it_until_then(string country)
    {
        var book = WageRules.Embedded.Book(country);
        foreach (var parameter in book.Known.All)
            foreach (var row in book.Rows.Where(row => row.Use.Id == parameter.Id))
            {
                var from = row.Use.Validity.From;
                Assert.Same(row, book.On(from).Row(parameter.Index));
                var before = book.On(from.PlusDays(-1)).Row(parameter.Index);
                Assert.True(before is null || before.Use.Validity.From < from);
                if (row.Use.Validity.To is { } end) Assert.NotSame(row, book.On(end.PlusDays(1)).Row(parameter.Index));
            }
    }

    private static List<(WageCase Case, string Answer, Reckoning Reckoning)> Asked(string country)
    {
        // A few dozen cases of each kind and year, and our own, reach the parameters; the whole set runs above.
        var asked = WageCase.Of(country).GroupBy(one => (one.Kind, one.Date.Year)).SelectMany(kind => kind.Take(40)).Concat(WageCase.Own(country))
            .Select(one => (one, Reply: one.Ask(WageRules.Embedded))).ToList();
        Assert.All(asked, one => Assert.NotNull(one.Reply.Reckoning));
        return [.. asked.Select(one => (one.one, one.Reply.Answer, one.Reply.Reckoning!))];
    }
}
