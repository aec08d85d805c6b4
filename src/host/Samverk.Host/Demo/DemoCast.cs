using System.Globalization;
using System.Text;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Invented people, their works and their clients. Mail addresses end in .example, which reaches nobody (RFC 2606).</summary>
internal static class DemoCast
{
    public static readonly DemoPerson
        Frida = new("frida@samverk.example", "Frida Lindqvist", Role.Member), Jonas = new("jonas@samverk.example", "Jonas Berg", Role.Member),
        Anna = new("anna@samverk.example", "Anna Adviser", Role.Adviser), Alva = new("alva@samverk.example", "Alva Adviser", Role.Adviser),
        Fia = new("fia@samverk.example", "Fia Finance", Role.Finance), Filip = new("filip@samverk.example", "Filip Finance", Role.Finance),
        Bo = new("bo@samverk.example", "Bo Board", Role.Board), Adam = new("adam@samverk.example", "Adam Administrator", Role.Administrator);

    public const int OtherMembers = 238, Busy = 46;

    /// <summary>All members but Frida and Jonas; the first <see cref="Busy"/> of them have orders all the time.</summary>
    public static IReadOnlyList<DemoPerson> Others { get; } =
        [.. Enumerable.Range(0, OtherMembers).Select(number => new DemoPerson($"m{number}@samverk.example", $"{First[number % First.Length]} {Last[number % Last.Length]}", Role.Member))];

    public static IReadOnlyList<DemoPerson> BusyMembers { get; } = [Frida, Jonas, .. Others.Take(Busy)];

    /// <summary>What somebody works, with some of what clients order.</summary>
    public static (string Work, string[] Jobs) WorkOf(DemoPerson person) =>
        person == Frida ? Works[0] : person == Jonas ? Works[1] : Works[(Others.ToList().IndexOf(person) + 2) % Works.Length];

    private static string[] First =>
    [
        "Amina", "Elin", "Oskar", "Saga", "Nils", "Maja", "Viktor", "Leila", "Anton", "Tove", "Karim", "Linnea", "Axel", "Ingrid", "Mehmet", "Stina", "Erik", "Yara", "Hanna", "Olle",
        "Moa", "Isak", "Farida", "Ludvig", "Ester", "Samir", "Klara", "Gustav", "Noor", "Signe", "Albin", "Ronja", "Petra", "Milan", "Astrid", "Kerstin", "Love", "Tuva", "Emil", "Zahra",
    ];

    private static string[] Last =>
    [
        "Sandström", "Åkerlund", "Nyberg", "Holm", "Ekström", "Dahl", "Forsberg", "Lund", "Öhman", "Sjöberg", "Wallin", "Hedlund", "Norén", "Haddad", "Björk", "Engström", "Lindgren",
        "Söderberg", "Månsson", "Rahimi", "Fransson", "Blom", "Sundin", "Vikström", "Jansson", "Hellström", "Nordin", "Berggren", "Kovac", "Ståhl", "Viklund", "Palm", "Arvidsson",
        "Moberg", "Yilmaz", "Åberg", "Ek",
    ];

    private static readonly (string, string[])[] Works =
    [
        ("Light design", ["Museum night", "Winter market", "Spring gala", "Facade light"]),
        ("Sound", ["Festival stage", "Radio play", "Podcast series", "Concert recording"]),
        ("Costumes", ["Costumes for a school musical", "Historical costumes", "Alterations for the season"]),
        ("Illustration", ["Poster series", "Book cover", "Illustrated map", "Picture series for the annual report"]),
        ("Film editing", ["Short film", "Portrait film", "Archive film", "Trailer"]),
        ("Dance", ["Dance workshop for schools", "Opening show", "Dance evenings"]),
        ("Puppet theatre", ["Puppet play on tour", "Winter fairy tale", "Workshop for children"]),
        ("Photography", ["Pictures of the opening", "Portraits of the staff", "Exhibition pictures", "Product pictures"]),
        ("Graphic design", ["Season programme", "New signs", "Annual report", "Web pictures"]),
        ("Translation", ["Exhibition texts in English", "Subtitles", "Catalogue"]),
        ("Stage building", ["Travelling stage", "Exhibition walls", "Christmas market stalls"]),
        ("Music lessons", ["Choir of the library", "Term of guitar lessons", "Music café"]),
    ];

    public static readonly DemoClient
        Opera = new("Norrlandsoperan AB", "Umeå", "903 26", "Operaplan", "5", "Ulrika Sjödin"), Harbour = new("Havsmuseet i Varberg AB", "Varberg", "432 44", "Strandgatan", "2", "Per Alm"),
        School = new("Kulturskolan Öst", "Uppsala", "753 20", "Skolgatan", "14", "Maria Kihl") { Kind = BuyerKind.Public },
        Festival = new("Festival Nord AB", "Kiruna", "981 31", "Lars Janssonsgatan", "8", "Kim Aho"), West = new("Teater Väst ek. för.", "Borås", "503 32", "Allégatan", "21", "Ylva Rask"),
        Library = new("Biblioteket Söder", "Stockholm", "118 46", "Götgatan", "70", "Johan Malm") { Kind = BuyerKind.Public },
        Region = new("Region Norrbotten", "Luleå", "971 89", "Robertsviksgatan", "7", "Sofia Rova") { Kind = BuyerKind.Public },
        Radio = new("Radio Kust AB", "Kalmar", "392 32", "Larmgatan", "3", "Bengt Ols"), Stage = new("Scen Mitt AB", "Sundsvall", "852 30", "Esplanaden", "11", "Lena Falk"),
        EventHouse = new("Eventhuset Kust AB", "Halmstad", "302 42", "Hamngatan", "9", "Rikard Lind"), Club = new("Klubb Komet AB", "Malmö", "211 20", "Bergsgatan", "18", "Nina Vester"),
        Granite = new("Studio Granit AB", "Västerås", "722 15", "Kopparbergsvägen", "4", "Tomas Gran"), Gallery = new("Galleri Sund AB", "Helsingborg", "252 21", "Drottninggatan", "30", "Eva Sund"),
        Leipzig = new("Lichtfest Leipzig GmbH", "Leipzig", "04109", "Markt", "1", "Jana Krause") { Country = "DE", VatNumber = "DE136695976", Language = "en" },
        Copenhagen = new("Københavns Lysfest ApS", "København", "1550", "Vesterbrogade", "3", "Mette Holst") { Country = "DK", VatNumber = "DK13585628", Language = "en" };

    /// <summary>Whom the members' work is for in daily business.</summary>
    public static IReadOnlyList<DemoClient> Clients { get; } =
    [
        Opera, Harbour, School, Festival, West, Library, Region, Radio, Stage, EventHouse, Club, Granite, Gallery, Leipzig, Copenhagen,
        new("Folkets Hus Malmö", "Malmö", "211 53", "Olof Palmes plats", "1", "Sara Quist"), new("Ljus & Ton i Göteborg AB", "Göteborg", "411 38", "Avenyn", "40", "Dan Öster"),
        new("Bokmässan Syd AB", "Lund", "222 21", "Stora Södergatan", "6", "Karin Dahlgren"), new("Filmhuset Dal AB", "Falun", "791 71", "Stigaregatan", "12", "Ola Hed"),
        new("Parkteatern Örebro", "Örebro", "702 11", "Engelbrektsgatan", "5", "Mats Ring") { Kind = BuyerKind.Public },
        new("Konsthallen Norr", "Östersund", "831 30", "Rådhusgatan", "44", "Vera Ström") { Kind = BuyerKind.Public }, new("Förlaget Tallen AB", "Stockholm", "113 30", "Odengatan", "81", "Inga Tall"),
        new("Dansens Rum AB", "Linköping", "582 22", "Storgatan", "33", "Felix Mo"), new("Kulturhuset Bryggan", "Luleå", "972 31", "Skeppsbrogatan", "17", "Anja Kero") { Kind = BuyerKind.Public },
        new("Visfestivalen i Visby AB", "Visby", "621 57", "Adelsgatan", "20", "Rolf Gute"), new("Hotell Fjäll AB", "Åre", "837 52", "Kabinbanevägen", "2", "Liv Åhs"),
        new("Byggmuseet Väner", "Karlstad", "652 24", "Västra Torggatan", "26", "Stig Orre"), new("Svenska Sagor AB", "Jönköping", "553 20", "Hovrättstorget", "4", "Tea Lans"),
        new("Gammelstads Marknad AB", "Norrköping", "602 32", "Holmengatan", "10", "Ivar Kvarn"), new("Trädgårdsföreningen", "Göteborg", "411 06", "Slussgatan", "1", "Gun Rosen"),
    ];

    /// <summary>Taken over from the tool that the cooperative had before; most have ordered nothing since.</summary>
    public static IReadOnlyList<DemoClient> Earlier { get; } =
    [
        .. from word in new[] { "Teater", "Studio", "Galleri", "Förlaget", "Kafé", "Museet", "Hotell", "Skolan" }
        from place in new[] { "Almen", "Björnen", "Delta", "Eken", "Fyren", "Gläntan", "Hammaren", "Ibis", "Jorden", "Kedjan", "Lotsen", "Norrsken", "Porten", "Rosen" }
        select new DemoClient($"{word} {place} AB", "Umeå", "903 25", "Kungsgatan", "1", "Kontoret"),
    ];
}

/// <summary>A client and who answers for it.</summary>
internal sealed record DemoClient(string Name, string Town, string PostalCode, string Street, string Building, string Contact)
{
    public Guid Id { get; } = DemoStage.Name($"client:{Name}");

    public BuyerKind Kind { get; init; } = BuyerKind.Business;

    public string Country { get; init; } = "SE";

    public string? VatNumber { get; init; }

    public string Language { get; init; } = "sv";

    public string Domain => $"{string.Concat(Plain(Name).Split(' ').Where(word => word is not ("ab" or "i" or "ek" or "for" or "gmbh" or "aps")))}.example";

    public Signer Signer => new(Contact, $"{Plain(Contact).Replace(' ', '.')}@{Domain}");

    /// <summary>A Swedish organisation number that nobody has to have: any nine digits and their check digit.</summary>
    private string? Number => Country is not "SE" ? null : WithLuhn($"556{Math.Abs(BitConverter.ToInt32(Id.ToByteArray())) % 1_000_000:000000}");

    public ClientDetails Details => new()
    {
        Name = Name, Kind = Kind, Country = Country, Street = Street, Building = Building, PostalCode = PostalCode, Town = Town, Email = $"faktura@{Domain}", Language = Language,
        VatNumber = VatNumber ?? $"SE{Number}01", OrganisationNumber = Number,
    };

    private static string WithLuhn(string digits)
    {
        var sum = digits.Reverse().Select((digit, at) => (digit - '0') * (at % 2 is 0 ? 2 : 1)).Sum(product => (product / 10) + (product % 10));
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormD).Replace("ø", "o", StringComparison.Ordinal)
        .Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ')).ToLower(CultureInfo.InvariantCulture);
}
