using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Retries;

/// <summary>The database contexts that are set up with <c>EnableRetryOnFailure</c>.</summary>
internal sealed class DatabaseRetries
{
    private readonly ConcurrentDictionary<string, bool> _contexts = new(StringComparer.Ordinal);

    public DatabaseRetries(RuleRegistry registry) => registry.OnWrittenCall("EnableRetryOnFailure", (_, call) =>
    {
        if (ContextOf(call) is { } context)
        {
            _contexts[context] = true;
        }
    });

    /// <summary>Returns whether the context of this name retries by itself.</summary>
    public bool Include(string? context) => context is not null && _contexts.ContainsKey(context);

    // AddDbContext<T>(...), AddSqlServer<T>(...), or the context's own OnConfiguring.
    private static string? ContextOf(InvocationExpressionSyntax call)
    {
        foreach (var ancestor in call.Ancestors())
        {
            switch (ancestor)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } } when generic.Identifier.ValueText.StartsWith("Add", StringComparison.Ordinal):
                    return generic.TypeArgumentList.Arguments.Last().LastTypeName();
                case MethodDeclarationSyntax { Identifier.ValueText: "OnConfiguring", Parent: TypeDeclarationSyntax type }:
                    return type.Identifier.ValueText;
            }
        }

        return null;
    }
}
