using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>What makes the health checks of a program reachable from outside.</summary>
internal sealed class ProbeReach
{
    private readonly KnownSymbols _symbols;
    private readonly ConcurrentQueue<(Location Location, string Path, bool IsDevelopmentOnly)> _endpoints = new();
    private volatile bool _isReachable;
    private volatile bool _mayBeReachable;

    private ProbeReach(RuleRegistry registry)
    {
        _symbols = registry.Symbols;
        registry.OnCall(_symbols.HealthCheckEndpoints, "MapHealthChecks", AddEndpoint);
        registry.OnCall(_symbols.HealthCheckMiddleware, "UseHealthChecks", AddEndpoint);
        registry.OnCall(_symbols.Find("Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService"), null, (_, _) => _isReachable = true);
        foreach (var type in new[] { "CloudNativeHostApplicationBuilderExtensions", "CloudNativeHealthHostApplicationBuilderExtensions" })
        {
            registry.OnCall(_symbols.Find("Microsoft.Extensions.Hosting." + type), null, (_, call) => _isReachable |= SdkCalls.FeatureOf(call.TargetMethod, _symbols) is "all" or "health");
        }

        registry.OnCall(_symbols.Find("Microsoft.AspNetCore.Builder.CloudNativeEndpointRouteBuilderExtensions"), null, (_, _) => _isReachable = true);
        registry.OnCallNamed("AddSingleton", AddService);
        foreach (var type in new[] { "WebApplication", "IApplicationBuilder" })
        {
            registry.OnExtensionOf(_symbols.Find("Microsoft.AspNetCore.Builder." + type), AddExtension);
        }

        registry.OnExtensionOf(_symbols.Find("Microsoft.AspNetCore.Routing.IEndpointRouteBuilder"), AddExtension);
        registry.OnBody(AddPublisher);
        registry.On(OperationKind.Invalid, AddUnbound);
    }

    /// <summary>Gets the endpoints in the order of the source.</summary>
    public IReadOnlyList<(Location Location, string Path, bool IsDevelopmentOnly)> Endpoints =>
        [.. _endpoints.OrderBy(endpoint => endpoint.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Location.SourceSpan.Start)];

    /// <summary>Gets whether somebody outside gets the results without an endpoint: the SDK, a publisher, code that asks the service.</summary>
    public bool IsServedOtherwise => _isReachable;

    /// <summary>Gets whether code that is not seen may map an endpoint.</summary>
    public bool MayBeMappedElsewhere => _mayBeReachable;

    /// <summary>Gets what is known of a compilation; the rules share it.</summary>
    public static ProbeReach Of(RuleRegistry registry) => registry.Shared(static owner => new ProbeReach(owner));

    private void AddEndpoint(OperationAnalysisContext context, IInvocationOperation call) => _endpoints.Enqueue((
        call.Syntax.GetLocation(),
        ConstantText.Of(call.Argument("pattern") ?? (call.Argument("path") is IConversionOperation path ? path.Operand : null), context.CancellationToken) ?? "(computed)",
        call.IsDevelopmentOnly(context.CancellationToken)));

    private void AddService(OperationAnalysisContext context, IInvocationOperation call)
    {
        foreach (var type in call.TargetMethod.TypeArguments)
        {
            _isReachable |= type.IsOrInherits(_symbols.HealthCheckPublisher);
        }
    }

    // An extension that comes from a library of the company: shared defaults map the probes there.
    private void AddExtension(OperationAnalysisContext context, IInvocationOperation call)
    {
        var assembly = call.TargetMethod.ContainingAssembly;
        _mayBeReachable |= !assembly.Is(_symbols.Compilation.Assembly) && !assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal);
    }

    private void AddPublisher(OperationBlockAnalysisContext context) =>
        _isReachable |= context.OwningSymbol is IMethodSymbol { Name: "PublishAsync" } method && method.ContainingType.IsOrInherits(_symbols.HealthCheckPublisher);

    private void AddUnbound(OperationAnalysisContext context)
    {
        if (context.Operation.Syntax is InvocationExpressionSyntax call && call.CalledName() is { } name)
        {
            _mayBeReachable |= name.StartsWith("Map", StringComparison.Ordinal) || name.StartsWith("Use", StringComparison.Ordinal) || name.IndexOf("Health", StringComparison.Ordinal) >= 0;
        }
    }
}
