using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Limits;

/// <summary>Recognises unary calls of generated gRPC clients.</summary>
internal static class GrpcCalls
{
    /// <summary>Returns whether a method is a unary call: a stream lasts as long as it is meant to.</summary>
    public static bool IsUnary(IMethodSymbol method, INamedTypeSymbol client)
    {
        var parameters = method.Parameters;
        return parameters.Length is 2 or 4 && parameters[parameters.Length - 1] is { Name: "cancellationToken" or "options" } last
            && (parameters.Length == 4 ? parameters[2].Name == "deadline" : last.Type.Name == "CallOptions")
            && method.ReturnType.Name is not ("AsyncServerStreamingCall" or "AsyncClientStreamingCall" or "AsyncDuplexStreamingCall")
            && method.ContainingType.IsOrInherits(client);
    }

    /// <summary>
    /// Returns whether a call that does not bind is one: awaited, with nothing but the request, on a value whose type is written <c>Quotes.QuotesClient</c>.
    /// </summary>
    public static bool LooksUnary(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (call.ArgumentList.Arguments.Count != 1 || call.Parent is not AwaitExpressionSyntax || call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver, Name.Identifier.ValueText: var name }
            || !name.EndsWith("Async", StringComparison.Ordinal))
        {
            return false;
        }

        var type = model.GetSymbolInfo(receiver, cancellation).Symbol switch
        {
            IFieldSymbol field => field.Type,
            IParameterSymbol parameter => parameter.Type,
            ILocalSymbol local => local.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return type is { TypeKind: TypeKind.Error } && type.ToDisplayString().TrimEnd('?').Split('.') is { Length: > 1 } parts && parts[parts.Length - 1] == parts[parts.Length - 2] + "Client";
    }

    /// <summary>Returns whether an interceptor that is added may set deadlines: it speaks of them, or cannot be read.</summary>
    public static bool MayLimit(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var types = call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax generic }
            ? generic.TypeArgumentList.Arguments.Select(type => model.GetTypeInfo(type, cancellation).Type)
            : call.ArgumentList.Arguments.Select(argument => model.GetTypeInfo(argument.Expression, cancellation).Type);
        var any = false;
        foreach (var type in types)
        {
            any = true;
            if (type is null or { DeclaringSyntaxReferences.Length: 0 } || type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).ToString().IndexOf("eadline", StringComparison.Ordinal) >= 0))
            {
                return true;
            }
        }

        return !any;
    }
}
