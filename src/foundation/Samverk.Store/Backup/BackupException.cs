namespace Samverk.Store;

/// <summary>A backup cannot be made, read or taken back. The message says why and what the operator can do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
