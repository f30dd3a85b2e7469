using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Recognises the extension methods of CloudNative.Sdk itself.</summary>
internal static class SdkCalls
{
    private const string FeaturePrefix = "AddCloudNative";

    /// <summary>Returns whether a method is an extension of ours: in a class <c>CloudNative*</c> of a <c>Microsoft.*</c> namespace.</summary>
    public static bool IsSdk(IMethodSymbol method) =>
        method.IsExtensionMethod
        && method.ContainingType.Name.StartsWith("CloudNative", StringComparison.Ordinal)
        && method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.", StringComparison.Ordinal);

    /// <summary>Gets the feature that a call on the host builder adds, <c>all</c> for <c>AddCloudNative()</c>; null for any other call.</summary>
    public static string? FeatureOf(IMethodSymbol method, KnownSymbols symbols)
    {
        if (!method.Name.StartsWith(FeaturePrefix, StringComparison.Ordinal) || !IsSdk(method) || !method.ExtendedType().IsOrInherits(symbols.HostApplicationBuilder))
        {
            return null;
        }

        return method.Name.Substring(FeaturePrefix.Length) switch
        {
            "" => "all",
            "Core" => "core",
            "Health" => "health",
            "Telemetry" => "telemetry",
            "Discovery" => "discovery",
            "Consul" or "ConsulDiscovery" or "DiscoveryConsul" => "consul",
            "Resiliency" => "resiliency",
            _ => null,
        };
    }
}
