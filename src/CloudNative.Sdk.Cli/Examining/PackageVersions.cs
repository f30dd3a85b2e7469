using System.Text.Json;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>Looks at the packages of the SDK that a project was restored with.</summary>
internal static class PackageVersions
{
    private const string Prefix = "CloudNative.Sdk";

    public static IEnumerable<Advice> Examine(string assets)
    {
        if (!File.Exists(assets))
        {
            return [new Advice("the project is not restored", "dotnet restore, and look again: the packages are read from obj/project.assets.json")];
        }

        (string Name, string Version)[] packages = [.. Read(assets)];
        var versions = packages.Select(package => package.Version).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return versions switch
        {
            [] => [new Advice("the project does not reference the SDK", "dotnet add package CloudNative.Sdk")],
            [var only] => [new Advice($"{packages.Length} packages of the SDK, all of version {only}")],
            _ => [new Advice($"packages of the SDK have different versions: {string.Join(", ", packages.Select(package => $"{package.Name} {package.Version}"))}", $"reference one version of all: {versions[^1]}")],
        };
    }

    private static IEnumerable<(string Name, string Version)> Read(string assets)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(assets));
            return [.. document.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')).Where(parts => parts is [var name, _] && (name == Prefix || name.StartsWith(Prefix + ".", StringComparison.Ordinal))).Select(parts => (parts[0], parts[1])).Order()];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WrongUseException($"'{assets}' is not what a restore writes; restore the project again", exception);
        }
    }
}
