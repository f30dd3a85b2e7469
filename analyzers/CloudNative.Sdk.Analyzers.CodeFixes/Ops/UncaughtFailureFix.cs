using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Ops;

/// <summary>Catches and logs the failures of one turn of the loop, all but cancellation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UncaughtFailureFix() : RuleFix("CNS2008", "Catch and log failures inside the loop")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } loop || BodyOf(loop) is not { } body || LogCalls.LoggerAt(model, body.SpanStart, cancellation) is not { } logger)
        {
            return null;
        }

        var statements = body is BlockSyntax block ? block.Statements : SyntaxFactory.SingletonList(body);
        var count = statements.Count - TrailingPauses(statements);
        if (count == 0 || SharesLocals(statements.Take(count), statements.Skip(count)))
        {
            count = statements.Count;
        }

        var isPaced = count < statements.Count || (statements.Count > 0 && IsPause(statements[0])) || WaitsInHead(loop);
        var wrapped = Wrapped(loop, body, logger, isPaced, model, cancellation).WithBlock(SyntaxFactory.Block(statements.Take(count)));
        var content = SyntaxFactory.Block(new StatementSyntax[] { wrapped }.Concat(statements.Skip(count)));
        var whole = body is BlockSyntax old ? old.WithStatements(content.Statements) : content.WithTriviaFrom(body);
        return (body, whole.WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static StatementSyntax? BodyOf(StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax @while => @while.Statement,
        ForStatementSyntax @for => @for.Statement,
        CommonForEachStatementSyntax each => each.Statement,
        _ => null,
    };

    private static TryStatementSyntax Wrapped(StatementSyntax loop, StatementSyntax body, string logger, bool isPaced, SemanticModel model, CancellationToken cancellation)
    {
        var (at, line) = (body.SpanStart, Layout.NewLine(body));
        var ex = Layout.FreeName(body, model, "ex", "exception", "failure");
        var pause = "";
        if (!isPaced)
        {
            // A loop that only ever waited for what now fails would spin.
            var token = ScopeSymbols.NameOf(model, at, cancellation, KnownSymbols.Of(model.Compilation).CancellationToken);
            pause = $"await {Layout.TypeName("System.Threading.Tasks.Task", model, at)}.Delay({Layout.TypeName("System.TimeSpan", model, at)}.FromSeconds(1){(token is null ? "" : ", " + token)});{line}";
        }

        var service = loop.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText;
        return (TryStatementSyntax)SyntaxFactory.ParseStatement(
            $"try{line}{{{line}}}{line}catch ({Layout.TypeName("System.Exception", model, at)} {ex}) when ({ex} is not {Layout.TypeName("System.OperationCanceledException", model, at)}){line}"
            + $"{{{line}{logger}.LogError({ex}, \"A turn of {service} failed\");{line}{pause}}}{line}");
    }

    private static int TrailingPauses(SyntaxList<StatementSyntax> statements) => statements.Reverse().TakeWhile(IsPause).Count();

    private static bool IsPause(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } } && Core(call).CalledName() is "Delay" or "WaitForNextTickAsync";

    private static InvocationExpressionSyntax Core(InvocationExpressionSyntax call) =>
        call.CalledName() == "ConfigureAwait" && call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } ? inner : call;

    private static bool WaitsInHead(StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax @while => @while.Condition.DescendantNodesAndSelf().OfType<AwaitExpressionSyntax>().Any(),
        CommonForEachStatementSyntax => true,
        _ => false,
    };

    private static bool SharesLocals(IEnumerable<StatementSyntax> work, IEnumerable<StatementSyntax> rest)
    {
        var declared = new HashSet<string>(work.SelectMany(statement => statement.DescendantNodesAndSelf()).Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            _ => "",
        }), StringComparer.Ordinal);
        return rest.SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>().Any(name => declared.Contains(name.Identifier.ValueText));
    }
}
