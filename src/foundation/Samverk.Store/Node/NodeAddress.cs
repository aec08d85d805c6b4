using Microsoft.Extensions.Configuration;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>
/// Where people reach this node: the one address for links in mails and documents, for passkeys and for the API's own description. Set by
/// the operator, because the host that a request names is written by whoever sent it, and a link for a new password must never lead to them.
/// </summary>
public static class NodeAddress
{
    /// <summary>The setting; <see cref="Override"/> in the environment goes before it, for a copy or a move.</summary>
    public const string Setting = "node.address", Override = "SAMVERK_ADDRESS";

    /// <summary>Where a node listens as long as nobody has said anything.</summary>
    public static readonly Uri Usual = new("http://127.0.0.1:5080/");

    /// <returns>Ends with "/". Null while nobody has said where this node is: then mails carry no links.</returns>
    public static async Task<Uri?> Address(this Tx tx) => tx.AddressOverride ?? (await tx.Setting<string>(Setting) is { } address ? new Uri(address) : null);

    /// <param name="address">As <see cref="Read"/> gives it.</param>
    public static Task SetAddress(this Tx tx, Uri address) => tx.Set(Setting, address.AbsoluteUri);

    /// <summary>An address as people write it: "https://norr.example". Without TLS only on this machine.</summary>
    /// <returns>Ending with "/"; or <c>field-invalid</c> with the field "address".</returns>
    public static Outcome<Uri> Read(string? text)
    {
        var written = (text ?? "").Trim();
        return Uri.TryCreate(written.EndsWith('/') ? written : $"{written}/", UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            ? address
            : new Refusal("field-invalid", ("text", written)) { Field = "address" };
    }

    /// <exception cref="InvalidOperationException">The environment names something that is no address.</exception>
    internal static Uri? Overridden(IConfiguration? environment) => environment?[Override] is not { Length: > 0 } text ? null
        : Read(text) is { Refusal: null, Value: var address } ? address
        : throw new InvalidOperationException($"{Override} is no address like https://norr.example: {text}");
}
