using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Knows the calls that tell a broker that a message is done, of the usual clients.</summary>
internal static class Acknowledgement
{
    private static readonly string[] Harmless =
    [
        "Record", "Track", "Capture", "Report", "Inc", "SetStatus", "SetTag", "AddTag", "AddException", "AddEvent", "Rollback", "Delay", "Dispose", "ToString", "GetType", "Notify", "Alert", "Stop", "GetMessage",
    ];

    /// <summary>Returns whether a call acknowledges; a common name counts only with a receiver or an argument that speaks of messages.</summary>
    public static bool Is(InvocationExpressionSyntax call) => call.CalledName() switch
    {
        "BasicAck" or "BasicAckAsync" or "CompleteMessageAsync" or "CompleteMessagesAsync" or "StreamAcknowledge" or "StreamAcknowledgeAsync"
            or "Ack" or "AckAsync" or "Acknowledge" or "AcknowledgeAsync" or "AcknowledgeMessage" or "AcknowledgeMessageAsync" or "UpdateCheckpointAsync" => true,
        "DeleteMessage" or "DeleteMessageAsync" => Mentions(call.CalledOn(), "queue", "sqs", "receiver") || Mentions(call.ArgumentList, "receipt"),
        "Complete" or "CompleteAsync" => Mentions(call.ArgumentList, "locktoken"),
        "Commit" or "CommitAsync" or "StoreOffset" => Mentions(call.CalledOn(), "consumer"),
        _ => false,
    };

    /// <summary>Returns whether everything in a clause but acknowledgements only tells of the failure. Any other call may take care of the message.</summary>
    public static bool OnlyTells(SyntaxNode clause, IOperation operation, KnownSymbols symbols)
    {
        foreach (var inner in operation.Descendants())
        {
            if (inner.CalledName() is not { } name || inner.Syntax is not InvocationExpressionSyntax call || !clause.Span.Contains(call.Span))
            {
                continue;
            }

            if (!Is(call) && LogCall.Of(inner, symbols) is null && !Harmless.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !IsTelemetry(inner, symbols) && name != "nameof")
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTelemetry(IOperation call, KnownSymbols symbols) =>
        call is IInvocationOperation { TargetMethod.ContainingType: { } type } && (type.IsOrInherits(symbols.Instrument) || type.Is(symbols.Activity) || type.IsOrInherits(symbols.Exception));

    private static bool Mentions(SyntaxNode? node, params string[] words) =>
        node?.ToString() is { } text && words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
