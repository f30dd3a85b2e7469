using System.ComponentModel;
using CloudNative.Sdk.Testing.Processes;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>
/// Obtains components once for a machine: in the folder that the environment variable CLOUDNATIVE_COMPONENTS names, else in the user's cache folder.
/// A component that cannot be had skips the test with the reason.
/// </summary>
internal static class ComponentCache
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromMinutes(3);
    private static readonly string Root = Environment.GetEnvironmentVariable("CLOUDNATIVE_COMPONENTS") ?? Path.Combine(UserCache(), "cloudnative-sdk", "components");

    public static async Task<ComponentFolder> ObtainAsync(DebianComponent component, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Root, component.Name);
        Directory.CreateDirectory(Root);
        using (await LockAsync(cancellationToken))
        {
            if (!Directory.Exists(folder))
            {
                try
                {
                    await FetchAsync(component, folder, cancellationToken);
                }
                catch (Exception exception) when (exception is ChildProcessException or Win32Exception)
                {
                    Assert.Skip($"{component.Name} cannot be had here: {exception.Message}");
                }
            }
        }

        return new ComponentFolder(folder);
    }

    /// <summary>Fetches beside the folder and renames at the end, so that the folder is there only when it is whole and its program was seen to run.</summary>
    private static async Task FetchAsync(DebianComponent component, string folder, CancellationToken cancellationToken)
    {
        var partial = folder + ".partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        await RunAsync(ChildProcess.Start("fetch-debian.sh", "bash",
        [
            Path.Combine(AppContext.BaseDirectory, "Components", "fetch-debian.sh"), Path.Combine(Root, "index"), component.Suite, partial,
            component.WithDependencies ? "with-dependencies" : "alone", .. component.Packages,
        ]), cancellationToken);
        await RunAsync(new ComponentFolder(partial).Start(component.Program, component.VersionArgument), cancellationToken);
        Directory.Move(partial, folder);
    }

    private static async Task RunAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        await using (process)
        {
            if (await process.WaitForExitAsync(FetchTimeout, cancellationToken) is not 0 and var exitCode)
            {
                throw new ChildProcessException($"{process.Name} ended with exit code {exitCode}. {process.Output}");
            }
        }
    }

    /// <summary>One test process at a time fetches; the others wait, and then find the component.</summary>
    private static async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        FileStream? held = null;
        await Poll.UntilAsync("the lock of the component cache", FetchTimeout, _ =>
        {
            try
            {
                held = new FileStream(Path.Combine(Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process holds it.
            }

            return Task.FromResult(held is not null);
        }, cancellationToken);
        return held!;
    }

    private static string UserCache() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
