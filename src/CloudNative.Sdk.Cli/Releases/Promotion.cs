using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary>The guard between two environments: the image that goes on is, to the digest, the one recorded for the environment before.</summary>
/// <param name="store">The releases of the service.</param>
/// <param name="from">The environment before.</param>
/// <param name="to">The environment to go to.</param>
/// <param name="diagnostics">Takes the reasons of a refusal.</param>
internal sealed class Promotion(ReleaseStore store, string from, string to, DiagnosticBag diagnostics)
{
    /// <summary>Promotes what runs in the environment before, or another folder with the same image; null when it is refused.</summary>
    public async Task<Promoted?> RunAsync(string? folder, CancellationToken cancellationToken)
    {
        if (store.History().Current(from) is not { } name)
        {
            return Refuse($"no release is recorded for '{from}'; 'dotnet cloudnative record DEPLOY --env {from}' records what runs there");
        }

        if (DeployFolder.Read(store.FolderOf(name), diagnostics) is not { } recorded)
        {
            return null;
        }

        CheckOrder(recorded.Release);
        if (recorded.Release.Digest is null)
        {
            return Refuse($"{recorded.Release.Title} in '{from}' has no digest, so nobody can tell whether the image is the same; publish it with -t:PublishContainer");
        }

        if (folder is null)
        {
            await store.NoteAsync(name, to, cancellationToken);
            return new Promoted(recorded.Release, store.FolderOf(name));
        }

        return await PromoteAsync(folder, recorded.Release, cancellationToken);
    }

    private async Task<Promoted?> PromoteAsync(string folder, ReleaseFile recorded, CancellationToken cancellationToken)
    {
        if (DeployFolder.Read(folder, diagnostics) is not { } next)
        {
            return null;
        }

        if (next.Release.Service != recorded.Service || next.Release.Digest != recorded.Digest)
        {
            return Refuse($"{next.Release.Title} in '{folder}' has the image {next.Release.Digest ?? "without digest"}, but '{from}' runs {recorded.Title} with {recorded.Digest}; let this image run in '{from}' first");
        }

        await store.RecordAsync(next, [to], diagnostics, cancellationToken);
        return diagnostics.HasErrors ? null : new Promoted(next.Release, store.FolderOf(next.Release.Name));
    }

    private void CheckOrder(ReleaseFile release)
    {
        RecordCommand.Check(release, from);
        RecordCommand.Check(release, to);
        var order = release.Environments.ToList();
        if (order.IndexOf(from) >= order.IndexOf(to))
        {
            throw new WrongUseException($"a release goes from left to right in {string.Join(", ", order)}, and not from '{from}' to '{to}'; 'dotnet cloudnative rollback' goes back to a release before");
        }
    }

    private Promoted? Refuse(string reason)
    {
        diagnostics.Error(DiagnosticIds.DigestNotPromoted, new Position(store.HistoryPath), reason);
        return null;
    }
}
