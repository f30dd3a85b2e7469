using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Finds the logger that code at one place can write to.</summary>
internal static class LogCalls
{
    /// <summary>Returns the name of the logger; null where there is none, or where its extension methods are not imported.</summary>
    public static string? LoggerAt(SemanticModel model, int position, CancellationToken cancellation)
    {
        var type = KnownSymbols.Of(model.Compilation).Find("Microsoft.Extensions.Logging.ILogger");
        return type is not null && !model.LookupSymbols(position, type, "LogError", includeReducedExtensionMethods: true).IsEmpty
            ? ScopeSymbols.NameOf(model, position, cancellation, type)
            : null;
    }
}
