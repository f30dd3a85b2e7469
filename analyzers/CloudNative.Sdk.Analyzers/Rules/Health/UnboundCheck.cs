using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>Reads a registration that does not bind, since its package or that of a call before it in the chain is absent.</summary>
internal static class UnboundCheck
{
    /// <summary>Returns the check; null where the call is not chained to <c>AddHealthChecks()</c>.</summary>
    public static RegisteredCheck? Of(InvocationExpressionSyntax call, bool isRemote, SemanticModel model, KnownSymbols symbols, CancellationToken cancellation)
    {
        if (!IsOnHealthChecks(call, model, symbols, cancellation))
        {
            return null;
        }

        string? name = null;
        IReadOnlyList<string>? tags = [];
        foreach (var argument in call.ArgumentList.Arguments)
        {
            switch (argument.NameColon?.Name.Identifier.ValueText)
            {
                case "name":
                    name = TextOf(argument.Expression, model, cancellation);
                    break;
                case "tags":
                case null when IsList(argument.Expression):
                    tags = TextsOf(argument.Expression, model, cancellation);
                    break;
                case null when argument.Expression is not (LiteralExpressionSyntax or LambdaExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
                    or PostfixUnaryExpressionSyntax or BaseObjectCreationExpressionSyntax):
                    // A variable may hold the tags.
                    tags = null;
                    break;
            }
        }

        return new RegisteredCheck(name, tags, isRemote, call.GetLocation());
    }

    private static bool IsOnHealthChecks(InvocationExpressionSyntax call, SemanticModel model, KnownSymbols symbols, CancellationToken cancellation)
    {
        for (ExpressionSyntax? receiver = call.CalledOn(); receiver is not null; receiver = (receiver as InvocationExpressionSyntax)?.CalledOn())
        {
            if (model.GetTypeInfo(receiver, cancellation).Type.Is(symbols.HealthChecksBuilder))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsList(ExpressionSyntax value) => value is CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ArrayCreationExpressionSyntax;

    private static string[]? TextsOf(ExpressionSyntax list, SemanticModel model, CancellationToken cancellation)
    {
        var elements = list switch
        {
            CollectionExpressionSyntax collection => collection.Elements.Select(element => (element as ExpressionElementSyntax)?.Expression),
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            _ => null,
        };
        var texts = elements?.Select(element => TextOf(element, model, cancellation)).ToArray();
        return texts is null || texts.Any(text => text is null) ? null : [.. texts.OfType<string>()];
    }

    private static string? TextOf(ExpressionSyntax? value, SemanticModel model, CancellationToken cancellation) => value switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
        not null => ConstantText.Of(model.GetOperation(value, cancellation), cancellation),
        _ => null,
    };
}
