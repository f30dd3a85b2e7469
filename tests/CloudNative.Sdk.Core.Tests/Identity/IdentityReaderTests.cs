using System.Reflection;
using System.Reflection.Emit;
using CloudNative.Sdk.Core.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace CloudNative.Sdk.Core.Tests.Identity;

public sealed class IdentityReaderTests
{
    [Fact]
    public void The_name_is_that_of_the_application_unless_opentelemetry_names_it()
    {
        Assert.Equal("Shop.Orders", Read().Name);
        Assert.Equal("orders", Read(("OTEL_RESOURCE_ATTRIBUTES", "service.name=orders")).Name);
        Assert.Equal("basket", Read(("OTEL_RESOURCE_ATTRIBUTES", "service.name=orders"), ("OTEL_SERVICE_NAME", "basket")).Name);
    }

    [Theory]
    [InlineData("1.4.2+4f1c2ab0d9e84f0f8a2a6f2f1b1f7f6a3d1c9b55", "1.4.2", "4f1c2ab0d9e84f0f8a2a6f2f1b1f7f6a3d1c9b55")]
    [InlineData("1.4.2-rc.1+build.7.4f1c2ab0", "1.4.2-rc.1", "4f1c2ab0")]
    [InlineData("1.4.2+nightly", "1.4.2", null)]
    [InlineData("1.4.2", "1.4.2", null)]
    public void Version_and_commit_come_from_the_informational_version(string informational, string version, string? commit)
    {
        var identity = Read(AssemblyOf(informational));

        Assert.Equal((version, commit), (identity.Version, identity.Commit));
    }

    [Fact]
    public void What_the_build_wrote_into_the_assembly_wins_over_variables_at_run_time()
    {
        var assembly = AssemblyOf("1.0.0", ("CloudNative.Branch", "release/1"), ("CloudNative.BuildId", "99"));

        var identity = Read(assembly, ("GITHUB_REF_NAME", "main"), ("GITHUB_RUN_ID", "1"));

        Assert.Equal(("release/1", "99"), (identity.Branch, identity.BuildId));
    }

    [Theory]
    [InlineData("2026-11-20T10:30:00+02:00", 1795163400L)]
    [InlineData("2026-11-20 08:30:00+00:00", 1795163400L)]
    [InlineData("2026-11-20T08:30:00", 1795163400L)]
    [InlineData("1795163400", 1795163400L)]
    [InlineData("yesterday-ish", null)]
    [InlineData("99999999999999999", null)]
    [InlineData("-5", null)]
    public void Times_of_commit_and_build_are_read_in_the_forms_of_git_and_of_ci_servers(string text, long? seconds)
    {
        var identity = Read(AssemblyOf("1.0.0", ("CloudNative.CommitTime", text), ("CloudNative.BuildTime", text)));

        Assert.Equal((seconds, seconds), (identity.CommitTime?.ToUnixTimeSeconds(), identity.BuildTime?.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData("GITHUB_SHA", "GITHUB_REF_NAME", "GITHUB_RUN_ID")]
    [InlineData("CI_COMMIT_SHA", "CI_COMMIT_REF_NAME", "CI_PIPELINE_ID")]
    [InlineData("BUILD_SOURCEVERSION", "BUILD_SOURCEBRANCHNAME", "BUILD_BUILDID")]
    [InlineData("GIT_COMMIT", "GIT_BRANCH", "BUILD_NUMBER")]
    public void The_variables_of_ci_servers_are_known(string commit, string branch, string build)
    {
        var identity = Read((commit, "c0ffee"), (branch, "main"), (build, "12"));

        Assert.Equal(("c0ffee", "main", "12"), (identity.Commit, identity.Branch, identity.BuildId));
    }

    [Fact]
    public void In_kubernetes_the_instance_is_the_pod()
    {
        Assert.Equal("orders-5d4-x", Read(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("HOSTNAME", "orders-5d4-x")).InstanceId);
        Assert.Equal("orders-5d4-y", Read(("POD_NAME", "orders-5d4-y"), ("POD_NAMESPACE", "shop")).InstanceId);
        Assert.Equal("shop", Read(("POD_NAMESPACE", "shop")).Namespace);
    }

    [Fact]
    public void Elsewhere_the_instance_is_machine_and_process() =>
        Assert.Equal($"{Environment.MachineName}-{Environment.ProcessId}", Read(("HOSTNAME", "laptop")).InstanceId);

    [Theory]
    [InlineData("deployment.environment.name=stage", "stage")]
    [InlineData("deployment.environment=stage", "stage")]
    [InlineData("", "Production")]
    public void The_environment_is_the_hosts_unless_opentelemetry_names_it(string attributes, string expected) =>
        Assert.Equal(expected, Read(("OTEL_RESOURCE_ATTRIBUTES", attributes)).Environment);

    [Theory]
    [InlineData("cloud.availability_zone=fra%201", "fra 1")]
    [InlineData("broken,=x,y=,cloud.availability_zone = fra1 ", "fra1")]
    [InlineData(",,", null)]
    public void Resource_attributes_are_decoded_and_malformed_pairs_passed_over(string attributes, string? zone) =>
        Assert.Equal(zone, Read(("OTEL_RESOURCE_ATTRIBUTES", attributes)).Zone);

    private static ServiceIdentity Read(params (string Key, string Value)[] configuration) => Read(AssemblyOf("1.0.0"), configuration);

    private static ServiceIdentity Read(Assembly assembly, params (string Key, string Value)[] configuration) => IdentityReader.Read(
        new HostingEnvironment { ApplicationName = "Shop.Orders", EnvironmentName = "Production" },
        new ConfigurationBuilder().AddInMemoryCollection(configuration.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))).Build(),
        assembly);

    private static AssemblyBuilder AssemblyOf(string informational, params (string Key, string Value)[] metadata) => AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Shop.Orders"),
        AssemblyBuilderAccess.RunAndCollect,
        [
            new CustomAttributeBuilder(typeof(AssemblyInformationalVersionAttribute).GetConstructors().Single(), [informational]),
            .. metadata.Select(pair => new CustomAttributeBuilder(typeof(AssemblyMetadataAttribute).GetConstructors().Single(), [pair.Key, pair.Value])),
        ]);
}
