namespace Samverk.Identity;

/// <summary>
/// Where people reach this node, for links in mails. Set by the operator: the host that a request names is written by whoever sent it, and
/// a link for a new password must never lead to them.
/// </summary>
/// <param name="Root">Ends with "/".</param>
public sealed record PublicAddress(Uri Root);
