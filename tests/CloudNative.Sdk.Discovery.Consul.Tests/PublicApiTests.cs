using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Consul.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed() => Assert.Equal(
        """
        enum CloudNative.Sdk.Discovery.Consul.ConsulCheckKind
            Http = 1
            Ttl = 0
        enum CloudNative.Sdk.Discovery.Consul.ConsulLeaveMode
            Deregister = 0
            Keep = 2
            Maintenance = 1
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
        sealed class CloudNative.Sdk.Discovery.Consul.ConsulRegistrationOptions
            Boolean Enabled { get; set; }
            Boolean PreferHostName { get; set; }
            ConsulCheckKind Check { get; set; }
            ConsulLeaveMode Leave { get; set; }
            IDictionary<String, String> Meta { get; }
            IList<String> Tags { get; }
            Int32 WarningWeight { get; set; }
            Int32 Weight { get; set; }
            Int32? Port { get; set; }
            String Address { get; set; }
            String CheckPath { get; set; }
            String Colour { get; set; }
            String Id { get; set; }
            String Name { get; set; }
            String NetworkInterface { get; set; }
            String Scheme { get; set; }
            TimeSpan CheckInterval { get; set; }
            TimeSpan CheckTimeout { get; set; }
            TimeSpan DeregisterAfter { get; set; }
            TimeSpan LeaveTimeout { get; set; }
            TimeSpan Ttl { get; set; }
            TimeSpan VerifyPeriod { get; set; }
            new()
        static class Microsoft.Extensions.Hosting.CloudNativeConsulHostApplicationBuilderExtensions
            TBuilder AddCloudNativeConsul<TBuilder>(TBuilder builder, Action<ConsulOptions> configure = null)

        """,
        PublicApi.Print(typeof(ConsulOptions).Assembly));
}
