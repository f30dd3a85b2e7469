using CloudNative.Sdk.Analyzers.Rules.Resiliency;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Passes the inner exception, or logs it where no constructor takes it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class FlattenedExceptionFix() : RuleFix("CNS4014", "Keep the exception")
{
    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { Declaration.Identifier.ValueText: { } exception, Parent: TryStatementSyntax statement } clause)
        {
            return null;
        }

        if (node is ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: > 0 } arguments } creation && TakesInner(creation, arguments, model, cancellation))
        {
            var inner = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(exception)).WithLeadingTrivia(SyntaxFactory.Space);
            return (creation, creation.WithArgumentList(arguments.AddArguments(inner)));
        }

        return InScope.Logger(clause.Block, model) is { } logger ? (clause, clause.Logged(logger, SwallowedFailure.Work(statement))) : null;
    }

    // A constructor with the same parameters and one more that is an exception.
    private static bool TakesInner(ObjectCreationExpressionSyntax creation, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(creation, cancellation).Symbol is not IMethodSymbol used)
        {
            return false;
        }

        var exception = KnownSymbols.Of(model.Compilation).Exception;
        var count = arguments.Arguments.Count;
        return used.ContainingType.InstanceConstructors.Any(constructor =>
            constructor.Parameters.Length > count && model.IsAccessible(creation.SpanStart, constructor) && constructor.Parameters[count].Type.IsOrInherits(exception)
            && constructor.Parameters.Skip(count + 1).All(parameter => parameter.IsOptional)
            && constructor.Parameters.Take(count).Zip(used.Parameters, (one, other) => SymbolEqualityComparer.Default.Equals(one.Type, other.Type)).All(same => same));
    }
}
