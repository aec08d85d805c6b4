using System.Net;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Samverk.Store;

/// <summary>The cooperative's mail server, from the configuration section <c>Samverk:Mail</c>. Without a host mails wait in the queue.</summary>
public sealed class MailOptions
{
    public const string Section = "Samverk:Mail";

    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The address that mails come from.</summary>
    public string? From { get; set; }

    /// <summary>The name that mails come from.</summary>
    public string FromName { get; set; } = "Samverk";

    internal SecureSocketOptions Socket => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Wrong options end the program at its start, not the first mail at night.</summary>
    internal sealed class Check : IValidateOptions<MailOptions>
    {
        public ValidateOptionsResult Validate(string? name, MailOptions options)
        {
            if (options.Host is not { Length: > 0 } host) return ValidateOptionsResult.Success;
            if (options.From is not { } from || !Mail.IsAddress(from)) return ValidateOptionsResult.Fail($"{Section}:From is no mail address");
            if (!Mail.IsOneLine(options.FromName)) return ValidateOptionsResult.Fail($"{Section}:FromName is not one line");
            if (options.Port is < 1 or > 65535) return ValidateOptionsResult.Fail($"{Section}:Port is no port");
            if (options.User is null != options.Password is null) return ValidateOptionsResult.Fail($"{Section}: User and Password come together");
            return options.User is not null && options.Security is MailSecurity.None && !IsThisMachine(host)
                ? ValidateOptionsResult.Fail($"{Section}: a password is never sent without encryption")
                : ValidateOptionsResult.Success;
        }

        private static bool IsThisMachine(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}

/// <summary>How the connection to the mail server is encrypted. None is for a relay on the same machine or network.</summary>
public enum MailSecurity { StartTls, Tls, None }
