using CsCheck;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Tests.Banking;

public sealed class MatchingTests
{
    private const string ClientIban = "NL91ABNA0417164300";

    private static readonly OpenInvoice
        Theatre = Invoice("2026-0101", 1210_00, "Theater De Roos B.V.", PaymentReference.For("BE", 101)) with { ClientIbans = [ClientIban] },
        Museum = Invoice("2026-0102", 605_00, "Musée d'Été SA", PaymentReference.For("BE", 102)) with { EndToEndId = "SDD-102" },
        Festival = Invoice("2026-0103", 605_00, "Anna Berg", PaymentReference.For("BE", 103));

    private static readonly OpenInvoices Open = new([Theatre, Museum, Festival]);

    [Fact]
    public void Our_reference_in_its_field_is_sure_also_for_a_part()
    {
        var row = Paid(1210m) with { References = [Theatre.Reference!.Value] };

        Is(Only(Open.For(row)), MatchReason.Reference, MatchFit.Exact, MatchCertainty.Sure, [(Theatre, 1210_00)]);
        Is(Only(Open.For(row with { Amount = 200m })), MatchReason.Reference, MatchFit.Part, MatchCertainty.Sure, [(Theatre, 200_00)]);
    }

    [Fact]
    public void What_is_paid_beyond_the_invoice_is_shown_and_left_to_a_person()
    {
        var match = Open.For(Paid(1300m) with { References = [Theatre.Reference!.Value] })[0];

        Is(match, MatchReason.Reference, MatchFit.Over, MatchCertainty.Likely, [(Theatre, 1210_00)]);
        Assert.Equal(Euro(90_00), match.Rest);
    }

    [Theory]
    [InlineData("+++000/0000/10104+++"), InlineData("ref ***000/0000/10104***."), InlineData("000000010104"), InlineData("Factuur 000 0000 10104 bedankt")]
    public void Our_reference_is_found_in_the_text_as_people_write_it(string text) =>
        Is(Only(Open.For(Paid(1210m) with { Remittance = text })), MatchReason.Reference, MatchFit.Exact, MatchCertainty.Sure, [(Theatre, 1210_00)]);

    [Fact]
    public void A_part_paid_with_the_reference_in_the_text_is_confirmed_by_a_person() =>
        Is(Open.For(Paid(5m) with { Remittance = Theatre.Reference!.ToString() })[0], MatchReason.Reference, MatchFit.Part, MatchCertainty.Likely, [(Theatre, 5_00)]);

    [Theory]
    [InlineData("SDD-102"), InlineData("2026-0102"), InlineData("20260102")]
    public void The_end_to_end_id_is_ours_or_our_number(string id) =>
        Is(Only(Open.For(Paid(605m) with { EndToEndId = id })), MatchReason.EndToEndId, MatchFit.Exact, MatchCertainty.Sure, [(Museum, 605_00)]);

    [Theory]
    [InlineData("Invoice 2026-0103"), InlineData("Rechnung2026/0103,danke"), InlineData("fact. 20260103"), InlineData("2026 0103")]
    public void The_invoice_number_is_found_in_the_text(string text) =>
        Is(Only(Open.For(Paid(605m) with { Remittance = text })), MatchReason.NumberInText, MatchFit.Exact, MatchCertainty.Sure, [(Festival, 605_00)]);

    [Theory]
    [InlineData("120260103"), InlineData("202601034"), InlineData("2026-01033"), InlineData("2026")]
    public void A_number_that_is_only_part_of_another_is_not_found(string text) => Assert.Empty(Open.For(Paid(604m) with { Remittance = text }));

    [Fact]
    public void Amount_and_account_come_before_amount_and_name_and_wait_for_a_person()
    {
        Is(Only(Open.For(Paid(1210m) with { CounterpartyIban = ClientIban })), MatchReason.AmountAndIban, MatchFit.Exact, MatchCertainty.Likely, [(Theatre, 1210_00)]);
        Is(Only(Open.For(Paid(1210m) with { Counterparty = "THEATER DE ROOS" })), MatchReason.AmountAndName, MatchFit.Exact, MatchCertainty.Likely, [(Theatre, 1210_00)]);
        Assert.Empty(Open.For(Paid(1210.01m) with { CounterpartyIban = ClientIban, Counterparty = "Theater De Roos" }));
    }

    [Theory]
    [InlineData("Berg, Anna Maria"), InlineData("anna BERG"), InlineData("Mevr. Ånna Berg")]
    public void Names_are_compared_word_by_word_without_accents(string name) => Assert.Equal(Festival, Only(Open.For(Paid(605m) with { Counterparty = name })).Payments[0].Invoice);

    [Fact]
    public void One_line_pays_all_invoices_that_its_text_names()
    {
        var row = Paid(1815m) with { Remittance = "invoices 2026-0101 and 2026-0102" };

        Is(Only(Open.For(row)), MatchReason.NumberInText, MatchFit.Exact, MatchCertainty.Sure, [(Theatre, 1210_00), (Museum, 605_00)]);
        Is(Open.For(row with { Amount = 1300m })[0], MatchReason.NumberInText, MatchFit.Part, MatchCertainty.Likely, [(Theatre, 1210_00), (Museum, 90_00)]);
        Is(
            Only(Open.For(Paid(1815m) with { References = [Theatre.Reference!.Value], Remittance = $"{Theatre.Reference} {Museum.Reference}" })),
            MatchReason.Reference, MatchFit.Exact, MatchCertainty.Sure, [(Theatre, 1210_00), (Museum, 605_00)]);
        Is(
            Only(Open.For(Paid(1815m) with { References = [Theatre.Reference!.Value, Museum.Reference!.Value] })),
            MatchReason.Reference, MatchFit.Exact, MatchCertainty.Sure, [(Theatre, 1210_00), (Museum, 605_00)]);
    }

    [Fact]
    public void When_one_of_several_named_invoices_fits_exactly_a_person_chooses_and_it_stands_first()
    {
        var matches = Open.For(Paid(605m) with { Remittance = "2026-0103 (same as 2026-0101)" });

        Assert.All(matches, match => Assert.Equal(MatchCertainty.Ambiguous, match.Certainty));
        Assert.Equal([Festival], matches[0].Payments.Select(payment => payment.Invoice));
    }

    [Fact]
    public void The_field_for_the_reference_outweighs_a_second_reference_in_the_text() =>
        Is(
            Only(Open.For(Paid(605m) with { References = [Museum.Reference!.Value], Remittance = $"see also {Theatre.Reference}" })),
            MatchReason.Reference, MatchFit.Exact, MatchCertainty.Sure, [(Museum, 605_00)]);

    [Fact]
    public void Invoices_that_fit_alike_go_to_a_person()
    {
        var twins = new OpenInvoices([Theatre, Theatre with { Id = Guid.NewGuid(), Reference = null, Number = "2026-0101" }]);

        foreach (var row in (BankRow[])[Paid(1210m) with { Remittance = "2026-0101" }, Paid(1210m) with { CounterpartyIban = ClientIban }, Paid(1210m) with { Counterparty = Theatre.Client }])
        {
            var matches = twins.For(row);
            Assert.Equal(2, matches.Count);
            Assert.All(matches, match => Assert.Equal(MatchCertainty.Ambiguous, match.Certainty));
        }
    }

    [Fact]
    public void A_weaker_reason_for_another_invoice_stays_visible_behind_a_stronger_one_that_does_not_fit()
    {
        var matches = Open.For(Paid(1210m) with { Remittance = "2026-0102", CounterpartyIban = ClientIban });

        Assert.Equal([(MatchReason.NumberInText, MatchFit.Over), (MatchReason.AmountAndIban, MatchFit.Exact)], matches.Select(match => (match.Reason, match.Fit)));
        Assert.All(matches, match => Assert.Equal(MatchCertainty.Likely, match.Certainty));
    }

    [Fact]
    public void A_charge_that_the_bank_states_completes_the_payment_and_a_person_confirms()
    {
        var match = Open.For(Paid(1205m) with { References = [Theatre.Reference!.Value], Charges = [new(5m, "EUR", false)] })[0];

        Is(match, MatchReason.Reference, MatchFit.Exact, MatchCertainty.Likely, [(Theatre, 1210_00)]);
        Assert.Equal(Euro(5_00), match.Charge);
    }

    [Fact]
    public void A_foreign_invoice_is_compared_with_what_the_payer_instructed()
    {
        var dollars = new OpenInvoices([Theatre with { Open = new Money(1000_00, Currency.USD) }]);
        var row = Paid(920m) with { References = [Theatre.Reference!.Value] };

        Assert.Equal((MatchFit.Exact, MatchCertainty.Likely), Fit(row with { Original = new(1000m, "USD", 0.92m) }));
        Assert.Equal((MatchFit.OtherCurrency, MatchCertainty.Likely), Fit(row));

        (MatchFit, MatchCertainty) Fit(BankRow paid) => (dollars.For(paid)[0].Fit, dollars.For(paid)[0].Certainty);
    }

    [Fact]
    public void Money_that_did_not_come_in_for_good_or_is_no_whole_cent_matches_nothing()
    {
        var row = Paid(1210m) with { References = [Theatre.Reference!.Value] };

        Assert.Empty(Open.For(row with { Credit = false }));
        Assert.Empty(Open.For(row with { Reversal = true }));
        Assert.Empty(Open.For(row with { Booked = false }));
        Assert.Empty(Open.For(row with { Amount = 1210.001m }));
        Assert.Empty(Open.For(row with { Currency = "JPY" }));
        Assert.Empty(new OpenInvoices([Theatre with { Open = Euro(0) }]).For(row));
    }

    [Fact]
    public void Finnish_references_match_with_and_without_the_zeros_in_front()
    {
        var reference = PaymentReference.For("FI", 7);
        var open = new OpenInvoices([Theatre with { Reference = reference }]);

        Assert.All((string[])[reference.Value, reference.Value.PadLeft(20, '0')], text => Assert.True(open.For(Paid(1210m) with { References = [text] })[0].Certainty is MatchCertainty.Sure));
    }

    [Fact]
    public void Whatever_is_proposed_adds_up_and_never_exceeds_what_is_open() =>
        Gen.Select(Gen.Int[1, 300_000], Gen.Shuffle(new[] { Theatre, Museum, Festival }), Gen.Int[0, 3], Gen.Bool).Sample((cents, order, named, inText) =>
        {
            var references = order[..named].Select(invoice => invoice.Reference!.Value).ToArray();
            var row = Paid(cents / 100m) with { References = inText ? [] : references, Remittance = string.Join(" / ", references), CounterpartyIban = ClientIban, Counterparty = "Anna Berg" };
            var matches = Open.For(row);

            Assert.All(matches, match =>
            {
                Assert.Equal(Euro(cents), Money.Sum(match.Payments.Select(payment => payment.Amount), Currency.EUR) + match.Rest - match.Charge);
                Assert.All(match.Payments, payment => Assert.True(payment.Amount.IsPositive && payment.Amount <= payment.Invoice.Open));
                Assert.True(match.Certainty is not MatchCertainty.Sure || match.Rest.IsZero);
            });
            Assert.True(matches.Skip(1).All(match => match.Certainty is not MatchCertainty.Sure));
            Assert.Equal(matches.Count, matches.Select(match => string.Join(' ', match.Payments.Select(payment => payment.Invoice.Id).Order())).Distinct().Count());
        });

    [Fact]
    public void Ten_thousand_lines_find_their_invoices_among_ten_thousand()
    {
        var invoices = Enumerable.Range(1, 10_000).Select(number => Invoice(
            $"2026-{number:00000}", 10_00 + (number % 50), $"Client {number % 500} GmbH", PaymentReference.For("BE", number)) with { ClientIbans = [ClientIban] }).ToArray();
        var rows = invoices.Select((invoice, place) => Paid(invoice.Open.ToDecimal()) with
        {
            References = place % 4 is 0 ? [invoice.Reference!.Value] : [],
            Remittance = place % 4 is 1 ? $"payment of your invoice {invoice.Number}, thank you very much for the work at our house" : "no reference at all in this long text of the payer",
            CounterpartyIban = ClientIban,
            Counterparty = invoice.Client + " Wien",
        }).ToArray();
        var open = new OpenInvoices(invoices);

        Assert.Equal(5_000, rows.Count(row => open.For(row) is [{ Certainty: MatchCertainty.Sure }]));
    }

    private static OpenInvoice Invoice(string number, long cents, string client, PaymentReference reference) => new(Guid.NewGuid(), number, Euro(cents), client) { Reference = reference };

    private static BankRow Paid(decimal amount) => new() { Amount = amount, Currency = "EUR", Credit = true };

    private static Match Only(IReadOnlyList<Match> matches) => Assert.Single(matches);

    private static void Is(Match match, MatchReason reason, MatchFit fit, MatchCertainty certainty, (OpenInvoice Invoice, long Cents)[] payments)
    {
        Assert.Equal((reason, fit, certainty), (match.Reason, match.Fit, match.Certainty));
        Assert.Equal(payments.Select(payment => new InvoicePayment(payment.Invoice, Euro(payment.Cents))), match.Payments);
    }

    private static Money Euro(long cents) => new(cents, Currency.EUR);
}
