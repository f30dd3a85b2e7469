using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Hosted services, start-up tasks, features of the SDK, and the kind of host.</summary>
internal static class HostingFacts
{
    public static void ReadHostedService(FactReading reading, IInvocationOperation call)
    {
        if (call.TargetMethod.ExtendedType().Is(reading.Symbols.ServiceCollection) && TypeArgument(call) is { } type)
        {
            reading.Add(FactKinds.HostedService, [("type", type.ReflectionName())]);
        }
    }

    public static void ReadStartupTask(FactReading reading, IInvocationOperation call)
    {
        if (!SdkCalls.IsSdk(call.TargetMethod))
        {
            return;
        }

        if (TypeArgument(call) is { } type)
        {
            reading.Add(FactKinds.StartupTask, [("type", type.ReflectionName())]);
        }
        else if (reading.Text(call.Argument("name")) is { } name)
        {
            reading.Add(FactKinds.StartupTask, [("name", name)]);
        }
    }

    public static void ReadMappedOps(FactReading reading, IInvocationOperation call)
    {
        if (SdkCalls.IsSdk(call.TargetMethod))
        {
            reading.Add(FactKinds.MappedOps, []);
        }
    }

    public static void ReadFeature(FactReading reading, IInvocationOperation call)
    {
        if (SdkCalls.FeatureOf(call.TargetMethod, reading.Symbols) is { } feature)
        {
            reading.Add(FactKinds.Features, [("feature", feature)], FactKinds.Features);
        }
    }

    public static void ReadHostUse(FactReading reading, IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        var kind = type.Is(reading.Symbols.WebApplication) || call.TargetMethod.Name == "ConfigureWebHostDefaults" ? "web"
            : type.Is(reading.Symbols.Host) ? "worker"
            : null;
        if (kind is not null)
        {
            reading.Add(FindingKinds.HostUse, [("kind", kind)], FindingKinds.HostUse);
        }
    }

    private static INamedTypeSymbol? TypeArgument(IInvocationOperation call) =>
        call.TargetMethod.TypeArguments.LastOrDefault() is INamedTypeSymbol { TypeKind: not TypeKind.Error } type ? type : null;
}
