namespace Samverk.Store;

/// <summary>A mail will not be tried again by itself: its server refused it for good, or it failed too often. A person has to look.</summary>
/// <param name="Error">An SMTP status or the type of an exception; never what the server wrote.</param>
public sealed record MailGivenUp(Guid Mail, string Error) : IEvent
{
    public static string Name => "store.mail-given-up.v1";
}

/// <summary>A job will not be tried again by itself. A person has to look.</summary>
/// <param name="Kind">Of the job: "invoicing.issue-draft.v1".</param>
/// <param name="Error">The code of a refusal, or the type of an exception.</param>
public sealed record JobGivenUp(Guid Job, string Kind, string Error) : IEvent
{
    public static string Name => "store.job-given-up.v1";
}
