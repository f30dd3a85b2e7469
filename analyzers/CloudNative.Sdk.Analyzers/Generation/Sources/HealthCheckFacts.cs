using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Registered health checks.</summary>
internal static class HealthCheckFacts
{
    public static void Read(FactReading reading, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.ExtendedType().Is(reading.Symbols.HealthChecksBuilder))
        {
            return;
        }

        var service = method.Name == "AddServiceCheck" && SdkCalls.IsSdk(method) ? reading.Text(call.Argument("service")) : null;
        if ((service ?? reading.Text(call.Argument("name"))) is not { } name)
        {
            return;
        }

        // The check of a service is named after it and always counts for readiness.
        var tags = ConstantTags.Of(call.Argument("tags"), reading.Cancellation);
        reading.Add(
            FactKinds.HealthCheck,
            [
                ("name", name),
                ("type", TypeOf(call)?.ReflectionName()),
                ("service", service),
                .. FactReading.Each("tag", service is null || tags is null ? tags : [.. tags.Union(["ready"])]),
            ]);
    }

    /// <summary>Gets the class of a registered check: its type argument, or the class of the instance made in the call.</summary>
    public static INamedTypeSymbol? TypeOf(IInvocationOperation call)
    {
        if (call.TargetMethod is { IsGenericMethod: true, TypeArguments.Length: 1 } method)
        {
            return method.TypeArguments[0] as INamedTypeSymbol is { TypeKind: not TypeKind.Error } type ? type : null;
        }

        return call.Argument("instance")?.Unwrap() is IObjectCreationOperation { Type: INamedTypeSymbol created } ? created : null;
    }
}
