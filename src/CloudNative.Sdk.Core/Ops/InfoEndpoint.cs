using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using CloudNative.Sdk.Core.Lifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>Shows who the service is and where it stands.</summary>
internal sealed class InfoEndpoint(IServiceProvider services, IServiceLifecycle lifecycle, ServiceClock clock) : IOpsEndpoint
{
    private static readonly string? Sdk = typeof(InfoEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    public string Path => "/info";

    public string Description => "Service, version, commit, branch, build, SDK, runtime, start time and state as JSON.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteJsonAsync(context, Write);

    private void Write(Utf8JsonWriter json)
    {
        // Not in the constructor: reading the identity need not delay the start.
        var identity = services.GetRequiredService<ServiceIdentity>();
        json.WriteStartObject();
        json.WriteString("service", identity.Name);
        json.WriteString("version", identity.Version);
        json.WriteString("commit", identity.Commit);
        json.WriteString("branch", identity.Branch);
        json.WriteString("buildId", identity.BuildId);
        Write(json, "commitTime", identity.CommitTime);
        Write(json, "buildTime", identity.BuildTime);
        json.WriteString("instance", identity.InstanceId);
        json.WriteString("environment", identity.Environment);
        json.WriteString("zone", identity.Zone);
        json.WriteString("sdk", Sdk);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("os", RuntimeInformation.OSDescription);
        json.WriteString("startedAt", clock.Started);
        json.WriteNumber("uptimeSeconds", Math.Round(clock.Elapsed.TotalSeconds, 3));
        json.WriteString("state", lifecycle.State.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
