using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Registration;

/// <summary>Services that register at a pretended agent.</summary>
internal static class Registered
{
    public const string Section = "CloudNative:Discovery:Consul:Registration";

    public static TestHost Web(PretendAgent agent, params (string Key, string Value)[] settings) => Web(agent.Address, settings);

    public static TestHost Web(string agent, params (string Key, string Value)[] settings) =>
        TestHost.Web(builder => builder.AddCloudNativeConsul(), app => app.MapGet("/", () => "ok"), Settings(agent, settings));

    public static TestHost Worker(PretendAgent agent, params (string Key, string Value)[] settings) =>
        TestHost.Worker(builder => builder.AddCloudNativeConsul(), Settings(agent.Address, settings));

    public static Task UntilAsync(this PretendAgent agent, string id) => Eventually.IsTrueAsync(() => agent.Services.ContainsKey(id), $"the registration of {id}");

    private static (string Key, string Value)[] Settings(string agent, (string Key, string Value)[] settings) =>
    [
        ("OTEL_SERVICE_NAME", "catalog"),
        ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=1,service.version=1.4.2,vcs.ref.head.revision=4f1c2ab,vcs.ref.head.name=main,cloud.availability_zone=north"),
        ("CloudNative:Discovery:Consul:Address", agent),
        .. settings,
    ];
}
