using System.Globalization;
using NodaTime;
using Samverk.EInvoice;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>Certificates that are written at once from what is on record, and checked by whoever was given one.</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task A_certificate_is_written_at_once_numbered_without_gaps_and_can_be_checked_by_code_and_by_file()
    {
        await using var shop = await Worked();
        var income = await shop.Do(Asks(shop, ProofKind.Income), shop.Frida);
        var hours = await shop.Do(Asks(shop, ProofKind.Hours), shop.Adam);
        var rows = (await shop.Coop.Door.Read(new ListProofs.Query(shop.Frida.Person), shop.Frida)).Value.Rows;
        Assert.Equal(["2026-0001", "2026-0002"], rows.Select(row => row.Number).Order());
        Assert.Equal(shop.Frida.Person, (await Find(shop, income)).AskedBy);
        Assert.Equal(shop.Adam.Person, (await Find(shop, hours)).AskedBy);

        var (file, code) = ((await shop.Coop.Door.Read(new ReadProof.Query(income), shop.Frida)).Value, rows.Single(row => row.Id == income).Code);
        Assert.Equal("%PDF"u8.ToArray(), file.Content[..4]);
        var byCode = await Check(shop, code.ToLowerInvariant().Replace('-', ' '), null);
        Assert.Equal(("2026-0001", ProofKind.Income, shop.Today, (bool?)null), (byCode.Number, byCode.Kind, byCode.IssuedOn, byCode.Unchanged));
        Assert.True((await Check(shop, null, FileHash.Of(file.Content))).Unchanged);
        Assert.True((await Check(shop, code, FileHash.Of(file.Content))).Unchanged);
        // A changed file under a true code is told apart from a code that is not ours.
        Assert.False((await Check(shop, code, FileHash.Of([.. file.Content, 0]))).Unchanged);
        foreach (var not in new[] { new CheckProof.Query(ProofCode.New().ToString(), null), new CheckProof.Query("hello", FileHash.Of(file.Content)), new CheckProof.Query(null, FileHash.Of([1])), new CheckProof.Query(null, null) })
            Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(not, Actor.Visitor)).Refusal);
    }

    [Fact]
    public async Task What_is_not_on_record_is_not_certified_and_nobody_certifies_for_others()
    {
        await using var shop = await Worked();
        Assert.Equal("nothing-on-record", (await shop.No(Asks(shop, ProofKind.Income) with { To = new(2026, 2, 1), From = new(2026, 1, 1) }, shop.Frida)).Code);
        Assert.Equal(("not-yet", "to"), await shop.No(Asks(shop, ProofKind.Hours) with { To = shop.Today.PlusDays(1) }, shop.Frida) is var early ? (early.Code, early.Field) : default);
        Assert.Equal("field-invalid", (await shop.No(Asks(shop, ProofKind.Hours) with { From = shop.Today, To = shop.Today.PlusDays(-1) }, shop.Frida)).Code);
        Assert.Equal(("field-invalid", "language"), await shop.No(Asks(shop, ProofKind.Hours) with { Language = "xx" }, shop.Frida) is var other ? (other.Code, other.Field) : default);
        foreach (var stranger in new[] { shop.Frank, shop.Fia, Actor.Visitor })
            Assert.Equal(Refusal.Unknown, await shop.No(Asks(shop, ProofKind.Hours), stranger));
        var hours = await shop.Do(Asks(shop, ProofKind.Hours), shop.Frida);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadProof.Query(hours), shop.Frank)).Refusal);
        var subject = await shop.Coop.Ask<string>("select subject::text from store.audit where use_case = 'IssueProof' and refusal is null limit 1");
        Assert.DoesNotContain((await Find(shop, hours)).Code.Value, subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_of_absence_work_to_come_and_unapproved_work_are_no_hours()
    {
        await using var shop = await Engaging.Fresh();
        await shop.SideIncome();
        foreach (var day in (int[])[1, 2, 20]) await shop.Worked(shop.Today.PlusDays(day));
        await shop.Do(shop.Declares(shop.Today.PlusDays(3)), shop.Frida);
        await shop.Do(new ReportAbsence.Command(Guid.CreateVersion7(), shop.Tour, shop.Frida.Person, AbsenceKind.Sick, shop.Today.PlusDays(2), shop.Today.PlusDays(2), false), shop.Frida);
        await shop.Coop.Pass(5);
        var record = await Record(shop);
        Assert.Equal((480, 1), (record.Work.Sum(work => work.Minutes), record.Work.Sum(work => work.Days.Count)));
        Assert.False(record.Has(ProofKind.Income));
        var paper = ProofPaper.Of(Subject(shop, ProofKind.Hours), record);
        Assert.Equal("8:00", paper.Sum!.Value.Amount);
        Assert.DoesNotContain("ill", string.Concat(paper.Tables[0].Rows.SelectMany(row => row.Details)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("sv", "Inkomstintyg", "10 000,00", "Bruttolön under perioden")]
    [InlineData("en", "Certificate of income", "10,000.00", "Gross pay in the period")]
    public async Task The_paper_says_the_closed_payslips_in_the_language_that_was_asked_for(string language, string title, string gross, string sum)
    {
        await using var shop = await Worked();
        var record = await Record(shop);
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Of(language)!.Culture;
            var paper = ProofPaper.Of(Subject(shop, ProofKind.Income), record);
            Assert.Equal((title, sum), (paper.Title, paper.Sum!.Value.Label));
            Assert.Contains(gross, paper.Sum!.Value.Amount.Replace('\u00a0', ' '), StringComparison.Ordinal);
            Assert.Single(paper.Tables[0].Rows);
            Assert.Contains(paper.Notes, note => note.Contains("https://norr.example/check", StringComparison.Ordinal) && note.Contains("0000-0000-0001", StringComparison.Ordinal));
            Assert.Equal(PaperPdf.Write(paper), PaperPdf.Write(paper));
            if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder)
                foreach (var kind in Enum.GetValues<ProofKind>())
                    await File.WriteAllBytesAsync(Path.Combine(folder, $"certificate-{kind}-{language}.pdf".ToLowerInvariant()), ProofPaper.Print(Subject(shop, kind) with { Language = language }, record), TestContext.Current.CancellationToken);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Fact]
    public async Task Who_is_engaged_gets_a_certificate_of_this_work_by_the_link_and_nothing_else()
    {
        await using var shop = await Engaging.Fresh();
        var line = shop.Line("Kim Berg");
        var engagement = await shop.Invited(line);
        var link = await shop.Approved(engagement, line);
        Assert.Equal("nothing-on-record", (await shop.No(ByLink(link, ProofKind.Hours), Actor.Visitor)).Code);
        await shop.Signs(link);
        await shop.Coop.Pass(10);
        Assert.Equal("nothing-on-record", (await shop.No(ByLink(link, ProofKind.Income), Actor.Visitor)).Code);
        var proof = await shop.Do(ByLink(link, ProofKind.Employment), Actor.Visitor);
        Assert.Equal("%PDF"u8.ToArray(), (await shop.Coop.Door.Read(new TakeProof.Query(link, proof), Actor.Visitor)).Value[..4]);
        Assert.Equal([proof], (await shop.Coop.Door.Read(new ListProofsByLink.Query(link), Actor.Visitor)).Value.Select(row => row.Id));
        // Another certificate of the same person, asked for by an adviser, is not opened by the link.
        var person = (await Find(shop, proof)).Person;
        var other = await shop.Do(new IssueProof.Command(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, person, ProofKind.Hours, new(2026, 1, 1), shop.Today, "en"), shop.Adam);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new TakeProof.Query(link, other), Actor.Visitor)).Refusal);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new TakeProof.Query(EngagementToken.New(), proof), Actor.Visitor)).Refusal);
    }

    [Fact]
    public async Task Erasing_the_person_takes_the_paper_away_and_its_number_can_still_be_checked()
    {
        await using var shop = await Worked();
        var proof = await shop.Do(Asks(shop, ProofKind.Hours), shop.Frida);
        var code = (await Find(shop, proof)).Code.ToString();
        await shop.Write(async tx => await new ProofErase().Erase((await tx.FindPerson(shop.Frida.Person))!, tx));
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadProof.Query(proof), shop.Frida)).Refusal);
        Assert.Equal("2026-0001", (await Check(shop, code, null)).Number);
    }

    [Theory]
    [InlineData("7k3p-o9qx-mm4t", "7K3P-09QX-MM4T")]
    [InlineData("7K3P 09QX MM4i", "7K3P-09QX-MM41")]
    [InlineData("7K3P09QXMM4", null)]
    [InlineData("7K3P-09QX-MM4U", null)]
    public void A_code_is_read_as_people_copy_it_from_paper(string typed, string? code) => Assert.Equal(code, ProofCode.Read(typed)?.ToString());

    /// <summary>A day of work, paid by a closed payslip.</summary>
    private static async Task<Workshop> Worked()
    {
        var shop = await Engaging.Fresh();
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 10_000_00);
        await shop.Do(await shop.Release(await shop.Frozen(shop.Today.PlusDays(7))), shop.Fredrik);
        await shop.Coop.Pass(8);
        return shop;
    }

    private static IssueProof.Command Asks(Workshop shop, ProofKind kind) => new(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, shop.Frida.Person, kind, new(2026, 1, 1), shop.Today, "sv");

    private static IssueProofByLink.Command ByLink(EngagementToken link, ProofKind kind) => new(Guid.CreateVersion7(), link, kind, "en");

    private static async Task<CheckProof.Result> Check(Workshop shop, string? code, FileHash? hash) => (await shop.Coop.Door.Read(new CheckProof.Query(code, hash), Actor.Visitor)).Value;

    private static async Task<Proof> Find(Workshop shop, Id<Proof> id) => (await shop.Coop.Db.Read(Actor.System, async tx => Outcome.Of((await tx.FindProof(id))!))).Value;

    private static async Task<OnRecord> Record(Workshop shop) =>
        (await shop.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await OnRecord.Of(tx, Tests.Cooperative.Entity.Id, shop.Frida.Person, new(2026, 1, 1), shop.Today, null)))).Value;

    private static ProofSubject Subject(Workshop shop, ProofKind kind) => new(
        Tests.Cooperative.Entity, PersonFacts.New(shop.Frida.Person, PersonKind.Member, "Frida Ek"), kind, new(2026, 1, 1), shop.Today, "2026-0001", new("000000000001"), "en", ["Norr"],
        new Uri("https://norr.example/check"), shop.Today, Instant.FromUtc(2026, 3, 10, 12, 0));
}
