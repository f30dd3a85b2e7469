using CloudNative.Sdk.Names;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Finds keys below <c>CloudNative</c> that nothing reads.</summary>
internal static class UnknownKeys
{
    public const string Root = "CloudNative";

    /// <summary>Gets each unknown key with the known key that was probably meant.</summary>
    public static IEnumerable<(string Key, string? Nearest)> Find(IConfiguration configuration, IEnumerable<IOptionsSection> sections) =>
        Leaves(configuration.GetSection(Root))
            .Select(leaf => leaf.Path)
            .Where(path => !sections.Any(section => Reads(section, path)))
            .Select(path => (path, Nearest.Find(path, sections.SelectMany(Names))));

    private static IEnumerable<IConfigurationSection> Leaves(IConfigurationSection section)
    {
        var children = section.GetChildren().ToArray();
        return children.Length == 0 && section.Value is not null ? [section] : children.SelectMany(Leaves);
    }

    /// <summary>Tells whether a section reads a key; only a section that the key is below is asked for its keys, as that fills its table.</summary>
    private static bool Reads(IOptionsSection section, string path) =>
        path.StartsWith(section.SectionName + ":", StringComparison.OrdinalIgnoreCase)
        && section.Keys.Any(key => Matches(key.Split(':'), path[(section.SectionName.Length + 1)..].Split(':')));

    private static bool Matches(string[] pattern, string[] path) =>
        pattern.Length == path.Length
        && pattern.Zip(path).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Names(IOptionsSection section) =>
        section.Keys.Where(key => !key.Contains('*', StringComparison.Ordinal)).Select(key => $"{section.SectionName}:{key}");
}
