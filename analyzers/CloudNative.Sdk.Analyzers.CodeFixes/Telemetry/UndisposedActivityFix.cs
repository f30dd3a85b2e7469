using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Declares a started activity with <c>using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UndisposedActivityFix() : EditFix("CNS3012", "End the activity with its block")
{
    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !IsInBlock(statement) || !IsOfFunction(node, statement))
        {
            return null;
        }

        return statement switch
        {
            LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } declaration when variables[0].Initializer is not null && IsNeverSetAgain(variables[0]) =>
                [new TextChange(new TextSpan(declaration.Declaration.SpanStart, 0), "using ")],
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } discard } assignment }
                when assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && model.GetSymbolInfo(discard, cancellation).Symbol is IDiscardSymbol =>
                [new TextChange(discard.Span, $"using var {FreeName(statement, model)}")],
            ExpressionStatementSyntax { Expression: not AssignmentExpressionSyntax } call when model.GetTypeInfo(call.Expression, cancellation).Type?.Name == "Activity" =>
                [new TextChange(new TextSpan(call.SpanStart, 0), $"using var {FreeName(statement, model)} = ")],
            _ => null,
        };
    }

    // Not in the sections of a switch, and not as the only statement of a condition.
    private static bool IsInBlock(StatementSyntax statement) => statement.Parent is BlockSyntax or GlobalStatementSyntax;

    // The call itself, not a lambda in the statement.
    private static bool IsOfFunction(SyntaxNode node, StatementSyntax statement) =>
        node.FirstAncestorOrSelf<SyntaxNode>(ancestor => ancestor == statement || ancestor is AnonymousFunctionExpressionSyntax) == statement;

    private static bool IsNeverSetAgain(VariableDeclaratorSyntax variable) =>
        Scope(variable).DescendantNodes().All(node => node switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText != variable.Identifier.ValueText,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax name } => name.Identifier.ValueText != variable.Identifier.ValueText,
            _ => true,
        });

    private static SyntaxNode Scope(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(ancestor => ancestor is BlockSyntax or CompilationUnitSyntax)!;

    private static string FreeName(StatementSyntax statement, SemanticModel model)
    {
        // Statements before this one get a name of their own when all are fixed together.
        var before = statement.Parent!.Parent!.DescendantNodes().OfType<ExpressionStatementSyntax>()
            .Count(other => other.SpanStart < statement.SpanStart && other.ToString().Contains(".StartActivity("));
        var name = before == 0 ? "activity" : "activity" + (before + 1);
        for (var number = before + 2; IsTaken(name); number++)
        {
            name = "activity" + number;
        }

        return name;

        bool IsTaken(string candidate) => !model.LookupSymbols(statement.SpanStart, name: candidate).IsEmpty
            || statement.SyntaxTree.GetRoot().DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == candidate);
    }
}
