using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>Tells what a probe can answer.</summary>
internal sealed class ProbeOutcome(KnownSymbols symbols, CancellationToken cancellation)
{
    private static readonly string[] SafeNamespaces = ["Microsoft.Extensions.Logging", "System.Diagnostics", "System.Collections", "System.Linq", "System.Globalization", "System.Text", "System.Threading"];

    /// <summary>Returns whether the body says success at every end and asks nothing that could fail. A handler counts only if something before it can fail.</summary>
    public bool OnlySucceeds(IOperation body)
    {
        var answers = false;
        foreach (var operation in body.Descendants())
        {
            if (IsInHandler(operation, body))
            {
                continue;
            }

            switch (operation)
            {
                case IThrowOperation or ILocalFunctionOperation or IDynamicInvocationOperation:
                case IInvocationOperation call when !IsHarmless(call):
                case IObjectCreationOperation creation when !IsHarmless(creation):
                case IInvalidOperation invalid when !IsLog(invalid):
                case IReturnOperation { ReturnedValue: { } value } when !IsSuccess(value):
                    return false;
                case IReturnOperation { ReturnedValue: not null }:
                    answers = true;
                    break;
            }
        }

        return answers;
    }

    private static bool IsInHandler(IOperation operation, IOperation body)
    {
        for (var current = operation; current is not null && current != body; current = current.Parent)
        {
            if (current is ICatchClauseOperation)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSuccess(IOperation value) => value.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: bool constant } } => constant,
        IAwaitOperation { Operation: { } awaited } => IsSuccess(awaited),
        IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments.Length: 1 } call => IsSuccess(call.Arguments[0].Value),
        IInvocationOperation { TargetMethod: { Name: "Healthy" } method } => method.ContainingType.Is(symbols.HealthCheckResult),
        IObjectCreationOperation { Type.Name: "ValueTask", Arguments.Length: 1 } creation => IsSuccess(creation.Arguments[0].Value),
        IObjectCreationOperation creation when creation.Type.Is(symbols.HealthCheckResult) => creation.Argument("status") is { } status && IsMember(status, "Healthy"),
        IObjectCreationOperation { Type.Name: "HealthCheckResponse", Initializer.Initializers: { Length: 1 } members } => members[0] is ISimpleAssignmentOperation { Value: var status } && IsMember(status, "Serving"),
        ILocalReferenceOperation local => AssignedValue.Of(local.Local, symbols.Compilation, cancellation) is { } assigned && assigned.ReferencedSymbol() is null && IsSuccess(assigned),
        _ => false,
    };

    private static bool IsMember(IOperation value, string name) => value.Unwrap() is IFieldReferenceOperation { Field: { IsConst: true } field } && field.Name == name;

    private bool IsHarmless(IInvocationOperation call)
    {
        var space = call.TargetMethod.ContainingNamespace?.ToDisplayString() ?? "";
        return call.TargetMethod.ContainingType.Is(symbols.HealthCheckResult) || space == "System" || IsSafe(space) || IsDeclaredLog(call.TargetMethod);
    }

    private bool IsHarmless(IObjectCreationOperation creation)
    {
        var space = creation.Type?.ContainingNamespace?.ToDisplayString() ?? "";
        return creation.Type.Is(symbols.HealthCheckResult) || creation.Type?.Name == "HealthCheckResponse" || space == "System" || IsSafe(space);
    }

    private static bool IsSafe(string space) => SafeNamespaces.Any(safe => space.StartsWith(safe, StringComparison.Ordinal));

    // [LoggerMessage] methods.
    private static bool IsDeclaredLog(IMethodSymbol method) => (method.ReducedFrom ?? method).GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "LoggerMessageAttribute");

    // The logger of a package that is absent.
    private static bool IsLog(IInvalidOperation operation) =>
        operation.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } && receiver.ToString().EndsWith("og", StringComparison.OrdinalIgnoreCase)
        || operation.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var other } } && other.ToString().EndsWith("logger", StringComparison.OrdinalIgnoreCase);
}
