using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>
/// Bank files of ISO 20022: camt.052, .053 and .054, versions .01 to .08, told by element names whatever version the namespace claims.
/// README.md of this room says which versions are proved by samples.
/// </summary>
public static class BankStatements
{
    /// <summary>Reads every statement, report or notification of one file. The stream stays open; a file is taken whole or not at all.</summary>
    /// <returns>
    /// The statements in the order of the file, or <c>invalid-input</c> with reason, line and position. Reasons: encoding, dtd, xml,
    /// too-large, too-deep, text-too-long, root, no-statement, and the name of an element whose value is missing or no such value.
    /// </returns>
    /// <exception cref="IOException">The stream itself fails.</exception>
    public static Outcome<IReadOnlyList<BankStatement>> Read(Stream stream) => Read(stream, new CamtLimits());

    internal static Outcome<IReadOnlyList<BankStatement>> Read(Stream stream, CamtLimits limits)
    {
        try
        {
            using var xml = new CamtXml(stream, limits);
            return Outcome.Of<IReadOnlyList<BankStatement>>(CamtMessage.Read(xml));
        }
        catch (UnreadableFile broken)
        {
            return new Refusal("invalid-input", ("reason", broken.Reason), ("line", broken.Line), ("position", broken.Position));
        }
    }
}
