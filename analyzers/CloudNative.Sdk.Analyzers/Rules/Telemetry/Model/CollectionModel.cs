using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>
/// The meters and sources that a program creates, and what OpenTelemetry is told to collect. Calls are read by their names, since the packages may be absent;
/// whatever could register more than is seen opens a signal, and an open signal is not judged.
/// </summary>
internal sealed class CollectionModel
{
    private static readonly string[] MetricSetups = ["WithMetrics", "ConfigureOpenTelemetryMeterProvider", "CreateMeterProviderBuilder", "AddOpenTelemetryMetrics"];
    private static readonly string[] TraceSetups = ["WithTracing", "ConfigureOpenTelemetryTracerProvider", "CreateTracerProviderBuilder", "AddOpenTelemetryTracing"];

    // Our own collection, vendors' distributions, and libraries of a company that configure telemetry for its services.
    private static readonly string[] Takeovers =
    [
        "AddCloudNative", "AddCloudNativeTelemetry", "AddServiceDefaults", "UseAzureMonitor", "UseGrafana", "AddElasticOpenTelemetry", "WithElasticDefaults", "AddHoneycomb", "UseHoneycomb",
        "AddSplunkTelemetry", "AddNewRelic", "AddDatadogTracing",
    ];

    private static readonly string[] PrometheusServers = ["MapMetrics", "UseMetricServer", "UseHttpMetrics", "ConfigureMeterAdapter"];

    private static readonly string[] SharedWords = ["Defaults", "Telemetry", "Observability", "Monitoring", "Metrics", "Tracing"];

    private readonly KnownSymbols _symbols;

    public CollectionModel(RuleRegistry registry)
    {
        _symbols = registry.Symbols;
        registry.OnCreation(_symbols.Meter, (context, creation) => Create(context, Metrics, creation));
        registry.OnCreation(_symbols.ActivitySource, (context, creation) => Create(context, Traces, creation));
        registry.OnCall(_symbols.MeterFactory, "Create", (context, call) => Create(context, Metrics, call));
        registry.OnCall(_symbols.MeterFactoryExtensions, "Create", (context, call) => Create(context, Metrics, call));
        registry.OnCreation(_symbols.Find("System.Diagnostics.Metrics.MeterListener"), (_, _) => Metrics.Open());
        registry.OnCreation(_symbols.Find("System.Diagnostics.ActivityListener"), (_, _) => Traces.Open());
        registry.OnWrittenCall("AddMeter", (context, call) => Register(context, Metrics, call));
        registry.OnWrittenCall("AddSource", (context, call) => Register(context, Traces, call));
        Each(registry, MetricSetups, (context, call) => Configure(context, Metrics, call));
        Each(registry, TraceSetups, (context, call) => Configure(context, Traces, call));
        Each(registry, Takeovers, TakeOver);
        Each(registry, PrometheusServers, (_, _) => Metrics.Open());
        registry.OnExtensionOf(_symbols.ServiceCollection, Share);
        registry.OnExtensionOf(_symbols.HostApplicationBuilder, Share);
        if (_symbols.Compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name.StartsWith("OpenTelemetry.AutoInstrumentation", StringComparison.Ordinal)))
        {
            OpenBoth();
        }
    }

    public CollectedSignal Metrics { get; } = new("Meter", "AddMeter", FactKinds.Meter);

    public CollectedSignal Traces { get; } = new("ActivitySource", "AddSource", FactKinds.ActivitySource);

    private static void Each(RuleRegistry registry, string[] names, Action<OperationAnalysisContext, InvocationExpressionSyntax> handle)
    {
        foreach (var name in names)
        {
            registry.OnWrittenCall(name, handle);
        }
    }

    private void Create(OperationAnalysisContext context, CollectedSignal signal, IOperation creation)
    {
        if (MeterName.OfCreation(creation, _symbols, context.CancellationToken) is { Length: > 0 } name)
        {
            signal.Created.Enqueue((name, creation.Syntax));
        }
        else
        {
            signal.CreateUnknown();
        }
    }

    private void Register(OperationAnalysisContext context, CollectedSignal signal, InvocationExpressionSyntax call)
    {
        // Other things have sources too.
        if (context.Operation is IInvocationOperation { TargetMethod.ContainingNamespace: var space } && RootOf(space) != "OpenTelemetry")
        {
            return;
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            var value = context.Operation.SemanticModel?.GetOperation(argument.Expression, context.CancellationToken);
            if (NamesIn(value, context.CancellationToken) is not { } names)
            {
                signal.Open();
                continue;
            }

            foreach (var name in names)
            {
                signal.Registered.Enqueue((name, argument.Expression));
            }
        }
    }

    // "Shop", Names.All, metrics.Meter.Name, typeof(Shop).FullName
    private IReadOnlyList<string>? NamesIn(IOperation? value, CancellationToken cancellation)
    {
        if (ConstantText.Of(value, cancellation) is { } text)
        {
            return [text];
        }

        if (value?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Name", ContainingType: var owner }, Instance: { } source }
            && (owner.Is(_symbols.Meter) || owner.Is(_symbols.ActivitySource)))
        {
            return MeterName.Behind(source, _symbols, cancellation).Name is { } name ? [name] : null;
        }

        return value?.Type is null or IArrayTypeSymbol ? ConstantTags.Of(value, cancellation) is { Count: > 0 } names ? names : null : null;
    }

    private void Configure(OperationAnalysisContext context, CollectedSignal signal, InvocationExpressionSyntax call)
    {
        signal.Configured.Enqueue(call);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is not AnonymousFunctionExpressionSyntax configure)
            {
                // A method of ours is seen as such; any other delegate may do anything.
                if (context.Operation.SemanticModel?.GetSymbolInfo(argument.Expression, context.CancellationToken) is not { Symbol: IMethodSymbol method } || !IsOwn(method))
                {
                    signal.Open();
                }

                continue;
            }

            foreach (var node in configure.DescendantNodes())
            {
                if (node is InvocationExpressionSyntax inner && MayRegister(inner, context))
                {
                    signal.Open();
                }
            }
        }
    }

    // What is given the builder, or extends it, and comes neither from here nor from OpenTelemetry.
    private bool MayRegister(InvocationExpressionSyntax call, OperationAnalysisContext context)
    {
        var symbol = context.Operation.SemanticModel?.GetSymbolInfo(call, context.CancellationToken).Symbol as IMethodSymbol;
        if (symbol is not null)
        {
            return !IsOwn(symbol) && RootOf(symbol.ContainingNamespace) is not ("OpenTelemetry" or "System" or "Microsoft") && symbol.ContainingAssembly is { } assembly
                && (FirstWord(assembly.Name) == FirstWord(_symbols.Compilation.AssemblyName ?? "") || IsShared(symbol.Name));
        }

        return call.CalledName() is { } name && name.StartsWith("Add", StringComparison.Ordinal) && IsShared(name);
    }

    private void TakeOver(OperationAnalysisContext context, InvocationExpressionSyntax call)
    {
        if (context.Operation is not IInvocationOperation bound || !IsOwn(bound.TargetMethod))
        {
            OpenBoth();
        }
    }

    // services.AddShopObservability() of another assembly.
    private void Share(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsShared(method.Name) && !IsOwn(method) && !SdkCalls.IsSdk(method) && !AssemblyFacts.IsFramework(method.ContainingAssembly.Name)
            && method.Name != "AddOpenTelemetry" && !method.Name.StartsWith("ConfigureOpenTelemetry", StringComparison.Ordinal))
        {
            OpenBoth();
        }
    }

    private void OpenBoth()
    {
        Metrics.Open();
        Traces.Open();
    }

    private bool IsOwn(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _symbols.Compilation.Assembly);

    private static bool IsShared(string name) => SharedWords.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static string FirstWord(string name) => name.Split('.')[0];

    private static string RootOf(INamespaceSymbol? space)
    {
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name ?? "";
    }
}
