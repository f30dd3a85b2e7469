using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>Tells whether code puts a failure on a span.</summary>
internal sealed class SpanRecord(KnownSymbols symbols, CancellationToken cancellation)
{
    private static readonly string[] Recorders = ["SetStatus", "AddException", "RecordException", "SetError", "RecordError", "RecordFailure", "MarkFailed"];
    private static readonly string[] FailureWords = ["error", "exception", "otel.status", "fail"];

    /// <summary>Returns whether a call in the code records on an activity, or is given one, or hands the exception to code that may.</summary>
    public bool IsMadeIn(IOperation code)
    {
        foreach (var operation in code.Descendants())
        {
            if ((operation is IInvocationOperation call && (Records(call) || MayRecordInside(call))) || (operation is IInvalidOperation && (IsRecorder(operation.CalledName()) || TakesFailure(operation))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the finally, or what follows the try, sets the status of an activity.</summary>
    public bool IsMadeAfter(ICatchClauseOperation clause)
    {
        var start = clause.Parent!.Syntax.SpanStart;
        foreach (var operation in ValueUse.Root(clause).Descendants())
        {
            if (operation is IInvocationOperation call && call.Syntax.SpanStart > start && IsRecorder(call.TargetMethod.Name) && Records(call)
                && call.Syntax.FirstAncestorOrSelf<CatchClauseSyntax>() is null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRecorder(string? method) => method is not null && Array.Exists(Recorders, recorder => method.StartsWith(recorder, StringComparison.Ordinal));

    private bool Records(IInvocationOperation call)
    {
        var isOnActivity = call.Receiver()?.Type.Is(symbols.Activity) == true;
        if (isOnActivity && (call.TargetMethod.ContainingType.Is(symbols.Activity) || IsRecorder(call.TargetMethod.Name)))
        {
            return call.TargetMethod.Name switch
            {
                "SetStatus" => !call.Arguments.Any(argument => argument.Value.Unwrap() is IFieldReferenceOperation { Field.Name: "Ok" or "Unset" }),
                "SetTag" or "AddTag" or "AddEvent" or "SetBaggage" => SpeaksOfFailure(call),
                _ => IsRecorder(call.TargetMethod.Name),
            };
        }

        return isOnActivity || call.Arguments.Any(argument => argument.Value.Unwrap().Type.Is(symbols.Activity));
    }

    // activity.SetExceptionTags(ex), of a package that is absent.
    private bool TakesFailure(IOperation unbound) =>
        unbound.Syntax is InvocationExpressionSyntax call && call.CalledOn() is { } target && unbound.SemanticModel?.GetTypeInfo(target, cancellation).Type.Is(symbols.Activity) == true
        && unbound.GivenValues().Any(value => value.Unwrap().Type.IsOrInherits(symbols.Exception));

    private bool SpeaksOfFailure(IInvocationOperation call)
    {
        foreach (var operation in call.Descendants())
        {
            if (operation is ILiteralOperation or IFieldReferenceOperation && ConstantText.Of(operation, cancellation) is { } text
                && Array.Exists(FailureWords, word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return true;
            }
        }

        return false;
    }

    // A method of this project that gets the exception, or has a name that says so: its body tells; without one nothing is known.
    private bool MayRecordInside(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.DeclaringSyntaxReferences.Length == 0 || !(IsRecorder(method.Name) || call.GivenValues().Any(value => value.Unwrap().Type.IsOrInherits(symbols.Exception)))
            || LogCall.Of(call, symbols) is not null)
        {
            return false;
        }

        return method.IsAbstract || (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences[0].GetSyntax(cancellation).DescendantNodes()
            .Any(node => node is InvocationExpressionSyntax inner && IsRecorder(inner.CalledName()));
    }
}
