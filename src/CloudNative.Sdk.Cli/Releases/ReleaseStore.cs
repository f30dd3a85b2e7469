using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary>
/// The releases of one service: a folder for each with the complete output of its publish, and <c>history.json</c>. Every change is whole or did not happen, and two processes change it one after the other.
/// </summary>
/// <param name="folder">The folder of the service in the store.</param>
internal sealed class ReleaseStore(string folder)
{
    private const string Staging = ".new";

    /// <summary>Gets the releases of a service; of the only one in the store where none is named.</summary>
    /// <exception cref="WrongUseException">The store has no such service, or several.</exception>
    public static ReleaseStore Of(string store, string? service)
    {
        string[] known = Directory.Exists(store) ? [.. Directory.EnumerateDirectories(store).Where(folder => File.Exists(Path.Combine(folder, ReleaseHistory.FileName))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)] : [];
        return (known, service) switch
        {
            ([], _) => throw new WrongUseException($"no release is recorded in '{store}'; 'dotnet cloudnative record DEPLOY --store {store}' records one"),
            ([var only], null) => new ReleaseStore(Path.Combine(store, only)),
            (_, null) => throw new WrongUseException($"'{store}' holds several services; name one with --service: {string.Join(", ", known)}"),
            _ when known.Contains(service) => new ReleaseStore(Path.Combine(store, service)),
            _ => throw new WrongUseException($"'{store}' has no service '{service}'; {Suggestion.Or(service, known, $"it has {string.Join(", ", known)}")}"),
        };
    }

    /// <summary>Gets where the history is.</summary>
    public string HistoryPath { get; } = Path.Combine(folder, ReleaseHistory.FileName);

    public ReleaseHistory History() => ReleaseHistory.Read(HistoryPath);

    /// <summary>Gets the folder of a release.</summary>
    public string FolderOf(string release) => Path.Combine(folder, release);

    /// <summary>Gets the latest release with a name or a version; null where there is none.</summary>
    public string? TryFind(string nameOrVersion) =>
        History().Releases.LastOrDefault(name => name == nameOrVersion || name.StartsWith(nameOrVersion.Replace('+', '_') + "-", StringComparison.Ordinal));

    /// <summary>Gets the latest release with a name or a version.</summary>
    /// <exception cref="WrongUseException">There is none.</exception>
    public string Find(string nameOrVersion) => TryFind(nameOrVersion) ?? throw new WrongUseException($"there is no release '{nameOrVersion}'; there are {string.Join(", ", History().Releases)}");

    /// <summary>Adds a release, and notes where it runs. Recorded twice it stays as it was; with other bytes under the same name it is refused, which is then reported.</summary>
    public async Task RecordAsync(DeployFolder deploy, IReadOnlyList<string> environments, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        await using var turn = await StoreLock.TakeAsync(folder, cancellationToken);
        var target = FolderOf(deploy.Release.Name);
        if (!Directory.Exists(target))
        {
            Copy(deploy, target);
        }
        else if (!deploy.IsSameAs(ReleaseFile.Read(target)))
        {
            diagnostics.Error(DiagnosticIds.NotAsRecorded, new Position(target), $"{deploy.Release.Title} is recorded with other files; a release never changes, so publish another version");
            return;
        }

        var history = History();
        history.Add(deploy.Release.Name);
        Write(history, deploy.Release.Name, environments);
    }

    /// <summary>Notes that a recorded release runs in an environment from now on.</summary>
    public async Task NoteAsync(string release, string environment, CancellationToken cancellationToken)
    {
        await using var turn = await StoreLock.TakeAsync(folder, cancellationToken);
        Write(History(), release, [environment]);
    }

    private void Copy(DeployFolder deploy, string target)
    {
        var staging = Path.Combine(folder, Staging);
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        new OutputFolder(staging).Write(deploy.Files);
        Directory.Move(staging, target);
    }

    private void Write(ReleaseHistory history, string release, IEnumerable<string> environments)
    {
        foreach (var environment in environments)
        {
            history.Add(release, environment);
        }

        var next = HistoryPath + Staging;
        File.WriteAllText(next, history.Write());
        File.Move(next, HistoryPath, overwrite: true);
    }
}
