using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Tells a failure that is dropped from one that is an answer.</summary>
internal static class SwallowedFailure
{
    private static readonly string[] Questions = ["Is", "Can", "Has", "Ping", "Check", "Probe", "Validate", "Verify", "Exists", "Test", "Supports"];

    private static readonly string[] Remote = ["File", "Directory", "Stream", "http", "client", "connection", "socket", "db", "sql", "repository", "channel", "queue", "bus", "cache"];

    /// <summary>Gets the work that failed: what the try calls first.</summary>
    public static string Work(TryStatementSyntax statement)
    {
        foreach (var node in statement.Block.NodesHere())
        {
            if (node is InvocationExpressionSyntax call && call.CalledName() is { } name and not ("ConfigureAwait" or "nameof"))
            {
                return name;
            }
        }

        return "the try block";
    }

    /// <summary>Returns whether the caller asked whether it works, or is told by the value that it did not.</summary>
    public static bool IsAnAnswer(CatchClauseSyntax clause, TryStatementSyntax statement)
    {
        var (name, type) = Signature(statement);
        if (type.Contains("HealthCheckResult"))
        {
            return true;
        }

        foreach (var node in clause.Block.NodesHere())
        {
            if (node is ReturnStatementSyntax { Expression: { } value } && (Tells(value) || (type.Contains("bool") && value.IsKind(SyntaxKind.FalseLiteralExpression) && Asks(name))))
            {
                return true;
            }

            // Ends the loop or the process with the state that the caller sees.
            if (node is AssignmentExpressionSyntax { Left: not IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var state } && Tells(state))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the work is tried again, and what fails for good is thrown or logged after the loop.</summary>
    public static bool IsTriedAgain(CatchClauseSyntax clause, TryStatementSyntax statement)
    {
        foreach (var ancestor in statement.Ancestors())
        {
            switch (ancestor)
            {
                case WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax:
                    return clause.Block.CallsHere().Any(call => call.CalledName() is "Delay" or "Sleep")
                        || ancestor.EnclosingFunction().NodesHere().Any(node => node.SpanStart > ancestor.Span.End && node is ThrowStatementSyntax or ReturnStatementSyntax);
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Returns whether it is a <c>Try</c> method over text: nothing outside can fail.</summary>
    public static bool IsParsing(TryStatementSyntax statement) =>
        Signature(statement).Name.StartsWith("Try", StringComparison.Ordinal)
        && !statement.Block.NodesHere().Any(node => node is AwaitExpressionSyntax
            || (node is IdentifierNameSyntax { Identifier.ValueText: var name } && Array.Exists(Remote, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)));

    /// <summary>Returns whether the try does no more than read one property: a guard against a getter that throws.</summary>
    public static bool IsOnlyRead(TryStatementSyntax statement) =>
        statement.Block.Statements.Count == 1 && statement.Block.Statements[0] is ReturnStatementSyntax { Expression: { } value }
        && (value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce ? coalesce.Left : value) is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax };

    /// <summary>Returns whether the try only lets time pass: nothing but its token ends that early.</summary>
    public static bool IsOnlyDelay(TryStatementSyntax statement) =>
        statement.Block.Statements.Count == 1 && statement.Block.CallsHere().Where(call => call.CalledName() is not ("ConfigureAwait" or "FromSeconds" or "FromMilliseconds" or "FromMinutes")).ToArray() is { Length: 1 } calls
        && calls[0].CalledName() == "Delay" && calls[0].CalledOn().LastName() == "Task";

    /// <summary>Returns whether the clause gives a value as if nothing had happened.</summary>
    public static bool ReturnsNormally(CatchClauseSyntax clause) => clause.Block.NodesHere().Any(node => node is ReturnStatementSyntax { Expression: not null });

    private static bool Asks(string name) => Array.Exists(Questions, question => name.StartsWith(question, StringComparison.Ordinal))
        || name.EndsWith("Healthy", StringComparison.Ordinal) || name.EndsWith("Alive", StringComparison.Ordinal) || name.EndsWith("Available", StringComparison.Ordinal) || name.Contains("Exists");

    // Status.Failed, new ErrorResult(...), Result.Fail(...), (false, "no answer"), an exit code.
    private static bool Tells(ExpressionSyntax value) => value switch
    {
        MemberAccessExpressionSyntax access => access.Expression is not PredefinedTypeSyntax && access.Name.Identifier.ValueText is not ("Empty" or "None" or "Null" or "Default" or "CompletedTask" or "NotFound"),
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Count > 0 || creation.Initializer?.Expressions.Count > 0,
        TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => argument.Expression.IsKind(SyntaxKind.StringLiteralExpression) || argument.Expression is InterpolatedStringExpressionSyntax),
        LiteralExpressionSyntax { Token.Value: int code } => code != 0,
        PrefixUnaryExpressionSyntax => true,
        AwaitExpressionSyntax or InterpolatedStringExpressionSyntax or ConditionalExpressionSyntax => true,
        IdentifierNameSyntax => true,
        InvocationExpressionSyntax call => call.CalledName() is not ("NotFound" or "Ok" or "FromResult" or "Empty" or "NoContent")
            || (call.CalledName() == "FromResult" && call.ArgumentList.Arguments.Count == 1 && Tells(call.ArgumentList.Arguments[0].Expression)),
        LiteralExpressionSyntax { Token.ValueText.Length: > 0 } literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        _ => false,
    };

    private static (string Name, string Type) Signature(SyntaxNode node) => node.EnclosingFunction() switch
    {
        MethodDeclarationSyntax method => (method.Identifier.ValueText, method.ReturnType.ToString()),
        LocalFunctionStatementSyntax function => (function.Identifier.ValueText, function.ReturnType.ToString()),
        _ => ("", ""),
    };
}
