using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Says what a file would do and everything that is wrong with it, and keeps nothing of it.</summary>
internal sealed class CheckImport : IUseCase<CheckImport.Command, CheckImport.Result>
{
    public static Access Access => ImportFile.Access;

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Command request, Tx tx, Actor actor)
    {
        var trial = await tx.TryImport(request.Kind, request.Content, request.Request, keep: false);
        return trial.Report.Refusal is { } refusal ? refusal : new Result(trial.Report.Value.Lines, trial.Report.Value.Sums, trial.Errors);
    }

    public sealed record Command(Guid Request, string Kind, string FileHash) : ICommand<Command, CheckImport, Result>
    {
        [JsonIgnore]
        public byte[] Content { get; init; } = [];

        public object Subject => new { Kind, FileHash };

        public static Command Of(string kind, byte[] content, Guid? request = null) =>
            new(request ?? Guid.CreateVersion7(), kind, Convert.ToHexStringLower(SHA256.HashData(content))) { Content = content };
    }

    /// <param name="Errors">By line; empty = it can be imported.</param>
    public sealed record Result(int Lines, IReadOnlyList<string> Sums, IReadOnlyList<RowError> Errors);
}
