using CloudNative.Sdk.Analyzers.Rules.Resiliency;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Passes the token of the request.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class AmbientTokenFix() : EditFix("CNS4004", "Pass the token of the request")
{
    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !diagnostic.Properties.TryGetValue(AmbientTokenRule.TokenKey, out var token) || token is null
            || model.GetOperation(call, cancellation) is not IInvocationOperation operation || TokenOverload.Missing(operation, KnownSymbols.Of(model.Compilation)) is not { } parameter)
        {
            return null;
        }

        var given = call.ArgumentList.Arguments;
        var argument = TokenArguments.With(call, parameter, token).ArgumentList.Arguments.Last().WithoutTrivia();
        return [new TextChange(new TextSpan(call.ArgumentList.CloseParenToken.SpanStart, 0), (given.Count > 0 ? ", " : "") + argument)];
    }
}
