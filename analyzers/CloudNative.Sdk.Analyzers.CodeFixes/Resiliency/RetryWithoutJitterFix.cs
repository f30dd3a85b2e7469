using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Sets <c>UseJitter</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class RetryWithoutJitterFix() : RuleFix("CNS4006", "Use jitter")
{
    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { Initializer: { Expressions.Count: > 0 } initializer } || SettingOf(initializer, "Delay") is null || SettingOf(initializer, "DelayGenerator") is not null)
        {
            return null;
        }

        if (SettingOf(initializer, "UseJitter") is { Right: var off })
        {
            return (off, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression).WithTriviaFrom(off));
        }

        // Before the first one, on a line of its own where that is.
        var first = initializer.Expressions[0];
        var isOneLine = !initializer.ToString().Contains('\n');
        var added = SyntaxFactory.ParseExpression("UseJitter = true").WithLeadingTrivia(first.GetLeadingTrivia());
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(isOneLine ? SyntaxFactory.Space : SyntaxFactory.LineFeed);
        var rest = isOneLine ? initializer.Expressions.Replace(first, first.WithLeadingTrivia()) : initializer.Expressions;
        var separated = SyntaxFactory.SeparatedList<ExpressionSyntax>(new SyntaxNodeOrToken[] { added, comma }.Concat(rest.GetWithSeparators()));
        return (initializer, initializer.WithExpressions(separated));
    }

    private static AssignmentExpressionSyntax? SettingOf(InitializerExpressionSyntax initializer, string property) =>
        initializer.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(setting => setting.Left.ToString() == property);
}
