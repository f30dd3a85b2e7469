using CloudNative.Sdk.Testing;

namespace CloudNative.Sdk.Discovery.Consul.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed() => Assert.Equal(
        """
        sealed class CloudNative.Sdk.Discovery.Consul.ConsulOptions
            Boolean Routing { get; set; }
            IList<String> Datacenters { get; }
            Int64 MaxResponseBytes { get; set; }
            String Address { get; set; }
            String CaFile { get; set; }
            String ClientCertificateFile { get; set; }
            String ClientKeyFile { get; set; }
            String Datacenter { get; set; }
            String Filter { get; set; }
            String KeyPrefix { get; set; }
            String Namespace { get; set; }
            String TaggedAddress { get; set; }
            String Token { get; set; }
            String TokenFile { get; set; }
            TimeSpan MaxStaleness { get; set; }
            TimeSpan RequestTimeout { get; set; }
            TimeSpan RestartGrace { get; set; }
            TimeSpan WaitTime { get; set; }
            new()
        static class Microsoft.Extensions.Hosting.CloudNativeConsulHostApplicationBuilderExtensions
            TBuilder AddCloudNativeConsul<TBuilder>(TBuilder builder, Action<ConsulOptions> configure = null)

        """,
        PublicApi.Print(typeof(ConsulOptions).Assembly));
}
