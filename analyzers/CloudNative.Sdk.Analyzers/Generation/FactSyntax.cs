using CloudNative.Sdk.Analyzers.Generation.Sources;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation;

/// <summary>Chooses the nodes worth a look by their syntax alone, and hands each to the source that understands it.</summary>
internal static class FactSyntax
{
    private static readonly Dictionary<string, Action<FactReading, IInvocationOperation>> Calls = new(StringComparer.Ordinal)
    {
        ["CreateCounter"] = MeterFacts.ReadInstrument,
        ["CreateUpDownCounter"] = MeterFacts.ReadInstrument,
        ["CreateHistogram"] = MeterFacts.ReadInstrument,
        ["CreateGauge"] = MeterFacts.ReadInstrument,
        ["CreateObservableCounter"] = MeterFacts.ReadInstrument,
        ["CreateObservableUpDownCounter"] = MeterFacts.ReadInstrument,
        ["CreateObservableGauge"] = MeterFacts.ReadInstrument,
        ["AddCheck"] = HealthCheckFacts.Read,
        ["AddTypeActivatedCheck"] = HealthCheckFacts.Read,
        ["AddAsyncCheck"] = HealthCheckFacts.Read,
        ["AddServiceCheck"] = HealthCheckFacts.Read,
        ["AddHttpClient"] = HttpClientFacts.Read,
        ["UseUrls"] = PortFacts.ReadUrls,
        ["Listen"] = PortFacts.ReadListen,
        ["ListenAnyIP"] = PortFacts.ReadListen,
        ["ListenLocalhost"] = PortFacts.ReadListen,
        ["Configure"] = ConfigurationFacts.ReadConfigure,
        ["Bind"] = ConfigurationFacts.ReadBind,
        ["BindConfiguration"] = ConfigurationFacts.ReadBindConfiguration,
        ["GetConnectionString"] = ConfigurationFacts.ReadConnectionString,
        ["AddHostedService"] = HostingFacts.ReadHostedService,
        ["AddStartupTask"] = HostingFacts.ReadStartupTask,
        ["MapCloudNative"] = HostingFacts.ReadMappedOps,
        ["CreateBuilder"] = HostingFacts.ReadHostUse,
        ["CreateSlimBuilder"] = HostingFacts.ReadHostUse,
        ["CreateEmptyBuilder"] = HostingFacts.ReadHostUse,
        ["CreateApplicationBuilder"] = HostingFacts.ReadHostUse,
        ["CreateEmptyApplicationBuilder"] = HostingFacts.ReadHostUse,
        ["CreateDefaultBuilder"] = HostingFacts.ReadHostUse,
        ["ConfigureWebHostDefaults"] = HostingFacts.ReadHostUse,
    };

    /// <summary>Returns whether a node may state a fact; looks at names only.</summary>
    public static bool MayStateFact(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => ReaderOf(call) is not null,
        ObjectCreationExpressionSyntax creation => MeterFacts.IsNamed(creation.Type),
        ImplicitObjectCreationExpressionSyntax creation => MeterFacts.MayCreate(creation),
        ElementAccessExpressionSyntax element => ConfigurationFacts.MayRead(element),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax target } =>
            OptionFacts.Names.Contains(target.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>Reads one node.</summary>
    public static EquatableArray<Finding> Read(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var reading = new FactReading(context.Node, context.SemanticModel, cancellation);
        switch (context.SemanticModel.GetOperation(context.Node, cancellation))
        {
            case IInvocationOperation call:
                ReaderOf((InvocationExpressionSyntax)context.Node)?.Invoke(reading, call);
                break;
            case IObjectCreationOperation creation:
                MeterFacts.ReadCreation(reading, creation);
                break;
            case IPropertyReferenceOperation element:
                ConfigurationFacts.ReadElement(reading, element);
                break;
            case ISimpleAssignmentOperation assignment:
                OptionFacts.Read(reading, assignment);
                break;
        }

        return reading.Findings;
    }

    private static Action<FactReading, IInvocationOperation>? ReaderOf(InvocationExpressionSyntax call)
    {
        if (call.CalledName() is not { } name)
        {
            return null;
        }

        if (Calls.TryGetValue(name, out var reader))
        {
            return reader;
        }

        return name switch
        {
            "Add" or "Record" when RecordingFacts.MayHaveTags(call) => RecordingFacts.Read,
            "Add" when call.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Urls" } } => PortFacts.ReadUrls,
            "Run" or "RunAsync" when PortFacts.MayTakeUrl(call) => PortFacts.ReadUrls,
            "Get" or "GetValue" when ConfigurationFacts.MayGet(call) => name == "Get" ? ConfigurationFacts.ReadGet : ConfigurationFacts.ReadValue,
            "Create" when MeterFacts.MayCreate(call) => MeterFacts.ReadCreate,
            _ when name.StartsWith("AddCloudNative", StringComparison.Ordinal) => HostingFacts.ReadFeature,
            _ => null,
        };
    }
}
