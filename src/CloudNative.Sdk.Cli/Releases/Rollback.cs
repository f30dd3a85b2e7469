using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Release;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary>The way back to a recorded release.</summary>
/// <param name="store">The releases of the service.</param>
/// <param name="environment">Where to go back; null for wherever the latest release runs.</param>
/// <param name="isForced">Whether to go back even where that breaks others.</param>
/// <param name="diagnostics">Takes the reasons of a refusal.</param>
internal sealed class Rollback(ReleaseStore store, string? environment, bool isForced, DiagnosticBag diagnostics)
{
    /// <summary>Gets the release that runs, and the one to go back to.</summary>
    /// <exception cref="WrongUseException">There is none.</exception>
    public (string From, string To) Choose(string? wanted)
    {
        var history = store.History();
        if (environment is not null && history.Current(environment) is null)
        {
            throw new WrongUseException($"no release is recorded for '{environment}'; releases are recorded for {string.Join(", ", history.Environments.DefaultIfEmpty("no environment"))}");
        }

        var from = environment is null ? history.Releases[^1] : history.Current(environment)!;
        var to = wanted is null ? history.Before(from, environment) : store.Find(wanted);
        return to is null || to == from
            ? throw new WrongUseException($"there is no release to go back to from {from}{(environment is null ? "" : $" in '{environment}'")}; there are {string.Join(", ", history.Releases)}")
            : (from, to);
    }

    /// <summary>Writes the files of the release, and gets how many changed; null when it is refused, and then nothing is written.</summary>
    public async Task<int?> RunAsync(string from, string to, string output, CancellationToken cancellationToken)
    {
        if (DeployFolder.Read(store.FolderOf(to), diagnostics) is not { } target)
        {
            return null;
        }

        ReportRisks(target.Release, ReleaseFile.Read(store.FolderOf(from)));
        var folder = new OutputFolder(output);
        foreach (var path in folder.FindForeign(target.Files))
        {
            diagnostics.Error(DiagnosticIds.ForeignFile, new Position(Path.Combine(output, path)), "the file was not written by a publish and stays as it is; move it, or choose another folder");
        }

        if (diagnostics.HasErrors)
        {
            return null;
        }

        var changed = folder.Write(target.Files);
        if (environment is not null)
        {
            await store.NoteAsync(to, environment, cancellationToken);
        }

        return changed;
    }

    private void ReportRisks(ReleaseFile before, ReleaseFile now)
    {
        foreach (var reason in new Compatibility(before.Contract, now.Contract).Breaking)
        {
            var at = new Position(now.Path);
            if (isForced)
            {
                diagnostics.Warning(DiagnosticIds.RollbackNotSafe, at, $"going back from {now.Version} to {before.Version} is not safe: {reason}");
            }
            else
            {
                diagnostics.Error(DiagnosticIds.RollbackNotSafe, at, $"going back from {now.Version} to {before.Version} is not safe: {reason}; --force goes back all the same");
            }
        }
    }
}
