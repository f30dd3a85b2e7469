using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;

/// <summary>The resilience handlers that the project puts on its HTTP clients. Their packages may be absent: the names mean one thing.</summary>
internal sealed class ClientHandlers
{
    private static readonly string[] Names =
    [
        "AddStandardResilienceHandler", "AddStandardHedgingHandler", "AddResilienceHandler", "AddPolicyHandler", "AddPolicyHandlerFromRegistry", "AddTransientHttpErrorPolicy", "AddCloudNativeResiliency",
    ];

    private readonly ConcurrentQueue<(ClientHandler Handler, ClientKey Client)> _direct = new();
    private readonly ConcurrentQueue<(ClientHandler Handler, IMethodSymbol Method)> _inMethods = new();
    private readonly ConcurrentQueue<(IMethodSymbol Method, ClientKey Client)> _calls = new();
    private IReadOnlyList<ClientHandler>? _ordered;

    private ClientHandlers(RuleRegistry registry)
    {
        foreach (var name in Names)
        {
            registry.OnWrittenCall(name, (context, call) => See(call, context.Operation.SemanticModel!, context.CancellationToken));
        }

        // services.AddHttpClient<T>().AddRetries(), where a method of this project adds the handler
        registry.OnExtensionOf(registry.Symbols.HttpClientBuilder, (context, call) =>
        {
            var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
            if (method.DeclaringSyntaxReferences.Length > 0 && call.Syntax is InvocationExpressionSyntax syntax && ClientKey.Of(syntax, call.SemanticModel!, context.CancellationToken) is { } key)
            {
                _calls.Enqueue((method, key));
            }
        });

        registry.OnWrittenCall("DisableForUnsafeHttpMethods", (_, call) => SeeDisabled(call));
        registry.OnWrittenCall("DisableFor", (_, call) => SeeDisabled(call));
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
    public IReadOnlyList<ClientHandler> All => _ordered ??= Ordered();

    public static ClientHandlers Of(RuleRegistry registry) => registry.Shared(static shared => new ClientHandlers(shared));

    private void See(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (ClientKey.Of(call, model, cancellation) is { } key)
        {
            _direct.Enqueue((new ClientHandler(call, model, cancellation), key));
        }
        else if (call.CalledOn() is IdentifierNameSyntax receiver && model.GetSymbolInfo(receiver, cancellation).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method })
        {
            _inMethods.Enqueue((new ClientHandler(call, model, cancellation), method));
        }
    }

    private List<ClientHandler> Ordered()
    {
        foreach (var (handler, client) in _direct)
        {
            handler.Serve([client]);
        }

        foreach (var (handler, method) in _inMethods)
        {
            handler.Serve([.. _calls.Where(call => call.Method.Is(method)).Select(call => call.Client).OrderBy(client => client.Shown, StringComparer.Ordinal)]);
        }

        return [.. _direct.Select(direct => direct.Handler).Concat(_inMethods.Select(inner => inner.Handler))
            .OrderBy(handler => handler.Call.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(handler => handler.Call.SpanStart)];
    }

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
