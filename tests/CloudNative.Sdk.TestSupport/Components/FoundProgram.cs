namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>Finds the program of a component for those who need not have the component's own version.</summary>
public static class FoundProgram
{
    /// <summary>Gets the full path of the program: the one on the path, else the one of the component.</summary>
    /// <exception cref="ComponentUnavailableException">There is none on the path, and none can be had here.</exception>
    public static async Task<string> ObtainAsync(DebianComponent component, CancellationToken cancellationToken)
    {
        var program = component.Program ?? throw new ArgumentException($"{component.Name} has no program.", nameof(component));
        return OnPath(Path.GetFileName(program)) ?? (await ComponentCache.ObtainAsync(component, cancellationToken).ConfigureAwait(false)).PathOf(program);
    }

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
