using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Samverk.Identity;

/// <summary>What is kept about where somebody signed in: enough to recognise an own device, too little to follow anybody.</summary>
/// <param name="Device">"Firefox, Linux".</param>
/// <param name="Network">"192.0.2.x": the address without its last part.</param>
internal sealed record Caller(string Device, string Network)
{
    // Order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static Caller Of(HttpContext http) => new(DeviceOf(http.Request.Headers.UserAgent.ToString()), NetworkOf(http.Connection.RemoteIpAddress));

    internal static string DeviceOf(string agent)
    {
        var words = new[] { Find(Browsers, agent), Find(Systems, agent) }.Where(word => word is not null);
        return string.Join(", ", words) is { Length: > 0 } device ? device : "?";
    }

    /// <summary>The first three parts of four; the first 48 bits of IPv6, which belong to one house or company.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "?";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily is AddressFamily.InterNetwork
            ? $"{bytes[0]}.{bytes[1]}.{bytes[2]}.x"
            : $"{new IPAddress([.. bytes[..6], .. new byte[10]])}/48";
    }

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
