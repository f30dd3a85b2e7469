using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Naming;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3008.</summary>
internal sealed class PerCallCreationRule() : Rule(TelemetryRules.PerCallCreation)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.PerCallCreation.Descriptor();
    private static readonly DiagnosticDescriptor EndDescriptor = TelemetryRules.PerCallCreation.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, EndDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var lifetimes = new ShortLivedOwners(EndDescriptor);
        foreach (var type in new[] { symbols.Meter, symbols.ActivitySource })
        {
            registry.OnCreation(type, (context, creation) => JudgeSource(context, symbols, lifetimes, creation));
        }

        registry.OnCall(symbols.Meter, null, (context, call) => JudgeInstrument(context, symbols, call));
        registry.OnCall(symbols.PrometheusMetrics, null, (context, call) => JudgeMetric(context, symbols, call, PrometheusMetric.TryRead(call)));
        foreach (var method in PrometheusMetric.Methods)
        {
            registry.OnUnboundCall(method, (context, call) => JudgeMetric(context, symbols, call, PrometheusMetric.TryRead(call)));
        }

        registry.OnExtensionOf(symbols.ServiceCollection, (_, call) => lifetimes.Read(call));
        registry.OnEnd(lifetimes.Report);
    }

    private static void JudgeSource(OperationAnalysisContext context, KnownSymbols symbols, ShortLivedOwners lifetimes, IObjectCreationOperation creation)
    {
        var name = creation.Arguments.Length > 0 ? ConstantText.Of(creation.Arguments[0].Value, context.CancellationToken) : null;
        if (!Judge(context, symbols, creation, Subject(creation.Type!.Name, name)))
        {
            lifetimes.AddCreation(creation, context.ContainingSymbol, Subject(creation.Type!.Name, name));
        }
    }

    private static void JudgeInstrument(OperationAnalysisContext context, KnownSymbols symbols, IInvocationOperation call)
    {
        if (InstrumentDefinition.TryRead(call, symbols, context.CancellationToken) is { } instrument)
        {
            Judge(context, symbols, call, Subject(instrument.Kind, instrument.Name));
        }
    }

    private static void JudgeMetric(OperationAnalysisContext context, KnownSymbols symbols, IOperation call, PrometheusMetric? metric)
    {
        if (metric is { } created)
        {
            Judge(context, symbols, call, Subject(created.Kind, ConstantText.Of(created.Name, context.CancellationToken)));
        }
    }

    private static bool Judge(OperationAnalysisContext context, KnownSymbols symbols, IOperation creation, string subject)
    {
        if (!IsMadeForOneCall(creation, context.ContainingSymbol)
            || new CallFrequency(symbols, context.CancellationToken).RepeatedAround(creation, context.ContainingSymbol) is not { } repeated)
        {
            return false;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptor, creation.Syntax.GetLocation(), subject, repeated));
        return true;
    }

    private static string Subject(string kind, string? name) => name is null ? kind : $"{kind} '{name}'";

    // It does not outlive the function; or the function is a getter, or makes a service for one scope. An observable instrument lives on without anyone who holds it.
    private static bool IsMadeForOneCall(IOperation creation, ISymbol member)
    {
        var use = ValueUse.Of(creation);
        return use.Fate == Fate.Returned
            ? FunctionAround(use.By) is IAnonymousFunctionOperation lambda ? IsScopedFactory(lambda) : FunctionAround(use.By) is null && member is IMethodSymbol { MethodKind: MethodKind.PropertyGet }
            : !IsObservable(creation) && IsConfined(use, FunctionAround(creation));
    }

    private static bool IsConfined(ValueUse use, IOperation? function) => use switch
    {
        { Fate: Fate.Discarded or Fate.Tested } => true,
        { Fate: Fate.Used, By: IInvocationOperation call } when call.TargetMethod.Name == "WithLabels" || call.TargetMethod.Name.StartsWith("Create", StringComparison.Ordinal) => IsConfined(ValueUse.Of(call), function),
        { Fate: Fate.Used } => true,
        { Fate: Fate.Kept or Fate.Disposed, Local: { } local } => ValueUse.OfLocal(local, use.By).All(other => FunctionAround(other.By) == function && IsConfined(other, function)),
        { Fate: Fate.Disposed } => true,
        _ => false,
    };

    private static bool IsObservable(IOperation creation) => creation is IInvocationOperation call && call.TargetMethod.Name.StartsWith("CreateObservable", StringComparison.Ordinal);

    private static bool IsScopedFactory(IAnonymousFunctionOperation lambda)
    {
        IOperation? value = lambda;
        while (value is not null and not IArgumentOperation)
        {
            value = value.Parent;
        }

        return value?.Parent is IInvocationOperation { TargetMethod.Name: "AddScoped" or "AddTransient" or "TryAddScoped" or "TryAddTransient" };
    }

    private static IOperation? FunctionAround(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return current;
            }
        }

        return null;
    }
}
