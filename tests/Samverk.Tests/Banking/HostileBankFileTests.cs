using System.Text;
using CsCheck;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Tests.Banking;

/// <summary>A bank file comes from outside. Whatever it holds, it is read or refused: nothing is thrown, fetched, guessed or unbounded.</summary>
public sealed class HostileBankFileTests
{
    private const string Good = """<Amt Ccy="EUR">1.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>""";

    private static readonly string File = BankReadTests.Entry(Good);

    [Fact]
    public void A_document_type_is_refused_with_its_place()
    {
        var refusal = Refused("""<!DOCTYPE Document [<!ENTITY a SYSTEM "file:///etc/hostname">]>""" + "\n" + File);

        Assert.Equal("invalid-input", refusal.Code);
        Assert.Equal(("dtd", 1), (Fact(refusal, "reason"), Fact(refusal, "line")));
        Assert.NotNull(Fact(refusal, "position"));
    }

    [Fact]
    public void A_billion_laughs_and_unknown_entities_are_refused()
    {
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(level => $"""<!ENTITY l{level} "{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}">"""));

        Assert.Equal("dtd", Reason($"""<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>{File.Replace("S-1", "&l9;", StringComparison.Ordinal)}"""));
        Assert.Equal("xml", Reason(File.Replace("S-1", "&l9;", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_five_entities_of_XML_itself_are_text() =>
        Assert.Equal("A&B <'\">", Read(File.Replace("S-1", "A&amp;B &lt;&apos;&quot;&gt;", StringComparison.Ordinal)).Value[0].Id);

    [Theory]
    [InlineData("<Document/>", "no-statement"), InlineData("<Invoice/>", "root"), InlineData("<Document><CstmrCdtTrfInitn/></Document>", "root")]
    [InlineData("<html><body>Session expired</body></html>", "root"), InlineData("", "xml"), InlineData("{\"a\":1}", "xml"), InlineData("PK\u0003\u0004", "xml")]
    public void What_is_no_bank_file_is_refused(string text, string reason) => Assert.Equal(reason, Reason(text));

    [Fact]
    public void Deep_nesting_is_refused_wherever_it_stands()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 200_000));

        Assert.Equal("root", Reason(deep));
        Assert.Equal("root", Reason("<Document>" + deep));
        Assert.Equal("too-deep", Reason(File.Replace("<GrpHdr>", deep, StringComparison.Ordinal)));
        Assert.Equal("too-deep", Reason(File.Replace("<Sts>", deep, StringComparison.Ordinal)));
        Assert.Equal("too-deep", Reason(File.Replace("<Ntry>", deep, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_cut_at_any_place_is_refused_whole()
    {
        for (var length = 0; length < File.Length; length++) Assert.Equal("invalid-input", Refused(File[..length]).Code);
        Assert.Equal("xml", Reason(File + "<more/>"));
    }

    [Fact]
    public void Any_one_byte_changed_is_read_or_refused_never_thrown()
    {
        var bytes = Encoding.UTF8.GetBytes(File);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((place, other) => IsReadOrRefused(bytes, place, other));
        // What XML minds most, at every place.
        foreach (var telling in "&<>\"];\0\u007f"u8.ToArray())
            for (var place = 0; place < bytes.Length; place++) Assert.True(IsReadOrRefused(bytes, place, telling), $"byte {place} as {telling}");
    }

    private static bool IsReadOrRefused(byte[] bytes, int place, byte other)
    {
        var changed = bytes.ToArray();
        changed[place] = other;
        return BankStatements.Read(new MemoryStream(changed)).Refusal is null or { Code: "invalid-input" };
    }

    [Theory]
    [InlineData("ISO-8859-1"), InlineData("windows-1252"), InlineData("UTF-16"), InlineData("utf-7"), InlineData("x-unknown")]
    public void Any_other_declared_encoding_is_refused(string name) => Assert.Equal("encoding", Reason($"""<?xml version="1.0" encoding="{name}"?>{File}"""));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused_and_its_mark_is_no_text()
    {
        Assert.Equal("encoding", Fact(BankStatements.Read(new MemoryStream([.. "<Document>"u8, 0xE5, (byte)'<'])).Refusal!, "reason"));
        Assert.Equal("encoding", Fact(BankStatements.Read(new MemoryStream(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(File)).ToArray())).Refusal!, "reason"));
        Assert.NotNull(BankStatements.Read(new MemoryStream(Encoding.Unicode.GetBytes(File))).Refusal);
        Assert.Null(BankStatements.Read(new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="utf-8"?>{File}""")])).Refusal);
    }

    [Theory]
    [InlineData("1.50", "", "Amt"), InlineData("1.50", "-1.50", "Amt"), InlineData("1.50", "1,50", "Amt"), InlineData("1.50", "1e3", "Amt"), InlineData("1.50", "NaN", "Amt")]
    [InlineData("1.50", "99999999999999999999999999999999", "Amt"), InlineData("CRDT", "CREDIT", "CdtDbtInd"), InlineData("<CdtDbtInd>CRDT</CdtDbtInd>", "", "CdtDbtInd")]
    [InlineData("2026-03-02", "2026-02-30", "BookgDt"), InlineData("2026-03-02", "02.03.2026", "BookgDt"), InlineData("<Sts>", "<RvslInd>yes</RvslInd><Sts>", "RvslInd")]
    public void A_value_that_is_wrong_refuses_the_file_and_names_its_element(string right, string wrong, string element)
    {
        var refusal = Refused("\n" + File.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal((element, 2), (Fact(refusal, "reason"), Fact(refusal, "line")));
    }

    [Fact]
    public void Every_dimension_is_bounded()
    {
        Assert.Equal("too-large", Reason(File, new CamtLimits(Characters: 200)));
        Assert.Equal("too-large", Reason(File, new CamtLimits(Elements: 10)));
        Assert.Equal("text-too-long", Reason(File.Replace("S-1", new string('S', 4_001), StringComparison.Ordinal)));
        Assert.Equal("text-too-long", Reason(File.Replace("S-1", string.Concat(Enumerable.Repeat("SSSSSSSSSS<!-- -->", 401)), StringComparison.Ordinal)));
    }

    private static Outcome<IReadOnlyList<BankStatement>> Read(string text, CamtLimits? limits = null) =>
        BankStatements.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), limits ?? new CamtLimits());

    private static Refusal Refused(string text) => Read(text).Refusal!;

    private static object? Reason(string text, CamtLimits? limits = null) => Fact(Read(text, limits).Refusal!, "reason");

    private static object? Fact(Refusal refusal, string name) => refusal.Facts.Single(fact => fact.Name == name).Value;
}
