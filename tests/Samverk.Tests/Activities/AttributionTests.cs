using CsCheck;
using Samverk.Activities;
using Samverk.Kernel;

namespace Samverk.Tests.Activities;

/// <summary>Which money paid what (invariant I20).</summary>
public sealed class AttributionTests
{
    private static readonly Guid First = Guid.NewGuid(), Second = Guid.NewGuid();

    [Fact]
    public void A_debit_consumes_the_oldest_credit_and_goes_on_to_the_next()
    {
        var credits = Attribution.Of([In(First, 100), In(Second, 50), Out(120)], Currency.EUR).Credits;

        Assert.Equal([Euro(0), Euro(30)], credits.Select(credit => credit.Rest));
        Assert.Equal([Euro(100), Euro(20)], credits.Select(credit => Assert.Single(credit.Uses).Amount));
    }

    [Fact]
    public void A_debit_before_any_credit_waits_for_the_next_one()
    {
        var found = Attribution.Of([Out(30), Out(20), In(First, 40)], Currency.EUR);

        Assert.Equal([Euro(30), Euro(10)], Assert.Single(found.Credits).Uses.Select(use => use.Amount));
        Assert.Equal(Euro(10), found.Waiting);
    }

    [Fact]
    public void A_credit_note_takes_from_its_own_invoice_first_and_then_from_the_oldest()
    {
        var note = Out(60) with { TakesBack = Second };

        var credits = Attribution.Of([In(First, 100), In(Second, 50), note], Currency.EUR).Credits;

        Assert.Equal([Euro(90), Euro(0)], credits.Select(credit => credit.Rest));
    }

    [Fact]
    public void A_wages_parts_are_split_in_proportion_with_ties_to_the_earlier_part()
    {
        var wage = new Flow(Guid.NewGuid(), Euro(-100), [new("net-wages", Euro(50)), new("tax", Euro(50))]);

        var credits = Attribution.Of([In(First, 33), In(Second, 100), wage], Currency.EUR).Credits;

        Assert.Equal([Euro(17), Euro(16)], credits[0].Uses[0].Parts.Select(part => part.Amount));
        Assert.Equal([Euro(33), Euro(34)], credits[1].Uses[0].Parts.Select(part => part.Amount));
    }

    [Fact]
    public void Parts_and_rest_add_up_to_each_credit_and_what_is_consumed_to_the_debits() => Flows.Sample(flows =>
    {
        var found = Attribution.Of(flows, Currency.EUR);

        foreach (var credit in found.Credits)
        {
            Assert.False(credit.Rest.IsNegative);
            Assert.Equal(credit.Source.Amount, credit.Rest + Sum(credit.Uses.Select(use => use.Amount)));
            foreach (var use in credit.Uses) Assert.Equal(use.Amount, Sum(use.Parts.Select(part => part.Amount)));
        }

        foreach (var debit in flows.Where(flow => flow.Amount.IsNegative))
        {
            var uses = found.Credits.SelectMany(credit => credit.Uses).Where(use => ReferenceEquals(use.Debit, debit)).ToArray();
            var consumed = Sum(uses.Select(use => use.Amount));
            Assert.True(consumed <= -debit.Amount);
            if (consumed == -debit.Amount)
                foreach (var part in debit.Parts)
                    Assert.Equal(part.Amount, Sum(uses.SelectMany(use => use.Parts).Where(one => one.Key == part.Key).Select(one => one.Amount)));
        }

        Assert.Equal(
            Sum(flows.Where(flow => flow.Amount.IsNegative).Select(flow => -flow.Amount)),
            Sum(found.Credits.SelectMany(credit => credit.Uses).Select(use => use.Amount)) + found.Waiting);
    });

    [Fact]
    public void What_a_past_page_showed_changes_only_by_later_use_of_its_rest() => Gen.Select(Flows, Gen.Int[0, 40]).Sample((flows, cut) =>
    {
        var then = Attribution.Of(flows.Take(cut), Currency.EUR).Credits;
        var now = Attribution.Of(flows, Currency.EUR).Credits;

        for (var i = 0; i < then.Count; i++)
            Assert.Equal(then[i].Uses.Select(Text), now[i].Uses.Take(then[i].Uses.Count).Select(Text));

        static string Text(Use use) => $"{use.Debit.Document} {use.Amount} {string.Join(", ", use.Parts)}";
    });

    /// <summary>Up to 40 lines: credits, wages of up to five parts, and credit notes of earlier or unknown invoices.</summary>
    private static readonly Gen<Flow[]> Flows =
        Gen.Select(Gen.Int[0, 3], Gen.Long[1, 500_00], Gen.Int[0, 9].Array[1, 5], Gen.Int[0, 39]).Array[0, 40].Select(lines => lines.Select((line, index) =>
        {
            var (kind, cents, weights, back) = line;
            var document = Document(index);
            if (kind is 0) return In(document, cents);
            var parts = Euro(cents).Allocate([.. weights.Select(weight => (decimal)weight)]);
            return new Flow(document, Euro(-cents), [.. parts.Select((part, i) => new CostPart($"part-{i}", part))]) { TakesBack = kind is 1 ? Document(back) : null };
        }).ToArray());

    private static Guid Document(int index) => new(index + 1, 0, 0, new byte[8]);

    private static Flow In(Guid document, long cents) => new(document, Euro(cents), []);

    private static Flow Out(long cents) => new(Guid.NewGuid(), Euro(-cents), [new("materials", Euro(cents))]);

    private static Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, Currency.EUR);

    private static Money Euro(long cents) => new(cents, Currency.EUR);
}
