using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Samverk.Tests.House;

/// <summary>docs/map.md is the house as it is: every room is on it, and no room knows one that the map does not let it know.</summary>
public sealed partial class MapTests
{
    private static readonly string Root = Find();

    [Fact]
    public void Every_room_is_on_the_map_and_every_room_of_the_map_exists()
    {
        var built = Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)!);

        Assert.Equal(built.Order(StringComparer.Ordinal), Map().Keys.Where(room => room != "Samverk.Tests").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_room_knows_more_than_the_map_says()
    {
        var map = Map();
        foreach (var (room, known) in References())
        {
            if (map[room] is ["all"]) continue;
            var allowed = Reachable(map, room);
            Assert.True(known.All(allowed.Contains), $"{room} references {string.Join(", ", known.Where(one => !allowed.Contains(one)))}, which docs/map.md does not let it know");
        }
    }

    [Fact]
    public void Engines_and_the_kernel_know_nobody_but_the_kernel()
    {
        foreach (var (room, known) in References().Where(one => IsPure(one.Key)))
            Assert.All(known, other => Assert.Equal("Samverk.Kernel", other));
    }

    private static bool IsPure(string room) =>
        room is "Samverk.Kernel" or "Samverk.Countries" || File.Exists(Path.Combine(Root, "src", "engines", room, $"{room}.csproj"));

    /// <summary>Room → the rooms that its last column names.</summary>
    private static Dictionary<string, string[]> Map() => Row().Matches(File.ReadAllText(Path.Combine(Root, "docs", "map.md")))
        .ToDictionary(
            row => row.Groups["room"].Value,
            row => row.Groups["known"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(known => known is not "–").Select(known => known is "all" ? known : $"Samverk.{known}").ToArray(),
            StringComparer.Ordinal);

    private static HashSet<string> Reachable(Dictionary<string, string[]> map, string room)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(map[room]);
        while (next.TryDequeue(out var known))
            if (found.Add(known)) foreach (var further in map[known]) next.Enqueue(further);
        return found;
    }

    private static IEnumerable<KeyValuePair<string, string[]>> References() => Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(file => KeyValuePair.Create(Path.GetFileNameWithoutExtension(file), XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray()));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Samverk.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"^\|[^|]*\| (?<room>Samverk\.\w+) \|[^|]*\| (?<known>[^|]+) \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
