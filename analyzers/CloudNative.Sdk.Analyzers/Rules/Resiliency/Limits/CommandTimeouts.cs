using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Limits;

/// <summary>Places where the time limit of a database command is set to zero, which means none.</summary>
internal static class CommandTimeouts
{
    // Of Dapper, whose package may be absent.
    private static readonly string[] Commands =
    [
        "Query", "QueryAsync", "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync", "QuerySingle", "QuerySingleAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync",
        "QueryMultiple", "QueryMultipleAsync", "Execute", "ExecuteAsync", "ExecuteScalar", "ExecuteScalarAsync", "ExecuteReader", "ExecuteReaderAsync",
    ];

    private static readonly string[] LongWork = ["Migrat", "Seed", "Maintain", "Maintenance", "Reindex", "Backfill", "Bulk", "Archive", "Vacuum", "Backup", "Restore"];

    /// <summary>Sees the calls that set it: <c>CommandTimeout(0)</c>, <c>SetCommandTimeout(0)</c>, <c>commandTimeout: 0</c>.</summary>
    public static void Register(RuleRegistry registry, Action<OperationAnalysisContext, SyntaxNode, string> report)
    {
        foreach (var name in new[] { "CommandTimeout", "SetCommandTimeout" })
        {
            registry.OnWrittenCall(name, (context, call) =>
            {
                if (call.ArgumentList.Arguments.Count == 1 && IsZero(call.ArgumentList.Arguments[0].Expression) && IsOrdinaryWork(call))
                {
                    report(context, call.ArgumentList.Arguments[0], name);
                }
            });
        }

        foreach (var name in Commands)
        {
            registry.OnWrittenCall(name, (context, call) =>
            {
                foreach (var argument in call.ArgumentList.Arguments)
                {
                    if (argument is { NameColon.Name.Identifier.ValueText: "commandTimeout" } && IsZero(argument.Expression) && IsOrdinaryWork(call))
                    {
                        report(context, argument, "commandTimeout");
                    }
                }
            });
        }
    }

    /// <summary>Returns whether an assignment takes the limit off a command that is then run without a token.</summary>
    public static bool IsRemovedBy(AssignmentExpressionSyntax assignment) =>
        assignment.Left.LastName() == "CommandTimeout" && IsZero(assignment.Right) && IsOrdinaryWork(assignment) && !RunsWithToken(assignment.EnclosingFunction());

    private static bool IsZero(ExpressionSyntax value) => value is LiteralExpressionSyntax { Token.Value: 0 };

    // A migration takes as long as it takes.
    private static bool IsOrdinaryWork(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            var name = ancestor switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                TypeDeclarationSyntax type => type.Identifier.ValueText,
                _ => null,
            };
            if (name is not null && Array.Exists(LongWork, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return false;
            }
        }

        return !node.EnclosingFunction().DescendantNodes().Any(inner => inner is IdentifierNameSyntax { Identifier.ValueText: "Migrate" or "MigrateAsync" });
    }

    private static bool RunsWithToken(SyntaxNode function)
    {
        foreach (var call in function.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.CalledName() is { } name && name.StartsWith("Execute", StringComparison.Ordinal) && call.ArgumentList.Arguments.Count > 0
                && call.ArgumentList.Arguments.Last().Expression.ToString() is var last && (last is "ct" || last.EndsWith("oken", StringComparison.Ordinal) || last.EndsWith("Aborted", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return TimeLimit.IsMadeIn(function);
    }
}
