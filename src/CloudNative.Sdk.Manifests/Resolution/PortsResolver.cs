using System.Globalization;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Explaining;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Finds the ports, and where the probes are answered.</summary>
internal sealed class PortsResolver(CodeFacts code, BuildProperties build, ServiceSettings stated, Configuration configuration, Variables variables, Explanations explanations, DiagnosticBag diagnostics)
{
    private const string OpsPortKey = "CloudNative:Ops:Port";
    private const string OpsEnabledKey = "CloudNative:Ops:Enabled";
    private const string HttpPortsVariable = "ASPNETCORE_HTTP_PORTS";

    private static readonly string[] AddressVariables = [HttpPortsVariable, "ASPNETCORE_HTTPS_PORTS", "ASPNETCORE_URLS", "HTTP_PORTS", "HTTPS_PORTS", "URLS"];

    private static readonly Overridable<int> OpsPort = new(
        OpsPortKey, "ports.ops.port", "a whole number from 1 to 65535, since a container needs a known port", Number.ParsePort, Show, Show);

    public Ports Resolve()
    {
        RefuseAddresses();
        var isMapped = code.HasMappedOps && ServesHttp;
        var hasOps = code.HasOpsServer && !isMapped && (configuration.Find(OpsEnabledKey, "true or false", ParseBoolean)?.Value ?? true);
        var ops = hasOps ? OpsPort.Resolve(stated.OpsPort, OperationDefaults.OpsPort, code.Assembly, configuration, variables, stated.Contradicts("ports.ops.port"), diagnostics) : null;
        RefuseMissingOps(hasOps);
        var http = ServesHttp ? ResolveHttp(ops?.Value) : null;
        if (http is not null && http.Value == ops?.Value)
        {
            var at = stated.HttpPort?.Position ?? stated.OpsPort?.Position ?? http.Position;
            diagnostics.Error(DiagnosticIds.PortNotUnique, at, FormattableString.Invariant($"the application and the ops server both use port {http.Value}; set ports.http.port or ports.ops.port"));
        }

        explanations.Add("ports.http", http?.Value, http?.Position);
        explanations.Add("ports.ops", ops?.Value, ops?.Position);
        return new Ports(http?.Value, ops?.Value, FindProbePort(isMapped, hasOps));
    }

    private bool ServesHttp => stated.HttpPort is not null || (code.IsWeb ?? (build.UsesWebSdk || code.ReachablePorts.Any()));

    private Given<int> ResolveHttp(int? ops)
    {
        var inCode = code.ReachablePorts.Where(fact => fact["scheme"] is not "https").Select(fact => (Fact: fact, Port: Number.ParsePort(fact["port"]))).FirstOrDefault(port => port.Port is not null);
        ReportOtherPorts(inCode.Fact);
        var found = inCode.Port is { } fixedPort ? new Given<int>(fixedPort, code.PositionOf(inCode.Fact)) : null;
        if (stated.Contradicts("ports.http.port"))
        {
            found = null;
        }
        else if (found is not null && stated.HttpPort is { } contradiction && contradiction.Value != found.Value)
        {
            diagnostics.Error(
                DiagnosticIds.ContradictedFact,
                contradiction.Position,
                FormattableString.Invariant($"ports.http.port is {contradiction.Value}, but {found.Position} listens on {found.Value}, which configuration cannot change; remove one of the two, or contradict the code with 'override' and a reason"));
        }

        found ??= stated.HttpPort is { } given ? new Given<int>(given.Value, given.Position) : null;
        found ??= build.ContainerPorts.Select(Number.ParsePort).FirstOrDefault(port => port is not null && port != ops) is { } containerPort
            ? new Given<int>(containerPort, new Position(build.ProjectFile))
            : new Given<int>(OperationDefaults.HttpPort, code.Assembly);
        variables.Set(HttpPortsVariable, Show(found.Value));
        return found;
    }

    private void ReportOtherPorts(Fact? rendered)
    {
        foreach (var fact in code.ReachablePorts.Where(fact => fact != rendered))
        {
            var reason = fact["scheme"] == "https" ? "a container has no certificate; listen on http, and let the gateway end TLS" : "one http port is; listen on one";
            diagnostics.Warning(DiagnosticIds.EndpointNotRendered, code.PositionOf(fact), $"the {fact["scheme"] ?? "http"} port {fact["port"]} is not rendered: {reason}");
        }

        foreach (var fact in code.LoopbackPorts.Where(_ => !code.ReachablePorts.Any()))
        {
            diagnostics.Warning(
                DiagnosticIds.EndpointNotRendered,
                code.PositionOf(fact),
                $"port {fact["port"]} is not rendered: only the pod itself can reach it; listen on any address, or leave the port to the configuration");
        }
    }

    private void RefuseAddresses()
    {
        foreach (var setting in AddressVariables.Select(configuration.StatedInConfig).OfType<ConfigSetting>())
        {
            diagnostics.Error(DiagnosticIds.WrongValue, setting.Position, $"'{setting.Key}' would move the port away from what the manifest says; use ports.http.port");
        }
    }

    private void RefuseMissingOps(bool hasOps)
    {
        if (!hasOps && stated.OpsPort is { } given)
        {
            diagnostics.Error(
                DiagnosticIds.ContradictedFact, given.Position, $"ports.ops is stated, but {code.Assembly} has no ops server of its own; call builder.AddCloudNative(), or remove the field");
        }
    }

    private string? FindProbePort(bool isMapped, bool hasOps)
    {
        if (code.HasHealth && (isMapped || hasOps))
        {
            return isMapped ? Ports.HttpName : Ports.OpsName;
        }

        diagnostics.Warning(DiagnosticIds.NoProbes, new Position(build.ProjectFile), WhyNoProbes());
        return null;
    }

    private string WhyNoProbes() => code switch
    {
        { HasHealth: true } => $"the Deployment has no probes, because {OpsEnabledKey} is false; enable the ops server, or call app.MapCloudNative()",
        { AreRecorded: true } => $"the Deployment has no probes and does not drain, because {code.Assembly} adds no health feature; call builder.AddCloudNative() or builder.AddCloudNativeHealth()",
        _ => $"the Deployment has no probes and does not drain, because {code.Assembly} does not tell what its code does; add the package CloudNative.Sdk.Analyzers, which records it, or CloudNative.Sdk, which brings it along",
    };

    private static string Show(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static bool? ParseBoolean(string text) => bool.TryParse(text, out var value) ? value : null;
}
