using CloudNative.Sdk.Names;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Finds keys below <c>CloudNative</c> that nothing reads.</summary>
internal static class UnknownKeys
{
    public const string Root = "CloudNative";

    /// <summary>Gets each unknown key with the known key that was probably meant.</summary>
    public static IEnumerable<(string Key, string? Nearest)> Find(IConfiguration configuration, IEnumerable<IOptionsKeys> sections)
    {
        var known = sections.SelectMany(section => section.Keys.Select(key => $"{section.SectionName}:{key}")).ToArray();
        var patterns = known.Select(key => key.Split(':')).ToArray();
        return Leaves(configuration.GetSection(Root))
            .Select(leaf => leaf.Path)
            .Where(path => !patterns.Any(pattern => Matches(pattern, path.Split(':'))))
            .Select(path => (path, Nearest.Find(path, known.Where(key => !key.Contains('*', StringComparison.Ordinal)))));
    }

    private static IEnumerable<IConfigurationSection> Leaves(IConfigurationSection section)
    {
        var children = section.GetChildren().ToArray();
        return children.Length == 0 && section.Value is not null ? [section] : children.SelectMany(Leaves);
    }

    private static bool Matches(string[] pattern, string[] path) =>
        pattern.Length == path.Length
        && pattern.Zip(path).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
}
