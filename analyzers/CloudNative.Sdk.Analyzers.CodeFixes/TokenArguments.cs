using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Gives a token to the awaited calls that take one and have none.</summary>
internal static class TokenArguments
{
    /// <summary>Gets the awaited calls in a region that lack a token, with its parameter.</summary>
    public static Dictionary<InvocationExpressionSyntax, IParameterSymbol> Missing(SyntaxNode region, SemanticModel model, CancellationToken cancellation)
    {
        var symbols = KnownSymbols.Of(model.Compilation);
        var found = new Dictionary<InvocationExpressionSyntax, IParameterSymbol>();
        foreach (var node in region.DescendantNodes(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<AwaitExpressionSyntax>())
        {
            if (model.GetOperation(node, cancellation) is IAwaitOperation wait && wait.AwaitedCall() is { Syntax: InvocationExpressionSyntax call } operation
                && TokenOverload.Missing(operation, symbols) is { } parameter)
            {
                found[call] = parameter;
            }
        }

        return found;
    }

    /// <summary>Adds the token, by position where that reaches the parameter and by name elsewhere.</summary>
    public static InvocationExpressionSyntax With(InvocationExpressionSyntax call, IParameterSymbol parameter, string token)
    {
        var given = call.ArgumentList.Arguments;
        var none = given.FirstOrDefault(argument => argument.Expression.ToString() is "CancellationToken.None" or "default" or "default(CancellationToken)");
        if (none is not null)
        {
            return call.ReplaceNode(none.Expression, SyntaxFactory.ParseExpression(token).WithTriviaFrom(none.Expression));
        }

        var isPlaced = given.Count == parameter.Ordinal - (IsReduced(call, parameter) ? 1 : 0) && given.All(argument => argument.NameColon is null);
        var argument = SyntaxFactory.ParseArgumentList(isPlaced ? $"({token})" : $"({parameter.Name}: {token})").Arguments[0];
        return call.AddArgumentListArguments(given.Count > 0 ? argument.WithLeadingTrivia(SyntaxFactory.Space) : argument);
    }

    // The parameter belongs to the static form of an extension method that is called on its first argument.
    private static bool IsReduced(InvocationExpressionSyntax call, IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { IsExtensionMethod: true, ReducedFrom: null, ContainingType: var type }
        && call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && receiver.ToString() != type.Name;
}
