using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Takes the type of an exception for its text, and the pattern of the route for the path of the request.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnboundedTagFix() : RuleFix("CNS3005", "Use a bounded value")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<ExpressionSyntax>(expression => expression.Span == diagnostic.Location.SourceSpan) is not { } value
            || (ExceptionType(value, model, cancellation) ?? RoutePattern(value, model, cancellation)) is not { } text)
        {
            return null;
        }

        var replacement = SyntaxFactory.ParseExpression(text);
        return model.GetSpeculativeTypeInfo(value.SpanStart, replacement, SpeculativeBindingOption.BindAsExpression).Type is { SpecialType: SpecialType.System_String }
            ? (value, replacement.WithTriviaFrom(value))
            : null;
    }

    // ex, ex.Message, ex?.Message, ex.ToString(), ex.InnerException.Message
    private static string? ExceptionType(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Message" or "StackTrace", Expression: var owner } when IsException(owner, model, cancellation) =>
            $"{owner.WithoutTrivia()}.GetType().Name",
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var owner } }
            when IsException(owner, model, cancellation) => $"{owner.WithoutTrivia()}.GetType().Name",
        ConditionalAccessExpressionSyntax { Expression: var owner, WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Message" or "StackTrace" } }
            when IsException(owner, model, cancellation) => $"{owner.WithoutTrivia()}?.GetType().Name",
        IdentifierNameSyntax name when IsException(name, model, cancellation) => $"{name.WithoutTrivia()}.GetType().Name",
        _ => null,
    };

    private static bool IsException(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        for (var type = model.GetTypeInfo(expression, cancellation).Type; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }

    // context.Request.Path, .Path.Value, .Path.ToString()
    private static string? RoutePattern(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        var path = value switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var inner } => inner,
            InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var inner } } => inner,
            _ => value,
        };
        if (path is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Path", Expression: var request }
            || model.GetTypeInfo(request, cancellation).Type is not { Name: "HttpRequest" })
        {
            return null;
        }

        var context = request is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Request", Expression: var owner } && model.GetTypeInfo(owner, cancellation).Type is { Name: "HttpContext" }
            ? owner.WithoutTrivia().ToString()
            : $"{request.WithoutTrivia()}.HttpContext";
        return $"({context}.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText";
    }
}
