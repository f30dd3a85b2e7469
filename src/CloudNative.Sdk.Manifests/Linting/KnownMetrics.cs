using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>The metrics that a service has: those of its own instruments, and, where it measures itself, those of .NET and of the SDK.</summary>
internal sealed class KnownMetrics
{
    /// <summary>What .NET, its libraries, the SDK, Prometheus and the cluster measure, by how the names begin.</summary>
    private static readonly string[] Common =
    [
        "ALERTS", "aspnetcore_", "cloudnative_", "container_", "dns_", "dotnet_", "http_client_", "http_server_", "kestrel_", "kube_", "messaging_", "db_", "otel_", "process_", "rpc_", "scrape_",
        "signalr_", "target_info", "up",
    ];

    private static readonly string[] OfHistograms = ["_bucket", "_count", "_sum"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private KnownMetrics(IEnumerable<Fact> instruments)
    {
        foreach (var instrument in instruments)
        {
            var name = MetricName.Of(instrument);
            _names.Add(name);
            _names.UnionWith(instrument["kind"] is "Histogram" or null ? OfHistograms.Select(part => name + part) : []);
        }
    }

    public static KnownMetrics Of(CodeFacts code) => new(code.Instruments);

    public bool Contains(string name) => _names.Contains(name) || Common.Any(start => start.EndsWith("_", StringComparison.Ordinal) ? name.StartsWith(start, StringComparison.Ordinal) : name == start);

    /// <summary>Gets the way out: the name that was probably meant.</summary>
    public string Suggest(string name) => "; " + Suggestion.Or(name, _names.OrderBy(other => other, StringComparer.Ordinal), "declare the instrument, or remove this");
}
