using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A pattern and the rule in words.</summary>
internal sealed class Shape(string pattern, string rule)
{
    private readonly Regex _pattern = new(pattern, RegexOptions.CultureInvariant);

    public string Rule { get; } = rule;

    public bool Matches(string text) => _pattern.IsMatch(text);
}
