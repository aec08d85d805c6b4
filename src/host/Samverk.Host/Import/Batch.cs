using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>One file that was taken over from another tool (state machine 32).</summary>
/// <param name="UploadedBy">Null for those of before anybody was asked.</param>
internal sealed record Batch(Id<Batch> Id, string Kind, BatchState State, string FileHash, Id<Store.Person>? UploadedBy)
{
    public static readonly StateMachine<BatchState> States = new("imports.batch", 2,
        (BatchState.Uploaded, BatchState.DryRun), (BatchState.DryRun, BatchState.Approved), (BatchState.Approved, BatchState.Imported),
        (BatchState.Imported, BatchState.Compared), (BatchState.Compared, BatchState.Accepted), (BatchState.Imported, BatchState.Undone),
        (BatchState.DryRun, BatchState.Undone));
}

internal enum BatchState { Uploaded, DryRun, Approved, Imported, Compared, Accepted, Undone }

/// <summary>Something that a batch has made.</summary>
/// <param name="Line">Of the file, from 1; the headers are line 1.</param>
/// <param name="Reference">How the other tool calls it.</param>
internal sealed record ImportedItem(int Line, string Reference, Guid Object);
