using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Logging;

/// <summary>Gives the exception to the log call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class MissingExceptionFix() : RuleFix("CNS6002", "Pass the exception")
{
    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol)
        {
            return null;
        }

        // Before the message: a level or an event id stays in front.
        var arguments = call.ArgumentList.Arguments;
        var index = arguments.IndexOf(argument => model.GetTypeInfo(argument.Expression, cancellation).Type?.SpecialType == SpecialType.System_String);
        if (index < 0 || arguments.Any(argument => argument.NameColon is not null))
        {
            return null;
        }

        var name = clause.Named().Name;
        var message = arguments[index];
        var added = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(name)).WithLeadingTrivia(message.GetLeadingTrivia());
        var given = arguments.Replace(message, index == 0 ? message.WithLeadingTrivia(SyntaxFactory.Space) : message).Insert(index, added);
        var changed = clause.ReplaceNode(call, call.WithArgumentList(call.ArgumentList.WithArguments(given)));
        return (clause, changed.Named().Clause);
    }
}
