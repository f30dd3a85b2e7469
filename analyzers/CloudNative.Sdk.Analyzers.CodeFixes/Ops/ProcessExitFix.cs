using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Ops;

/// <summary>Stops the host instead of the process, with the same exit code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class ProcessExitFix() : RuleFix("CNS2002", "Stop the host")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || call.CalledName() != "Exit"
            || call.ArgumentList.Arguments.Count != 1 || call.Expression is not MemberAccessExpressionSyntax { Expression: var environment }
            || ScopeSymbols.NameOf(model, call.SpanStart, cancellation, KnownSymbols.Of(model.Compilation).HostApplicationLifetime) is not { } lifetime)
        {
            return null;
        }

        var line = Layout.NewLine(node);
        var code = SyntaxFactory.ParseStatement($"{environment.WithoutTrivia()}.ExitCode = {call.ArgumentList.Arguments[0].Expression.WithoutTrivia()};{line}");
        var stop = SyntaxFactory.ParseStatement($"{lifetime}.StopApplication();");
        if (call.Parent is ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } method })
        {
            var body = SyntaxFactory.Block(code, stop.WithTrailingTrivia(SyntaxFactory.EndOfLine(line))).WithTrailingTrivia(method.SemicolonToken.TrailingTrivia);
            return (method, method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body).WithAdditionalAnnotations(Formatter.Annotation));
        }

        if (call.Parent is not ExpressionStatementSyntax statement)
        {
            return null;
        }

        if (statement.Parent is BlockSyntax block)
        {
            var statements = new[] { code.WithLeadingTrivia(statement.GetLeadingTrivia()), stop.WithTrailingTrivia(statement.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation) };
            return (block, block.ReplaceNode(statement, statements));
        }

        return statement.Parent is GlobalStatementSyntax
            ? null
            : (statement, SyntaxFactory.Block(code, stop.WithTrailingTrivia(SyntaxFactory.EndOfLine(line))).WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
