using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Health;

/// <summary>Passes the token of a health check to every awaited call that takes one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class IgnoredTokenFix() : RuleFix("CNS1004", "Pass the token")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || ((SyntaxNode?)method.Body ?? method.ExpressionBody) is not { } body
            || method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Type?.ToString().EndsWith("CancellationToken", StringComparison.Ordinal) == true) is not { } token)
        {
            return null;
        }

        var calls = TokenArguments.Missing(body, model, cancellation);
        return calls.Count == 0 ? null : (body, body.ReplaceNodes(calls.Keys, (old, call) => TokenArguments.With(call, calls[old], token.Identifier.Text)));
    }
}
