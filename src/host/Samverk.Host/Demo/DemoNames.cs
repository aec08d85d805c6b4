namespace Samverk.Host;

/// <summary>Invented people, works and clients of the demo cooperative.</summary>
internal static class DemoNames
{
    public static readonly IReadOnlyList<string> First =
        ["Frida", "Jonas", "Amina", "Elin", "Oskar", "Saga", "Nils", "Maja", "Viktor", "Leila", "Anton", "Tove", "Karim", "Linnea", "Axel", "Ingrid", "Mehmet", "Stina", "Erik", "Yara"];

    public static readonly IReadOnlyList<string> Last =
        ["Lindqvist", "Berg", "Sandström", "Åkerlund", "Nyberg", "Holm", "Ekström", "Dahl", "Forsberg", "Lund", "Öhman", "Sjöberg", "Wallin", "Hedlund", "Norén"];

    public static readonly IReadOnlyList<string> Works =
        ["Light design", "Sound", "Costumes", "Illustration", "Film editing", "Dance", "Puppet theatre", "Photography", "Graphic design", "Translation", "Stage building", "Music lessons"];

    public static readonly IReadOnlyList<string> Jobs =
        ["Winter market", "Spring gala", "Museum night", "School workshop", "Annual report", "Festival stage", "Short film", "Poster series", "Radio play", "Opening show"];

    public static readonly IReadOnlyList<(string Name, string Town, string PostalCode)> Clients =
    [
        ("Norrlandsoperan", "Umeå", "903 26"), ("Folkets Hus Malmö", "Malmö", "211 20"), ("Region Norrbotten", "Luleå", "971 89"), ("Festival Nord", "Kiruna", "981 31"),
        ("Ljus & Ton", "Göteborg", "411 38"), ("Biblioteket Söder", "Stockholm", "118 46"), ("Teater Väst", "Borås", "503 32"), ("Havsmuseet", "Varberg", "432 44"),
        ("Kulturskolan Öst", "Uppsala", "753 20"), ("Studio Granit", "Västerås", "722 15"), ("Scen Mitt", "Sundsvall", "852 30"), ("Bokmässan Syd", "Lund", "222 21"),
        ("Filmhuset Dal", "Falun", "791 71"), ("Parkteatern", "Örebro", "702 11"), ("Radio Kust", "Kalmar", "392 32"), ("Konsthallen Norr", "Östersund", "831 30"),
    ];
}
