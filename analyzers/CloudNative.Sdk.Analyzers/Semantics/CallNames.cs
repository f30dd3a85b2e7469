using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Reads calls beyond what is wrapped around them; of a call whose package is absent, the name is all that is known.</summary>
internal static class CallNames
{
    public static string CalledName(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>Gets the name of what is called, beyond <c>ConfigureAwait</c>.</summary>
    public static string CalledName(this IOperation operation) => operation.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } => CalledName(inner),
        IInvocationOperation call => call.TargetMethod.Name,
        { Syntax: InvocationExpressionSyntax call } => call.CalledName(),
        var other => other.Syntax.ToString(),
    };

    /// <summary>Gets the call that is awaited, beyond <c>ConfigureAwait</c>; null where something else is.</summary>
    public static IInvocationOperation? AwaitedCall(this IAwaitOperation wait) => wait.Operation.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } => inner.Unwrap() as IInvocationOperation,
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", IsExtensionMethod: true } } call => call.Arguments[0].Value.Unwrap() as IInvocationOperation,
        IInvocationOperation call => call,
        _ => null,
    };
}
