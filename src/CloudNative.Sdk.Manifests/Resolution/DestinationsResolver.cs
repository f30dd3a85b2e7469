using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Finds what the service calls: the clients in code, and the dependencies that the team states.</summary>
internal sealed class DestinationsResolver(CodeFacts code, ServiceSettings stated, Configuration configuration, Variables variables, DiagnosticBag diagnostics)
{
    /// <summary>Where the SDK itself connects to: collectors of telemetry, and Consul.</summary>
    private static readonly string[] AddressKeys =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
        "CloudNative:Discovery:Consul:Address",
        "CONSUL_HTTP_ADDR",
    ];

    private readonly List<Destination> _destinations = [];

    /// <summary>Gets the destinations: services by name, then hosts outside by port. Addresses of services go into the variables.</summary>
    public IReadOnlyList<Destination> Resolve()
    {
        foreach (var call in code.Calls)
        {
            AddCall(call);
        }

        foreach (var dependency in stated.Dependencies)
        {
            AddDependency(dependency);
        }

        foreach (var address in AddressKeys.Select(configuration.TextOf).OfType<string>())
        {
            // Consul's tools take an address without a scheme.
            AddOutside(address.Contains("://") ? address : "http://" + address);
        }

        return
        [
            .. _destinations
                .Distinct()
                .OrderBy(destination => destination.Service is null)
                .ThenBy(destination => destination.Service, StringComparer.Ordinal)
                .ThenBy(destination => destination.Port as int? ?? 0)
                .ThenBy(destination => destination.Port as string, StringComparer.Ordinal),
        ];
    }

    private void AddCall(Fact call)
    {
        if (call["service"] is not { } service)
        {
            AddOutside(call["address"]);
            return;
        }

        var name = service.ToLowerInvariant();
        if (stated.Dependencies.Any(dependency => dependency.Name == name))
        {
            return;
        }

        if (!Shapes.DnsLabel.Matches(name))
        {
            diagnostics.Warning(
                DiagnosticIds.EndpointNotRendered, code.PositionOf(call), $"the service '{service}' has no address in the cluster, because its name is not {Shapes.DnsLabel.Rule}");
            return;
        }

        _destinations.Add(new Destination(name, call["endpoint"] ?? Ports.HttpName));
        AddAddress(call, service, name);
    }

    /// <summary>States the address of the Kubernetes Service, which listens on port 80 and has no other endpoint.</summary>
    private void AddAddress(Fact call, string service, string name)
    {
        if (call.All("scheme").Any() && !call.All("scheme").Contains(Ports.HttpName))
        {
            diagnostics.Warning(
                DiagnosticIds.EndpointNotRendered,
                code.PositionOf(call),
                $"the service '{service}' is called over https only, but services listen on http in the cluster; call https+http://{service}");
        }
        else if (call["endpoint"] is not { } endpoint)
        {
            variables.SetAddress($"Services__{service}__http__0", $"http://{name}");
        }
        else if (!stated.Config.Any(setting => setting.VariableName.StartsWith($"Services__{service}__{endpoint}__", StringComparison.OrdinalIgnoreCase)))
        {
            diagnostics.Warning(
                DiagnosticIds.EndpointNotRendered,
                code.PositionOf(call),
                $"the endpoint '{endpoint}' of the service '{service}' has no address, because services listen on http alone in the cluster; state Services:{service}:{endpoint}:0 under 'config'");
        }
    }

    private void AddDependency(DependencySetting dependency)
    {
        var port = dependency.Port is { } number ? (object)number : Ports.HttpName;
        _destinations.Add(new Destination(dependency.Host is null ? dependency.Name : null, port, dependency.Host is null ? dependency.Namespace : null));
        if (dependency.Kind == DependenciesSection.Http)
        {
            var suffix = dependency.Port is null ? "" : FormattableString.Invariant($":{dependency.Port}");
            var variable = $"Services__{dependency.Name}__http__0";
            if (dependency.Host is { } host)
            {
                variables.Set(variable, $"http://{host}{suffix}");
            }
            else
            {
                variables.SetAddress(variable, $"http://{AddressOf(dependency)}{suffix}");
            }
        }
    }

    private static string AddressOf(DependencySetting dependency) => dependency.Namespace is null ? dependency.Name : $"{dependency.Name}.{dependency.Namespace}";

    private void AddOutside(string? address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsLoopback && uri.Port > 0)
        {
            _destinations.Add(new Destination(null, uri.Port));
        }
    }
}
