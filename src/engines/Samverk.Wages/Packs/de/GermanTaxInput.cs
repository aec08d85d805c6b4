namespace Samverk.Wages;

/// <summary>
/// The input of the ministry's programme flow chart (Programmablaufplan), under its official names: amounts in cents, rates in per cent.
/// </summary>
internal sealed record GermanTaxInput
{
    /// <summary>Above it no wage lies, and no sum leaves what a decimal holds exactly.</summary>
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>Pay period: 1 year, 2 month, 3 week, 4 day.</summary>
    public int LZZ { get; init; } = 1;

    public decimal RE4 { get; init; }

    public int STKL { get; init; } = 1;

    /// <summary>The factor of the factor procedure; 1 where it does not apply.</summary>
    public decimal F { get; init; } = 1;

    public decimal ZKF { get; init; }

    public bool R { get; init; }

    public decimal KVZ { get; init; }

    public bool PVS { get; init; }

    public bool PVZ { get; init; }

    public int PVA { get; init; }

    public bool KRV { get; init; }

    public bool ALV { get; init; }

    public int PKV { get; init; }

    public decimal PKPV { get; init; }

    public decimal PKPVAGZ { get; init; }

    public decimal LZZFREIB { get; init; }

    public decimal LZZHINZU { get; init; }

    public decimal JFREIB { get; init; }

    public decimal JHINZU { get; init; }

    public bool ALTER1 { get; init; }

    public int AJAHR { get; init; }

    public decimal VBEZ { get; init; }

    public decimal VBEZM { get; init; }

    public decimal VBEZS { get; init; }

    public int VJAHR { get; init; }

    public int ZMVB { get; init; }

    public decimal SONSTB { get; init; }

    public decimal JRE4 { get; init; }

    public decimal JRE4ENT { get; init; }

    public decimal SONSTENT { get; init; }

    public decimal STERBE { get; init; }

    public decimal VBS { get; init; }

    public decimal JVBEZ { get; init; }

    public decimal MBV { get; init; }

    public static GermanTaxInput Read(Facts facts)
    {
        var factor = facts.Whole("af", 0, 1, 1) is 1 ? facts.Number("f", 0, 1, 3, 1) : Ignored(facts);
        var read = new GermanTaxInput
        {
            LZZ = facts.Whole("LZZ", 1, 4, 1), RE4 = Cents("RE4"), STKL = facts.Whole("STKL", 1, 6, 1), F = factor, ZKF = facts.Number("ZKF", 0, 99, 1, 0),
            R = facts.Whole("R", 0, 9, 0) > 0, KVZ = facts.Number("KVZ", 0, 20, 2, 0), PVS = Flag("PVS"), PVZ = Flag("PVZ"), PVA = facts.Whole("PVA", 0, 4, 0),
            KRV = Flag("KRV"), ALV = Flag("ALV"), PKV = facts.Whole("PKV", 0, 2, 0), PKPV = Cents("PKPV"), PKPVAGZ = Cents("PKPVAGZ"),
            LZZFREIB = Cents("LZZFREIB"), LZZHINZU = Cents("LZZHINZU"), JFREIB = Cents("JFREIB"), JHINZU = Cents("JHINZU"),
            ALTER1 = Flag("ALTER1"), AJAHR = facts.Whole("AJAHR", 0, 2200, 0),
            VBEZ = Cents("VBEZ"), VBEZM = Cents("VBEZM"), VBEZS = Cents("VBEZS"), VJAHR = facts.Whole("VJAHR", 0, 2200, 0), ZMVB = facts.Whole("ZMVB", 0, 12, 0),
            SONSTB = Cents("SONSTB"), JRE4 = Cents("JRE4"), JRE4ENT = Cents("JRE4ENT"), SONSTENT = Cents("SONSTENT"),
            STERBE = Cents("STERBE"), VBS = Cents("VBS"), JVBEZ = Cents("JVBEZ"), MBV = Cents("MBV"),
        };
        facts.End();
        return read;

        decimal Cents(string name) => facts.Number(name, 0, Most, 0, 0);

        bool Flag(string name) => facts.Whole(name, 0, 1, 0) is 1;
    }

    /// <summary>A factor that does not apply is read, so that it is a known field, and counts as 1.</summary>
    private static decimal Ignored(Facts facts)
    {
        facts.Number("f", 0, 1, 3, 1);
        return 1;
    }
}

/// <summary>What the flow chart gives, in cents.</summary>
internal readonly record struct GermanTaxOutput(decimal LSTLZZ, decimal SOLZLZZ, decimal BK, decimal STS, decimal SOLZS, decimal BKS);
