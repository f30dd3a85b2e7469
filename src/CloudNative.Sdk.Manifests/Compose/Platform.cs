using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Compose;

/// <summary>Writes the parts of a platform that a service meets in every environment: a registry, and something that scrapes.</summary>
internal static class Platform
{
    public static YamlMap Consul(ServiceModel service) => new()
    {
        { "image", service.Platform.ConsulImage },
        { "command", new List<object> { "agent", "-dev", "-client=0.0.0.0" } },
        { "ports", new List<object> { "127.0.0.1:8500:8500" } },
        { "healthcheck", new YamlMap { { "test", new List<object> { "CMD", "consul", "members" } }, { "interval", "5s" }, { "timeout", "2s" }, { "retries", 10 } } },
    };

    public static YamlMap Prometheus(ServiceModel service) => new()
    {
        { "image", service.Platform.PrometheusImage },
        { "command", new List<object> { "--config.file=/etc/prometheus/prometheus.yml", "--enable-feature=exemplar-storage" } },
        { "ports", new List<object> { "127.0.0.1:9090:9090" } },
        {
            "configs", new List<object>
            {
                new YamlMap { { "source", "prometheus" }, { "target", "/etc/prometheus/prometheus.yml" } },
                new YamlMap { { "source", NameOf(service) }, { "target", $"/etc/prometheus/scrape/{service.Name}.yml" } },
            }
        },
    };

    /// <summary>Each service brings what concerns itself, so that the files of several can be laid over one another.</summary>
    public static YamlMap Configs(ServiceModel service) => new()
    {
        { "prometheus", Content(new YamlMap { { "scrape_config_files", new List<object> { "/etc/prometheus/scrape/*.yml" } } }) },
        { NameOf(service), Content(Scrape(service)) },
    };

    private static string NameOf(ServiceModel service) => $"prometheus-{service.Name}";

    private static YamlMap Content(YamlMap document) => new() { { "content", YamlEmitter.Write(document) } };

    private static YamlMap Scrape(ServiceModel service) => new()
    {
        {
            "scrape_configs", new List<object>
            {
                new YamlMap
                {
                    { "job_name", service.Name },
                    { "scrape_interval", "5s" },
                    { "dns_sd_configs", new List<object> { new YamlMap { { "names", new List<object> { service.Name } }, { "type", "A" }, { "port", service.Ports.Ops ?? service.Ports.Http ?? OperationDefaults.OpsPort } } } },
                },
            }
        },
    };
}
