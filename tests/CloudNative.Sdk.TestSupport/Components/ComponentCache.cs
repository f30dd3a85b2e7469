using System.ComponentModel;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>
/// Obtains components once for a machine: in the folder that the environment variable CLOUDNATIVE_COMPONENTS names, else in the user's cache folder.
/// </summary>
public static class ComponentCache
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromMinutes(3);
    private static readonly string Root = Environment.GetEnvironmentVariable("CLOUDNATIVE_COMPONENTS") ?? Path.Combine(UserCache(), "cloudnative-sdk", "components");

    /// <summary>Unpacks a component from Debian's packages, where it is not in the cache yet.</summary>
    /// <exception cref="ComponentUnavailableException">It cannot be had here.</exception>
    public static Task<ComponentFolder> ObtainAsync(DebianComponent component, CancellationToken cancellationToken) =>
        ObtainAsync(component.Name, (folder, token) => FetchAsync(component, folder, token), cancellationToken);

    /// <summary>Makes a component, where it is not in the cache yet.</summary>
    /// <param name="name">The folder in the cache; another content needs another name.</param>
    /// <param name="make">Fills a folder, which is kept when this succeeds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ComponentUnavailableException">It cannot be had here.</exception>
    public static async Task<ComponentFolder> ObtainAsync(string name, Func<string, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Root, name);
        Directory.CreateDirectory(Root);
        using (await LockAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!Directory.Exists(folder))
            {
                try
                {
                    await MakeAsync(folder, make, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is ChildProcessException or Win32Exception)
                {
                    throw new ComponentUnavailableException(name, exception);
                }
            }
        }

        return new ComponentFolder(folder);
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <exception cref="ChildProcessException">It failed, or did not end in time.</exception>
    public static async Task RunAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        await using (process.ConfigureAwait(false))
        {
            if (await process.WaitForExitAsync(FetchTimeout, cancellationToken).ConfigureAwait(false) is not 0 and var exitCode)
            {
                throw new ChildProcessException($"{process.Name} ended with exit code {exitCode}. {process.Output}");
            }
        }
    }

    /// <summary>Works beside the folder and renames at the end, so that the folder is there only when it is whole.</summary>
    private static async Task MakeAsync(string folder, Func<string, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        var partial = folder + ".partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        await make(partial, cancellationToken).ConfigureAwait(false);
        Directory.Move(partial, folder);
    }

    /// <summary>Unpacks the packages, and sees the program run.</summary>
    private static async Task FetchAsync(DebianComponent component, string folder, CancellationToken cancellationToken)
    {
        await RunAsync(ChildProcess.Start("fetch-debian.sh", "bash",
        [
            Path.Combine(AppContext.BaseDirectory, "Components", "fetch-debian.sh"), Path.Combine(Root, "index"), component.Suite, folder,
            component.WithDependencies ? "with-dependencies" : "alone", .. component.Packages,
        ]), cancellationToken).ConfigureAwait(false);
        if (component.Program is { } program)
        {
            await RunAsync(new ComponentFolder(folder).Start(program, component.VersionArgument), cancellationToken).ConfigureAwait(false);
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
        }, cancellationToken).ConfigureAwait(false);
        return held!;
    }

    private static string UserCache() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
