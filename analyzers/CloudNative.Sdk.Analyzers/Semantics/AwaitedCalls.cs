using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Reads what is awaited beyond <c>ConfigureAwait</c>.</summary>
internal static class AwaitedCalls
{
    /// <summary>Gets the call that is awaited; null where something else is.</summary>
    public static IInvocationOperation? AwaitedCall(this IAwaitOperation wait) => wait.Operation.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } => inner.Unwrap() as IInvocationOperation,
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", IsExtensionMethod: true } } call => call.Arguments[0].Value.Unwrap() as IInvocationOperation,
        IInvocationOperation call => call,
        _ => null,
    };

    /// <summary>Gets the name of what is awaited, as a person would call it.</summary>
    public static string AwaitedName(this IOperation awaited) => awaited.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } => AwaitedName(inner),
        var other => other.CalledName() ?? other.Syntax.ToString(),
    };
}
