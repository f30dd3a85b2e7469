using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Turns the retries of the standard handler off for methods that are not safe to repeat.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnsafeRetryFix() : EditFix("CNS4007", "Do not retry unsafe methods")
{
    private const string Space = "Microsoft.Extensions.Http.Resilience";
    private const string Setting = "Retry.DisableForUnsafeHttpMethods()";

    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || call.CalledName() != "AddStandardResilienceHandler" || model.GetSymbolInfo(call, cancellation).Symbol is null
            || model.Compilation.GetTypeByMetadataName(Space + ".HttpRetryStrategyOptionsExtensions") is not { } extensions || ChangeOf(call) is not { } change)
        {
            return null;
        }

        var isVisible = model.LookupNamespacesAndTypes(call.SpanStart, name: extensions.Name).Contains(extensions, SymbolEqualityComparer.Default);
        return isVisible ? [change] : [Using(node.SyntaxTree.GetCompilationUnitRoot(cancellation)), change];
    }

    private static TextChange? ChangeOf(InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.Arguments.Count == 0)
        {
            return Insert(call.ArgumentList.OpenParenToken.Span.End, $"options => options.{Setting}");
        }

        if (call.ArgumentList.Arguments.Count > 1 || call.ArgumentList.Arguments[0].Expression is not LambdaExpressionSyntax lambda)
        {
            return call.ArgumentList.Arguments.Count == 1 && call.ArgumentList.Arguments[0].Expression is InvocationExpressionSyntax
                ? Insert(call.Span.End, $".Configure(options => options.{Setting})")
                : null;
        }

        var options = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0].Identifier.ValueText,
            _ => null,
        };
        return options is null or "_" ? null
            : lambda.Block is { } block ? InBlock(block, $"{options}.{Setting};")
            : new TextChange(lambda.ExpressionBody!.Span, $"{{ {lambda.ExpressionBody}; {options}.{Setting}; }}");
    }

    private static TextChange InBlock(BlockSyntax block, string statement)
    {
        if (block.Statements.Count == 0 || !block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
        {
            return Insert(block.OpenBraceToken.Span.End, " " + statement);
        }

        var indent = new string(' ', block.Statements[0].GetLocation().GetLineSpan().StartLinePosition.Character);
        return Insert(block.OpenBraceToken.FullSpan.End, indent + statement + Layout.NewLine(block));
    }

    // Where the other directives are, in their order.
    private static TextChange Using(CompilationUnitSyntax root)
    {
        var directive = $"using {Space};{Layout.NewLine(root)}";
        foreach (var other in root.Usings)
        {
            if (other.GlobalKeyword.RawKind == 0 && other.Alias is null && other.StaticKeyword.RawKind == 0 && string.CompareOrdinal(other.Name?.ToString(), Space) > 0)
            {
                return Insert(other.SpanStart, directive);
            }
        }

        return Insert(root.Usings.Count > 0 ? root.Usings.Last().FullSpan.End : root.Members.Count > 0 ? root.Members[0].SpanStart : 0, root.Usings.Count > 0 ? directive : directive + Layout.NewLine(root));
    }

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);
}
