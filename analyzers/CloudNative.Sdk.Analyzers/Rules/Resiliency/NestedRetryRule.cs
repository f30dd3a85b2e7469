using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;
using CloudNative.Sdk.Analyzers.Rules.Resiliency.Retries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4008.</summary>
internal sealed class NestedRetryRule() : Rule(ResiliencyRules.NestedRetry)
{
    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.NestedRetry.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var inner = new InnerRetries(ClientHandlers.Of(registry), new DatabaseRetries(registry), symbols);
        var attempts = new ConcurrentQueue<RetryAttempt>();
        foreach (var name in RetryAttempt.Methods)
        {
            registry.OnCallNamed(name, (context, call) => Add(RetryAttempt.OfCall(call, context.CancellationToken)));
            registry.OnUnboundCall(name, (context, call) => Add(RetryAttempt.OfCall(call, context.CancellationToken)));
        }

        registry.On(OperationKind.Loop, context => Add(RetryAttempt.OfLoop((ILoopOperation)context.Operation, symbols)));
        registry.OnEnd(context =>
        {
            foreach (var attempt in attempts)
            {
                Judge(context, attempt, inner);
            }
        });

        void Add(RetryAttempt? attempt)
        {
            if (attempt is not null)
            {
                attempts.Enqueue(attempt);
            }
        }
    }

    private static void Judge(CompilationAnalysisContext context, RetryAttempt attempt, InnerRetries inner)
    {
        if (inner.In(attempt, context.CancellationToken) is { } found)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, attempt.Place, [found.Place], attempt.Name, found.Work, found.Retry));
        }
    }
}
