using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Ops;

/// <summary>Reads the key through the configuration, which has the environment as one of its sources.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class EnvironmentReadFix() : RuleFix("CNS2003", "Read the configuration")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments.Count: 1 } call || call.CalledName() != "GetEnvironmentVariable"
            || !ConfigurationReads.IsPossible(call) || ConfigurationReads.At(model, call, cancellation) is not { } configuration)
        {
            return null;
        }

        // The environment provider turns a double underscore into the separator of sections.
        var key = call.ArgumentList.Arguments[0].Expression;
        var text = key is LiteralExpressionSyntax { Token.Value: string name } ? SyntaxFactory.Literal(name.Replace("__", ":")).ToString() : key.WithoutTrivia().ToString();
        return (call, SyntaxFactory.ParseExpression($"{configuration}[{text}]").WithTriviaFrom(call));
    }
}
