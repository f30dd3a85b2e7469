using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>A list that a project can set in <c>.editorconfig</c>: words separated by commas.</summary>
/// <param name="Key">The key, as <c>cns_1001_live_paths</c>.</param>
/// <param name="Default">The words without any setting.</param>
/// <param name="Help">One line of help.</param>
internal record RuleOption(string Key, string Default, string Help)
{
    private readonly string[] _defaultWords = Split(Default);

    /// <summary>Reads the words for a file; an empty setting means the default.</summary>
    public string[] Words(AnalyzerConfigOptionsProvider provider, SyntaxTree tree)
    {
        var words = Setting(provider, tree) is { } value ? Split(value) : [];
        return words.Length > 0 ? words : _defaultWords;
    }

    /// <summary>Gets what a file is set to, or else the project; null where neither is.</summary>
    protected string? Setting(AnalyzerConfigOptionsProvider provider, SyntaxTree tree) =>
        provider.GetOptions(tree).TryGetValue(Key, out var value) || provider.GlobalOptions.TryGetValue(Key, out value) ? value : null;

    private static string[] Split(string value) =>
        [.. value.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim()).Where(word => word.Length > 0)];
}
