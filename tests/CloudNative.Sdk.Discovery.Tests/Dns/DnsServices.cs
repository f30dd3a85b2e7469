using CloudNative.Sdk.Discovery.Dns;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Tests.Dns;

/// <summary>The sources as they are registered, with a machine and a clock of the test's own.</summary>
internal sealed class DnsServices : IDisposable
{
    private readonly ScratchFolder _machine = new();
    private readonly ServiceProvider _services;

    public DnsServices(TimeProvider time, string resolvConf, string? kubernetesNamespace, params (string Key, string Value)[] configuration)
    {
        var names = new SystemNames(Path.Combine(_machine.Path, "resolv.conf"), Path.Combine(_machine.Path, "namespace"));
        File.WriteAllText(names.ResolvConfPath, resolvConf);
        if (kubernetesNamespace is not null)
        {
            File.WriteAllText(Path.Combine(_machine.Path, "namespace"), kubernetesNamespace);
        }

        _services = new ServiceCollection()
            .AddSingleton(time)
            .AddSingleton(names)
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production })
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration
                .Select(pair => KeyValuePair.Create($"CloudNative:Discovery:Dns:{pair.Key}", (string?)pair.Value))).Build())
            .AddMetrics()
            .AddLogging(logging => logging.AddProvider(Logs))
            .AddDnsSources()
            .BuildServiceProvider();
    }

    public CapturedLogs Logs { get; } = new();

    public DnsClient Client => _services.GetRequiredService<DnsClient>();

    public IServiceProvider Services => _services;

    /// <summary>Gets the path of the machine's <c>resolv.conf</c>.</summary>
    public string ResolvConfPath => Path.Combine(_machine.Path, "resolv.conf");

    /// <summary>Makes the sources with the given name servers.</summary>
    public static DnsServices Asking(IEnumerable<FakeDnsServer> servers, params (string Key, string Value)[] configuration) =>
        new(TimeProvider.System, "", null, [.. KeysOf(servers), .. configuration]);

    public static DnsServices Asking(FakeDnsServer server, params (string Key, string Value)[] configuration) => Asking([server], configuration);

    public static IEnumerable<(string Key, string Value)> KeysOf(IEnumerable<FakeDnsServer> servers) =>
        servers.Select((server, index) => ($"Servers:{index}", server.Address.ToString()));

    public IServiceEndpointSource Source(string name) => _services.GetServices<IServiceEndpointSource>().Single(source => source.Name == name);

    public void Dispose()
    {
        _services.Dispose();
        _machine.Dispose();
    }
}
