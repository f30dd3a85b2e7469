using System.Globalization;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>The reference assemblies of the SDK that runs the tests; nothing is downloaded.</summary>
internal static class ReferencePacks
{
    private static readonly Lazy<MetadataReference[]> All = new(() => [.. Load("Microsoft.NETCore.App.Ref"), .. Load("Microsoft.AspNetCore.App.Ref")]);

    public static IReadOnlyList<MetadataReference> AspNetCore => All.Value;

    private static IEnumerable<MetadataReference> Load(string pack)
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll
        var root = new FileInfo(typeof(object).Assembly.Location).Directory!.Parent!.Parent!.Parent!;
        var folder = new DirectoryInfo(Path.Combine(root.FullName, "packs", pack));
        var newest = folder.Exists ? folder.GetDirectories().Where(version => version.Name.StartsWith("10.", StringComparison.Ordinal)).MaxBy(VersionOf) : null;
        var assemblies = newest is null ? null : new DirectoryInfo(Path.Combine(newest.FullName, "ref", "net10.0"));
        return assemblies is { Exists: true }
            ? assemblies.GetFiles("*.dll").Select(file => MetadataReference.CreateFromFile(file.FullName))
            : throw new DirectoryNotFoundException($"The reference pack '{pack}' 10.x was not found under '{folder.FullName}'. Install the .NET 10 SDK.");
    }

    private static Version VersionOf(DirectoryInfo folder) => Version.Parse(folder.Name.Split('-')[0].ToString(CultureInfo.InvariantCulture));
}
