using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary><c>cns_stateful = true</c>: the program is a database or a broker, and local files are its purpose.</summary>
internal static class StatefulOption
{
    private const string Key = "cns_stateful";

    public static bool IsSet(AnalyzerConfigOptionsProvider provider, SyntaxTree tree) =>
        (provider.GetOptions(tree).TryGetValue(Key, out var value) || provider.GlobalOptions.TryGetValue(Key, out value)) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
