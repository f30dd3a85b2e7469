using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Naming;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3001.</summary>
internal sealed class InstrumentNameRule() : Rule(TelemetryRules.InstrumentName)
{
    /// <summary>The name that would be right; absent where none follows from the one given.</summary>
    public const string BetterKey = "better";

    private const string OpenTelemetry = "OpenTelemetry";
    private const string Prometheus = "Prometheus";

    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.InstrumentName.Descriptor();
    private static readonly DiagnosticDescriptor HelpDescriptor = TelemetryRules.InstrumentName.Descriptor("Metric '{0}' has no help text. State what it counts and what it leaves out, for whoever reads it at night.");
    private static readonly string[] Recorders = ["Counter`1", "UpDownCounter`1", "Histogram`1", "Gauge`1"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, HelpDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var provider = registry.Options.AnalyzerConfigOptionsProvider;
        registry.OnCall(symbols.Meter, null, (context, call) => JudgeInstrument(context, symbols, provider, call));
        foreach (var type in Recorders)
        {
            registry.OnCall(symbols.Find("System.Diagnostics.Metrics." + type), null, (context, call) => JudgeTags(context, provider, call));
        }

        registry.OnCall(symbols.TagList, "Add", (context, call) => JudgeTag(context, provider, call.Argument("key")));
        foreach (var type in new[] { "Prometheus.Metrics", "Prometheus.IMetricFactory", "Prometheus.MetricFactory" })
        {
            registry.OnCall(symbols.Find(type), null, (context, call) => JudgeMetric(context, provider, PrometheusMetric.TryRead(call)));
        }

        foreach (var method in PrometheusMetric.Methods)
        {
            registry.OnUnboundCall(method, (context, call) => JudgeMetric(context, provider, PrometheusMetric.TryRead(call)));
        }
    }

    private static void JudgeInstrument(OperationAnalysisContext context, KnownSymbols symbols, AnalyzerConfigOptionsProvider provider, IInvocationOperation call)
    {
        if (InstrumentDefinition.TryRead(call, symbols, context.CancellationToken) is { Name: { Length: > 0 } name } instrument
            && OpenTelemetryName.OfInstrument(name, instrument.Kind, instrument.Unit) is { } fault)
        {
            Report(context, provider, call.Argument("name")!, $"Instrument '{name}'", name, fault, OpenTelemetry);
        }
    }

    private static void JudgeTags(OperationAnalysisContext context, AnalyzerConfigOptionsProvider provider, IInvocationOperation call)
    {
        if (call.Arguments.Length < 2)
        {
            return;
        }

        JudgeTags(context, provider, call.GivenValues());
    }

    private static void JudgeTags(OperationAnalysisContext context, AnalyzerConfigOptionsProvider provider, IEnumerable<IOperation> values)
    {
        foreach (var value in values)
        {
            switch (value.Unwrap())
            {
                case ICollectionExpressionOperation list:
                    JudgeTags(context, provider, list.Elements);
                    break;
                case IArrayCreationOperation { Initializer: { } array }:
                    JudgeTags(context, provider, array.ElementValues);
                    break;
                case IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments.Length: 2 } pair:
                    JudgeTag(context, provider, pair.Arguments[0].Value);
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments.Length: 2 } pair:
                    JudgeTag(context, provider, pair.Arguments[0].Value);
                    break;
            }
        }
    }

    private static void JudgeTag(OperationAnalysisContext context, AnalyzerConfigOptionsProvider provider, IOperation? key)
    {
        if (key is not null && ConstantText.Of(key, context.CancellationToken) is { Length: > 0 } text && OpenTelemetryName.OfTag(text) is { } fault)
        {
            Report(context, provider, key, $"Tag key '{text}'", text, fault, OpenTelemetry);
        }
    }

    private static void JudgeMetric(OperationAnalysisContext context, AnalyzerConfigOptionsProvider provider, PrometheusMetric? found)
    {
        if (found is not { Name: { } nameValue } metric || ConstantText.Of(nameValue, context.CancellationToken) is not { Length: > 0 } name)
        {
            return;
        }

        if (PrometheusName.OfMetric(name, metric.Kind) is { } fault)
        {
            Report(context, provider, nameValue, $"Metric '{name}'", name, fault, Prometheus);
        }

        if (metric.Help?.Unwrap().ConstantValue is { HasValue: true, Value: null or "" } && !IsAllowed(name, provider, nameValue))
        {
            context.ReportDiagnostic(Diagnostic.Create(HelpDescriptor, metric.Help.Syntax.GetLocation(), name));
        }

        foreach (var value in metric.Labels())
        {
            if (ConstantText.Of(value, context.CancellationToken) is { Length: > 0 } label && PrometheusName.OfLabel(label, metric.Kind) is { } wrong)
            {
                Report(context, provider, value, $"Label '{label}'", label, wrong, Prometheus);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, AnalyzerConfigOptionsProvider provider, IOperation place, string subject, string name, NameFault fault, string convention)
    {
        if (IsAllowed(name, provider, place))
        {
            return;
        }

        var properties = fault.Better is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(BetterKey, fault.Better);
        var remedy = fault.Better is null ? "Rename it" : $"Name it '{fault.Better}'";
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), properties, subject, fault.Text, remedy, convention));
    }

    private static bool IsAllowed(string name, AnalyzerConfigOptionsProvider provider, IOperation place)
    {
        foreach (var word in TelemetryRules.AllowedNames.Words(provider, place.Syntax.SyntaxTree))
        {
            if (word == name || (word.EndsWith("*", StringComparison.Ordinal) && name.StartsWith(word.TrimEnd('*'), StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
