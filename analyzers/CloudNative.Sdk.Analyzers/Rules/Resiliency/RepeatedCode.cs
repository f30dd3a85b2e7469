using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Tells code that runs again and again, once for each request or round, from code that runs when the process starts.</summary>
internal static class RepeatedCode
{
    private static readonly string[] OncePrefixes = ["Init", "Connect", "Start", "Configure", "Build", "Setup", "Open", "Warm", "Migrate", "Seed", "Add", "Register", "Reconnect", "EnsureConnect", "Main"];

    private static readonly string[] EndpointSuffixes = ["Endpoint", "Endpoints", "Handler", "Handlers", "Api", "Module", "Routes", "Functions"];

    public static bool Contains(SyntaxNode node, KnownSymbols symbols, CancellationToken cancellation)
    {
        var loop = LoopAround(node);
        switch (node.EnclosingFunction())
        {
            case AnonymousFunctionExpressionSyntax function:
                return !RunsOnce(function);
            case MethodDeclarationSyntax method:
                return IsRepeated(method, loop, symbols, cancellation);
            case LocalFunctionStatementSyntax function:
                return function.Parent is not GlobalStatementSyntax && Contains(function, symbols, cancellation);
            default:
                return false;
        }
    }

    private static bool IsRepeated(MethodDeclarationSyntax method, StatementSyntax? loop, KnownSymbols symbols, CancellationToken cancellation)
    {
        if (symbols.Compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method, cancellation) is not { } symbol)
        {
            return false;
        }

        if (symbol.IsStatic)
        {
            return Array.Exists(EndpointSuffixes, suffix => symbol.ContainingType.Name.EndsWith(suffix, StringComparison.Ordinal)) && !RunsOnce(symbol.Name);
        }

        if (symbol.ContainingType.IsOrInherits(symbols.HostedService) && (symbol.IsOverride || symbol.Name is "ExecuteAsync" or "StartAsync" or "StopAsync" || RunsOnce(symbol.Name)))
        {
            return loop is not null && !IsConnectionLoop(loop);
        }

        return !RunsOnce(symbol.Name) || loop is not null;
    }

    private static bool RunsOnce(string name) => Array.Exists(OncePrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    // builder.Services.Add...(...), app.Lifetime.ApplicationStarted.Register(...), the factory of a Lazy.
    private static bool RunsOnce(AnonymousFunctionExpressionSyntax function) => function.Parent is ArgumentSyntax { Parent.Parent: { } call } && call switch
    {
        InvocationExpressionSyntax invocation => invocation.CalledName() is { } name
            && (name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal) || name.StartsWith("Configure", StringComparison.Ordinal) || name == "Register"),
        ObjectCreationExpressionSyntax creation => creation.Type.LastTypeName() is "Lazy" or "AsyncLazy",
        _ => false,
    };

    // A round of such a loop lasts as long as its connection.
    private static bool IsConnectionLoop(StatementSyntax loop) => loop.NodesHere().Any(node =>
        node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax
        || (node is IdentifierNameSyntax { Identifier.ValueText: "Infinite" or "InfiniteTimeSpan" }));

    private static StatementSyntax? LoopAround(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax:
                    return (StatementSyntax)ancestor;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
            }
        }

        return null;
    }
}
