using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Tests.Robustness;

/// <summary>Real code to mutate: the samples and sources of this repository, and the programs in the tests and the pages of the rules, which come close to what each rule looks for and therefore count twice.</summary>
internal static class Corpus
{
    private const int ShortestProgram = 80;
    private const int LongestFile = 8_000;

    private static readonly Lazy<IReadOnlyList<string>> Read = new(() => [.. Near, .. Near, .. Files("samples"), .. Files("src")]);

    /// <summary>Gets the sources, always in the same order.</summary>
    public static IReadOnlyList<string> Sources => Read.Value;

    private static List<string> Near => [.. Programs(), .. Examples()];

    private static IEnumerable<string> Examples() => RuleCatalogue.All.SelectMany(rule => new[] { rule.Bad, rule.Good }).Select(text => Markup.Parse(text).Source);

    private static IEnumerable<string> Files(string folder) =>
        RepositoryFiles.Below(folder, "*.cs").Select(File.ReadAllText).Where(text => text.Length <= LongestFile);

    // What the tests of the rules hold as text and looks like code.
    private static IEnumerable<string> Programs() =>
        RepositoryFiles.Below("tests/CloudNative.Sdk.Analyzers.Tests/Rules", "*.cs")
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Select(literal => literal.Token.ValueText)
            .Where(text => text.Length >= ShortestProgram && text.Contains(';', StringComparison.Ordinal))
            .Select(SourceOf);

    private static string SourceOf(string text)
    {
        try
        {
            return Markup.Parse(text).Source;
        }
        catch (FormatException)
        {
            return text;
        }
    }
}
