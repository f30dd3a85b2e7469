using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary>The files that a project keeps from every rule.</summary>
internal sealed class ExcludedPaths(AnalyzerConfigOptionsProvider options)
{
    private readonly ConcurrentDictionary<SyntaxTree, bool> _known = new();

    /// <summary>Gets the paths of a compilation; null where no file is excluded, so that others need not ask.</summary>
    public static ExcludedPaths? Of(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        var paths = new ExcludedPaths(options);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (paths.Contains(tree))
            {
                return paths;
            }
        }

        return null;
    }

    public bool Contains(SyntaxTree tree) => _known.GetOrAdd(tree, IsExcluded);

    private bool IsExcluded(SyntaxTree tree)
    {
        var patterns = GlobalOptions.ExcludedPaths.Words(options, tree);
        if (patterns.Length == 0)
        {
            return false;
        }

        var path = Segments(Relative(tree.FilePath));
        return Array.Exists(patterns, pattern => Matches(Segments(pattern), 0, path, 0));
    }

    private string Relative(string path) =>
        options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) && folder.Length > 0 && path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) ? path.Substring(folder.Length) : path;

    private static string[] Segments(string path) => path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".").ToArray();

    // A pattern that ends with a folder takes what is in it.
    private static bool Matches(string[] pattern, int at, string[] path, int from) =>
        at == pattern.Length
        || (pattern[at] == "**" && (Matches(pattern, at + 1, path, from) || (from < path.Length && Matches(pattern, at, path, from + 1))))
        || (from < path.Length && IsMatch(pattern[at], 0, path[from], 0) && Matches(pattern, at + 1, path, from + 1));

    private static bool IsMatch(string pattern, int at, string name, int from)
    {
        while (at < pattern.Length && pattern[at] != '*')
        {
            if (from == name.Length || char.ToUpperInvariant(pattern[at]) != char.ToUpperInvariant(name[from]))
            {
                return false;
            }

            at++;
            from++;
        }

        return at == pattern.Length ? from == name.Length : Enumerable.Range(from, name.Length - from + 1).Any(rest => IsMatch(pattern, at + 1, name, rest));
    }
}
