using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>What generated code takes from the code around it: the line end, the shortest name of a type, a name that is free.</summary>
internal static class Layout
{
    public static string NewLine(SyntaxNode node) => node.SyntaxTree.GetText().ToString().IndexOf("\r\n", StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";

    /// <summary>Gets a type of the framework as it can be written at a place.</summary>
    public static string TypeName(string metadataName, SemanticModel model, int position) =>
        model.Compilation.GetTypeByMetadataName(metadataName)?.ToMinimalDisplayString(model, position) ?? metadataName;

    /// <summary>Gets the first of the names that means nothing around the node and in it.</summary>
    public static string FreeName(SyntaxNode node, SemanticModel model, params string[] names) =>
        names.FirstOrDefault(name => model.LookupSymbols(node.SpanStart, name: name).IsEmpty && !node.DescendantTokens().Any(token => token.ValueText == name))
            ?? names[names.Length - 1];
}
