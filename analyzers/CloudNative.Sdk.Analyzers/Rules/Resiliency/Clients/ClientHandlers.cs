using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;

/// <summary>The resilience handlers that the project puts on its HTTP clients. Their packages may be absent: the names mean one thing.</summary>
internal sealed class ClientHandlers
{
    private static readonly string[] Names =
    [
        "AddStandardResilienceHandler", "AddStandardHedgingHandler", "AddResilienceHandler", "AddPolicyHandler", "AddPolicyHandlerFromRegistry", "AddTransientHttpErrorPolicy", "AddCloudNativeResiliency",
    ];

    private readonly ConcurrentQueue<ClientHandler> _all = new();
    private IReadOnlyList<ClientHandler>? _ordered;

    private ClientHandlers(RuleRegistry registry)
    {
        foreach (var name in Names)
        {
            registry.OnNamedCall(name, (context, call) =>
            {
                var model = context.Operation.SemanticModel!;
                if (ClientKey.Of(call, model, context.CancellationToken) is { } key)
                {
                    _all.Enqueue(new ClientHandler(call, key, model, context.CancellationToken));
                }
            });
        }

        registry.OnNamedCall("DisableForUnsafeHttpMethods", (_, call) => SeeDisabled(call));
        registry.OnNamedCall("DisableFor", (_, call) => SeeDisabled(call));
        registry.OnExtensionOf(registry.Symbols.HostApplicationBuilder, (_, call) =>
        {
            if (SdkCalls.FeatureOf(call.TargetMethod, registry.Symbols) is "all" or "resiliency")
            {
                IsSdkHost = true;
            }
        });
    }

    /// <summary>Gets whether a setting for all handlers, made elsewhere, turns retries of unsafe methods off.</summary>
    public bool IsSafeEverywhere { get; private set; }

    /// <summary>Gets whether the host gives every client a handler of ours.</summary>
    public bool IsSdkHost { get; private set; }

    /// <summary>Gets the handlers in the order of the code; complete when the compilation ends.</summary>
    public IReadOnlyList<ClientHandler> All => _ordered ??=
        [.. _all.OrderBy(handler => handler.Call.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(handler => handler.Call.SpanStart)];

    public static ClientHandlers Of(RuleRegistry registry) => registry.Shared(static shared => new ClientHandlers(shared));

    private void SeeDisabled(InvocationExpressionSyntax call)
    {
        foreach (var ancestor in call.Ancestors())
        {
            if (ancestor is InvocationExpressionSyntax outer)
            {
                if (outer.CalledName() is "AddStandardResilienceHandler" or "AddResilienceHandler")
                {
                    return;
                }

                if (outer.CalledName() is { } name && (name.StartsWith("Configure", StringComparison.Ordinal) || name.StartsWith("PostConfigure", StringComparison.Ordinal))
                    && outer.ToString().IndexOf("ResilienceHandler(", StringComparison.Ordinal) < 0)
                {
                    IsSafeEverywhere = true;
                }
            }
        }
    }
}
