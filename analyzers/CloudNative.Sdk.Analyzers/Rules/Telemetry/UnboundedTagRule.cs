using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Bounds;
using CloudNative.Sdk.Analyzers.Semantics.Tags;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3005.</summary>
internal sealed class UnboundedTagRule() : Rule(TelemetryRules.UnboundedTag)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.UnboundedTag.Descriptor();
    private static readonly DiagnosticDescriptor IdentifierDescriptor = TelemetryRules.UnboundedTag.Descriptor(TelemetryRules.IdentifierTagMessage, DiagnosticSeverity.Info);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, IdentifierDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.Instrument is null)
        {
            return;
        }

        var judge = new Judge(registry, new ValueBounds(symbols));
        var sinks = new TagSinks(symbols);
        foreach (var (type, method) in Recordings.Methods)
        {
            registry.OnCall(symbols.Find(type), method, (context, call) => judge.Tags(context, Recordings.TagsOf(call, symbols, context.CancellationToken)));
        }

        registry.OnCreation(symbols.Measurement, (context, creation) => judge.Tags(context, TagReader.AfterValue(creation.Arguments, symbols, context.CancellationToken)));
        registry.OnCall(symbols.TagList, "Add", judge.TagListAdd);
        registry.OnCall(symbols.Find("System.Net.Http.Metrics.HttpMetricsEnrichmentContext"), "AddCustomTag", judge.Pair);
        registry.OnCall(symbols.Find("System.Collections.Generic.ICollection`1"), "Add", judge.RequestTag);
        registry.OnOwnCall((context, call) => judge.OwnCall(context, call, sinks));
        registry.OnWrittenCall("WithLabels", judge.Labels);
    }

    private sealed class Judge(RuleRegistry registry, ValueBounds bounds)
    {
        // A value that several recordings share is one finding.
        private readonly ConcurrentDictionary<SyntaxNode, byte> _judged = new();

        public void Tags(OperationAnalysisContext context, TagSet tags)
        {
            foreach (var tag in tags.Tags)
            {
                Value(tag.Key, tag.Value, context.ReportDiagnostic, context.CancellationToken);
            }
        }

        public void Pair(OperationAnalysisContext context, IInvocationOperation call)
        {
            if (call.Arguments.Length == 2)
            {
                Value(ConstantText.Of(call.Arguments[0].Value, context.CancellationToken), call.Arguments[1].Value, context.ReportDiagnostic, context.CancellationToken);
            }
        }

        public void TagListAdd(OperationAnalysisContext context, IInvocationOperation call)
        {
            if (call.Instance?.ReferencedSymbol() is not ILocalSymbol local || !TagListUses.GoesToSpan(local, context.CancellationToken))
            {
                Pair(context, call);
            }
        }

        // context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("key", value))
        public void RequestTag(OperationAnalysisContext context, IInvocationOperation call)
        {
            if (call.Instance is IPropertyReferenceOperation { Property: { Name: "Tags", ContainingType.Name: "IHttpMetricsTagsFeature" } })
            {
                Tags(context, TagReader.Of(call.Arguments[0].Value, registry.Symbols, context.CancellationToken));
            }
        }

        public void OwnCall(OperationAnalysisContext context, IInvocationOperation call, TagSinks sinks)
        {
            foreach (var sink in sinks.Of(call.TargetMethod, context.CancellationToken))
            {
                if (call.Argument(sink.Parameter) is { } value && value.ReferencedSymbol() is not IParameterSymbol)
                {
                    Value(sink.Key, value, context.ReportDiagnostic, context.CancellationToken);
                }
            }
        }

        public void Labels(OperationAnalysisContext context, InvocationExpressionSyntax call)
        {
            foreach (var argument in call.ArgumentList.Arguments)
            {
                if (context.Operation.SemanticModel?.GetOperation(argument.Expression, context.CancellationToken) is { } value)
                {
                    Value(null, value, context.ReportDiagnostic, context.CancellationToken);
                }
            }
        }

        private void Value(string? key, IOperation value, Action<Diagnostic> report, CancellationToken cancellation)
        {
            if (bounds.Of(value, cancellation) is not { IsOpen: true } bound || IsAllowed(key, value) || !_judged.TryAdd(value.Syntax, 0))
            {
                return;
            }

            var descriptor = bound.Kind == BoundKind.Identifier ? IdentifierDescriptor : Descriptor;
            report(Diagnostic.Create(descriptor, value.Syntax.GetLocation(), key is null ? "The tag" : $"Tag '{key}'", value.Syntax.ToString(), bound.What));
        }

        private bool IsAllowed(string? key, IOperation value)
        {
            var provider = registry.Options.AnalyzerConfigOptionsProvider;
            if (key is not null && TelemetryRules.UnboundedTagAllow.Words(provider, value.Syntax.SyntaxTree) is var allowed
                && (allowed.Contains(key) || key.Split('.', '_', '-').Any(word => allowed.Contains(word))))
            {
                return true;
            }

            var type = value.Unwrap().Type;
            return type is not null && TelemetryRules.BoundedTypes.Words(provider, value.Syntax.SyntaxTree) is { Length: > 0 } bounded
                && (bounded.Contains(type.Name) || bounded.Contains(type.ToDisplayString()));
        }
    }
}
