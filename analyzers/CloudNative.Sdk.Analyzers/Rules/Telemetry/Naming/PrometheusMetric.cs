using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Naming;

/// <summary>A call that creates a metric of prometheus-net: <c>Metrics.CreateCounter("shop_orders_total", "Orders.", "country")</c>, bound or as it reads.</summary>
internal readonly struct PrometheusMetric
{
    public static readonly string[] Methods = ["CreateCounter", "CreateGauge", "CreateHistogram", "CreateSummary"];

    private PrometheusMetric(IOperation call, string method, List<IOperation> values) => (Call, Kind, Values) = (call, method.Substring("Create".Length), values);

    public IOperation Call { get; }

    public string Kind { get; }

    public IOperation? Name => Values.Count > 0 ? Values[0] : null;

    public IOperation? Help => Values.Count > 1 ? Values[1] : null;

    private List<IOperation> Values { get; }

    public static PrometheusMetric? TryRead(IInvocationOperation call) =>
        Array.IndexOf(Methods, call.TargetMethod.Name) >= 0 && call.Argument("name") is { } name && call.Argument("help") is { } help
            ? new PrometheusMetric(call, call.TargetMethod.Name, [name, help, .. call.Arguments.Where(argument => argument.Parameter?.Name is not ("name" or "help")).Select(argument => argument.Value)])
            : null;

    /// <summary>Reads a call that does not bind; the class it is written on is what tells it from other creations.</summary>
    public static PrometheusMetric? TryRead(IInvalidOperation call) =>
        call.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } syntax && syntax.CalledOn().LastName() == "Metrics"
        && arguments.All(argument => argument.NameColon is null or { Name.Identifier.ValueText: "labelNames" or "configuration" })
            ? new PrometheusMetric(call, syntax.CalledName()!, [.. call.GivenValues()])
            : null;

    /// <summary>Gets the constants that name labels: those of arrays and lists in the call.</summary>
    public IEnumerable<IOperation> Labels()
    {
        foreach (var value in Values.Skip(2))
        {
            if (value.Type?.SpecialType == SpecialType.System_String)
            {
                yield return value;
            }

            foreach (var list in value.DescendantsAndSelf())
            {
                foreach (var element in list is IArrayCreationOperation { Initializer: { } array } ? array.ElementValues : list is ICollectionExpressionOperation collection ? collection.Elements : [])
                {
                    yield return element;
                }
            }
        }
    }
}
