using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Calls that tell somebody of a failure without being given the exception.</summary>
internal static class FailureRecord
{
    private static readonly string[] Prefixes =
    [
        "Report", "Record", "Track", "Capture", "Notify", "Warn", "Fail", "SetException", "TrySetException", "SetCanceled", "TrySetCanceled", "SetStatus", "AddException", "AddEvent", "SetError",
        "AddError", "AddModelError", "OnError", "OnFail", "HandleError", "HandleFail", "HandleException", "Nack", "BasicNack", "Reject", "BasicReject", "Abandon", "DeadLetter", "Inc", "MarkFailed", "MarkAsFailed",
        "MarkUnhealthy", "Alert", "Exit", "Trip", "Throw", "Unhealthy", "StopApplication", "Shutdown", "SendError", "WriteError", "Raise",
    ];

    public static bool Is(IOperation call, KnownSymbols symbols, CancellationToken cancellation) =>
        call.CalledName() is { } name && (HasPrefix(name) || IsRecording(call, symbols) || IsFailureResult(call, name) || (call is IInvocationOperation bound && (IsEvent(bound.TargetMethod) || TellsInside(bound.TargetMethod, cancellation))));

    /// <summary>Returns whether a method writes an event of its own <c>EventSource</c>, which takes plain values only.</summary>
    public static bool IsEvent(IMethodSymbol method)
    {
        for (var type = method.ContainingType?.BaseType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "EventSource", ContainingNamespace.Name: "Tracing" })
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasPrefix(string name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return name.Contains("Fail") || name.Contains("Error");
    }

    private static bool IsRecording(IOperation call, KnownSymbols symbols) => call is IInvocationOperation { TargetMethod: { Name: "Add" or "Record" or "SetTag", ContainingType: { } type } }
        && (type.IsOrInherits(symbols.Instrument) || type.Is(symbols.Activity));

    // Results.Problem(), StatusCode(503), Result.Error("..."): the caller learns that it failed.
    private static bool IsFailureResult(IOperation call, string name) => name switch
    {
        "Problem" or "ValidationProblem" or "BadRequest" or "UnprocessableEntity" or "Conflict" or "Unauthorized" or "Forbid" or "FromException" or "Degraded" => true,
        "StatusCode" or "SendStatusCode" => call.GivenValues().FirstOrDefault() is not { } code || ConstantNumber.Of(code) is not < 400,
        _ => false,
    };

    // A method of this project one step away that logs or throws.
    private static bool TellsInside(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || method.IsAbstract)
        {
            return false;
        }

        var declaration = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is ThrowStatementSyntax or ThrowExpressionSyntax
                || (node is InvocationExpressionSyntax call && call.CalledName() is { } name
                    && (LogNames.IsHelper(name) || HasPrefix(name) || (LogNames.SeverityOfMethod(name) is not null && LogNames.IsLogType(call.CalledOn().LastName())))))
            {
                return true;
            }
        }

        return false;
    }
}
