using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4007.</summary>
internal sealed class UnsafeRetryRule() : Rule(ResiliencyRules.UnsafeRetry)
{
    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.UnsafeRetry.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.HttpClient is null)
        {
            return;
        }

        var handlers = ClientHandlers.Of(registry);
        var requests = new ConcurrentQueue<UnsafeRequest>();
        foreach (var name in new[] { "PostAsync", "PatchAsync", "PostAsJsonAsync", "PatchAsJsonAsync" })
        {
            registry.OnCallNamed(name, (_, call) => Add(UnsafeRequest.OfCall(call, symbols)));
        }

        registry.OnCreation(symbols.Find("System.Net.Http.HttpRequestMessage"), (_, creation) => Add(UnsafeRequest.OfMessage(creation)));
        registry.OnEnd(context => Report(context, handlers, requests));

        void Add(UnsafeRequest? request)
        {
            if (request is not null)
            {
                requests.Enqueue(request);
            }
        }
    }

    private static void Report(CompilationAnalysisContext context, ClientHandlers handlers, ConcurrentQueue<UnsafeRequest> requests)
    {
        if (requests.IsEmpty || handlers.IsSafeEverywhere)
        {
            return;
        }

        var all = handlers.All;
        var ordered = requests.OrderBy(request => request.Operation.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(request => request.Operation.Syntax.SpanStart).ToList();
        foreach (var handler in all)
        {
            if (!handler.Retries || handler.MaySpareUnsafe)
            {
                continue;
            }

            foreach (var request in ordered)
            {
                if (request.GoesThrough(handler.Client, context.Compilation, context.CancellationToken) && !request.HasKey()
                    && !(handler.Client.IsEvery && all.Any(own => !own.Client.IsEvery && own.MaySpareUnsafe && request.GoesThrough(own.Client, context.Compilation, context.CancellationToken))))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, handler.Call.CalledPlace().GetLocation(), [request.Operation.Syntax.GetLocation()], handler.Name, request.Name, handler.Client.Shown));
                    break;
                }
            }
        }
    }
}
