using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Knows the code in which somebody waits for an answer: controllers, endpoints, handlers of requests and messages.</summary>
internal static class RequestCode
{
    private static readonly string[] Suffixes = ["Controller", "Handler", "Consumer", "Middleware", "Hub", "Endpoint", "Endpoints", "Filter", "Grpc", "GrpcService", "Controllers", "Client", "Gateway"];

    private static readonly string[] ParameterTypes = ["HttpContext", "HttpRequest", "ServerCallContext", "ConsumeContext", "ActionExecutingContext"];

    public static bool Contains(SyntaxNode node, KnownSymbols symbols)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } when call.CalledName()?.StartsWith("Map", StringComparison.Ordinal) == true:
                    return true;
                case BaseMethodDeclarationSyntax { ParameterList: var parameters } when TakesRequest(parameters):
                case LocalFunctionStatementSyntax { ParameterList: var own } when TakesRequest(own):
                    return true;
                case TypeDeclarationSyntax type:
                    return symbols.Compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type) is INamedTypeSymbol symbol && IsRequestType(symbol, symbols);
            }
        }

        return false;
    }

    private static bool IsRequestType(INamedTypeSymbol type, KnownSymbols symbols)
    {
        if (type.IsOrInherits(symbols.HostedService))
        {
            return false;
        }

        return Array.Exists(Suffixes, suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal))
            || type.IsOrInherits(symbols.Find("Microsoft.AspNetCore.Mvc.ControllerBase")) || type.IsOrInherits(symbols.Find("Microsoft.AspNetCore.SignalR.Hub"));
    }

    private static bool TakesRequest(ParameterListSyntax parameters)
    {
        foreach (var parameter in parameters.Parameters)
        {
            if (parameter.Type?.LastTypeName() is { } type && ParameterTypes.Contains(type))
            {
                return true;
            }
        }

        return false;
    }
}
