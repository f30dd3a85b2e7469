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

            if (handler.Clients.Select(client => (Client: client, Request: ordered.FirstOrDefault(request => IsRepeated(request, client, all, context)))).FirstOrDefault(found => found.Request is not null) is { Request: { } repeated } hit)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, handler.Call.CalledPlace().GetLocation(), [repeated.Operation.Syntax.GetLocation()], handler.Name, repeated.Name, hit.Client.Shown));
            }
        }
    }

    // What every client has is replaced where one client has its own.
    private static bool IsRepeated(UnsafeRequest request, ClientKey client, IReadOnlyList<ClientHandler> all, CompilationAnalysisContext context) =>
        GoesThrough(request, client, context) && !request.HasKey()
        && !(client.IsEvery && all.Any(own => own.MaySpareUnsafe && own.Clients.Any(other => !other.IsEvery && GoesThrough(request, other, context))));

    private static bool GoesThrough(UnsafeRequest request, ClientKey client, CompilationAnalysisContext context) =>
        request.GoesThrough(client, context.Compilation, context.CancellationToken);
}
